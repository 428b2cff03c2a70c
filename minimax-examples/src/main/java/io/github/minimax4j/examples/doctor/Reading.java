package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the library makes of a response.
 *
 * @param usage the tokens counted, input and output
 * @param value the result of a call that is no chat, as text
 * @param kind  null if the call succeeded
 * @param code  MiniMax's code of the error
 */
record Reading(
        @Nullable String text,
        @Nullable String thinking,
        List<ToolCall> toolCalls,
        @Nullable FinishReason finishReason,
        @Nullable Integer usage,
        @Nullable String value,
        @Nullable ErrorKind kind,
        @Nullable Integer code) {

    private static final String UNEXPECTED = "unexpected: ";

    static Reading of(ChatCompletion completion) {
        Integer tokens = completion.usage() == null ? null : completion.usage().totalTokens();
        return new Reading(
                completion.text(),
                completion.thinking(),
                completion.toolCalls(),
                completion.finishReason(),
                tokens,
                null,
                null,
                null);
    }

    static Reading of(String value) {
        return new Reading(null, null, List.of(), null, null, value, null, null);
    }

    /** Of an exception that the library must not throw. Without its message, which may name the address. */
    static Reading ofUnexpected(RuntimeException failure) {
        return of(UNEXPECTED + failure.getClass().getName() + " "
                + Stream.of(failure.getStackTrace()).limit(1).toList());
    }

    /** Whether the library could not make sense of the response. */
    boolean isUnreadable() {
        return kind == ErrorKind.MALFORMED_RESPONSE || value != null && value.startsWith(UNEXPECTED);
    }

    static Reading of(MiniMaxException failure) {
        return new Reading(null, null, List.of(), null, null, null, failure.kind(), failure.code());
    }

    /** In a few words. */
    String shown() {
        if (kind != null) {
            return kind + (code == null ? "" : ", code " + code);
        }
        return value != null
                ? value
                : "text of " + length(text) + ", thinking of " + length(thinking) + " characters, " + toolCalls.size()
                        + " tool calls, " + finishReason;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
