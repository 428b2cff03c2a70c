package io.github.minimax4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was given up from this side: the waiting thread was interrupted (its interrupt flag is set again), or the client was
 * closed.
 */
public final class MiniMaxCancelledException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    public MiniMaxCancelledException(String message, @Nullable Throwable cause) {
        super(ErrorKind.CANCELLED, message, null, ResponseDetails.NONE, cause);
    }
}
