package io.github.minimax4j.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON value of the wire as it came: an event of a stream, or the whole body of an answer. */
record Chunk(
        @Nullable String id,
        @Nullable String model,
        @Nullable Long created,
        @Nullable String serviceTier,
        boolean wholeCompletion,
        @Nullable Choice choice,
        @Nullable Usage usage,
        ContentCheck contentCheck,
        @Nullable ServerError error) {

    /** Whether it adds anything to an answer. */
    boolean addsToAnswer() {
        return choice != null
                && (choice.delta() != null && choice.delta().saysAnything()
                        || choice.message() != null && choice.message().saysAnything());
    }

    /** The first choice. {@code delta} adds to the answer, {@code message} is the answer. */
    record Choice(
            @Nullable Part delta,
            @Nullable Part message,
            @Nullable String finishReason) {}

    /** What a delta or a message holds. */
    record Part(
            @Nullable String content,
            @Nullable String reasoning,
            List<Map<String, Object>> reasoningDetails,
            List<ToolFragment> toolCalls) {

        boolean saysAnything() {
            return content != null && !content.isEmpty()
                    || reasoning != null && !reasoning.isEmpty()
                    || !reasoningDetails.isEmpty()
                    || !toolCalls.isEmpty();
        }
    }

    /** A tool call or a piece of one. */
    record ToolFragment(
            @Nullable Integer index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments) {}
}
