package io.github.minimax4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The host could not be reached ({@link ErrorKind#UNREACHABLE}), or the connection broke before the answer was whole
 * ({@link ErrorKind#CONNECTION_LOST}).
 */
public final class MiniMaxConnectionException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    public MiniMaxConnectionException(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            ResponseDetails response,
            @Nullable Throwable cause) {
        this(kind, message, hint, response, cause, kind.retriable());
    }

    public MiniMaxConnectionException(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            ResponseDetails response,
            @Nullable Throwable cause,
            boolean retriable) {
        super(kind, message, hint, response, cause);
        this.retriable = retriable;
    }

    /** True for a lost connection and for a refused one; false for a host that is not known or not trusted. */
    @Override
    public boolean retriable() {
        return retriable;
    }
}
