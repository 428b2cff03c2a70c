package io.github.minimax4j.core.chat;

import org.jspecify.annotations.Nullable;

/** Why the model stopped. */
public enum FinishReason {
    /** It had said what it wanted to say, or met a stop sequence. */
    STOP,
    /** The output limit was reached; thinking counts against it too (Q17). */
    LENGTH,
    /** It wants tools to be run. */
    TOOL_CALLS,
    /** The answer, or the rest of it, was withheld by the content check. */
    CONTENT_FILTER,
    /** Anything else, or nothing was said. */
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
