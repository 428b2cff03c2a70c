package io.github.minimax4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Nothing came within one of the client's time limits; the message names the limit.
 */
public final class MiniMaxTimeoutException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    public MiniMaxTimeoutException(
            String message, @Nullable String hint, ResponseDetails response, @Nullable Throwable cause) {
        super(ErrorKind.TIMEOUT, message, hint, response, cause);
    }
}
