package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.util.Objects;

/** A response exceeds one of the limits of {@link io.github.minimax4j.core.internal.config.ResponseLimits}. */
final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    private LimitExceededException(String setting, String message) {
        super(message, null, false, false);
        this.setting = setting;
    }

    static LimitExceededException eventSize(int max) {
        return new LimitExceededException("maxEventSize", "The server sent more than " + max + " bytes in one piece");
    }

    static LimitExceededException nestingDepth(int max) {
        return new LimitExceededException(
                "maxNestingDepth", "The server sent JSON that is nested more than " + max + " levels deep");
    }

    static LimitExceededException toolCalls(int max) {
        return new LimitExceededException("maxToolCalls", "The server sent more than " + max + " tool calls");
    }

    static LimitExceededException choices(int max) {
        return new LimitExceededException("maxChoices", "The server sent more than " + max + " choices");
    }

    static LimitExceededException responseLength(int max) {
        return new LimitExceededException(
                "maxResponseLength", "The server sent a response of more than " + max + " characters");
    }

    /** The error in which the call ends. */
    MiniMaxException error(ResponseDetails response) {
        return response.error(
                ErrorKind.MALFORMED_RESPONSE,
                Objects.requireNonNull(getMessage()),
                "Raise " + setting + " if this was meant",
                null);
    }
}
