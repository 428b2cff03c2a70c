package io.github.minimax4j.test;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a completion. Changes only while its {@link CompletionReply} is being built. */
final class Completion implements Cloneable {

    /** A tool call; if the id is null, each response gets a generated one. */
    record ToolCall(@Nullable String id, String name, String arguments) {}

    record ErrorInStream(int afterEvents, ErrorReply error) {}

    enum Transport {
        AS_REQUESTED,
        UNARY,
        STREAM
    }

    @Nullable
    String text;

    @Nullable
    String thinking;

    List<ToolCall> toolCalls = List.of();

    @Nullable
    Map<String, Object> usage;

    boolean withoutUsage;

    @Nullable
    String model;

    @Nullable
    String id;

    @Nullable
    String finishReason;

    @Nullable
    String serviceTier;

    boolean inputSensitive;
    boolean outputSensitive;
    int inputSensitiveType;
    int outputSensitiveType;
    ThinkingForm thinkingForm = ThinkingForm.AS_REQUESTED;
    boolean gateway;
    Transport transport = Transport.AS_REQUESTED;
    StreamShape shape = StreamShape.DEFAULT;

    @Nullable
    ErrorInStream error;

    Completion copy() {
        try {
            return (Completion) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    String finishReason() {
        if (finishReason != null) {
            return finishReason;
        }
        return toolCalls.isEmpty() ? "stop" : "tool_calls";
    }
}
