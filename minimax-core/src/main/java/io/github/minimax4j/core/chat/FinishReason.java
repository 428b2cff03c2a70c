package io.github.minimax4j.core.chat;

import org.jspecify.annotations.Nullable;

/** Why the model stopped. */
public enum FinishReason {
    /** The response is complete, or met a stop sequence. */
    STOP,
    /** The output limit was reached; thinking counts against it too (Q17). */
    LENGTH,
    /** The model calls tools. */
    TOOL_CALLS,
    /** The content check withheld the response, or the rest of it. */
    CONTENT_FILTER,
    /** Any other reason, or none was given. */
    OTHER;

    public static FinishReason fromWire(@Nullable String wireName) {
        if (wireName == null) {
            return OTHER;
        }
        return switch (wireName) {
            case "stop" -> STOP;
            case "length" -> LENGTH;
            case "tool_calls", "tool_call", "function_call" -> TOOL_CALLS;
            case "content_filter" -> CONTENT_FILTER;
            default -> OTHER;
        };
    }
}
