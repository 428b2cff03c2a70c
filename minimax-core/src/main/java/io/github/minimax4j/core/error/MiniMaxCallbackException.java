package io.github.minimax4j.core.error;

/**
 * A callback of the caller threw an exception, which is the cause. The stream was ended.
 */
public final class MiniMaxCallbackException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    public MiniMaxCallbackException(Throwable cause) {
        super(
                ErrorKind.CALLBACK_FAILED,
                "A callback of the stream listener threw " + cause.getClass().getName(),
                null,
                ResponseDetails.NONE,
                cause);
    }
}
