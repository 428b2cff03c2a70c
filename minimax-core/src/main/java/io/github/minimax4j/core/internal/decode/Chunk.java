package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON value of the wire as it came: an event of a stream, or the whole body of a response. */
record Chunk(
        @Nullable String id,
        @Nullable String model,
        @Nullable Long created,
        @Nullable String serviceTier,
        List<Choice> choices,
        @Nullable Usage usage,
        ContentCheck contentCheck,
        @Nullable ServerError error,
        @Nullable ServerError remark) {

    /** The lowest index of its choices, of which there is one at least. */
    int lowestIndex() {
        int lowest = choices.get(0).index();
        for (Choice choice : choices) {
            lowest = Math.min(lowest, choice.index());
        }
        return lowest;
    }

    /** Whether one of its choices is whole with it. */
    boolean isEnd() {
        return choices.stream().anyMatch(choice -> choice.finishReason() != null);
    }

    /** What it says beside a response, for the case that it is an error because nothing else follows. */
    @Nullable
    ServerError errorOrRemark() {
        return error == null ? remark : error;
    }

    /** The same as if it held one choice only, and as if that were the first. The usage is that of all choices. */
    Chunk ofFirstChoice(Choice choice) {
        Choice first = new Choice(0, choice.delta(), choice.message(), choice.finishReason(), null);
        return new Chunk(id, model, created, serviceTier, List.of(first), null, contentCheck, null, null);
    }

    /** The same with another delta of its only choice. */
    Chunk withDelta(Part delta) {
        Choice only = choices.get(0);
        Choice changed = new Choice(only.index(), delta, only.message(), only.finishReason(), only.usage());
        return new Chunk(id, model, created, serviceTier, List.of(changed), usage, contentCheck, error, remark);
    }

    /** One choice. {@code delta} adds to the response, {@code message} is the response. */
    record Choice(
            int index,
            @Nullable Part delta,
            @Nullable Part message,
            @Nullable String finishReason,
            @Nullable Usage usage) {

        boolean saysAnything() {
            return delta != null && delta.saysAnything() || message != null && message.saysAnything();
        }
    }

    /** What a delta or a message holds. */
    record Part(
            @Nullable String content,
            @Nullable String refusal,
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

    /**
     * A tool call or a piece of one.
     *
     * @param index null if there is none that could be one
     * @param id    null if there is none or a blank one
     * @param name  null if there is none or a blank one
     */
    record ToolFragment(
            @Nullable Integer index,
            @Nullable String id,
            @Nullable String name,
            String arguments) {

        static final ToolFragment NONE = new ToolFragment(null, null, null, "");
    }
}
