package io.github.minimax4j.core;

import org.jspecify.annotations.Nullable;

/**
 * The host could not be reached ({@link ErrorKind#UNREACHABLE}), or the connection broke before the answer was whole
 * ({@link ErrorKind#CONNECTION_LOST}).
 */
public final class MiniMaxConnectionException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    MiniMaxConnectionException(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            ResponseDetails response,
            @Nullable Throwable cause) {
        super(kind, message, hint, response, cause);
    }
}
