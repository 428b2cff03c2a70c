package io.github.minimax4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The answer is not what the protocol allows: not JSON, too large, without any choice (or vector, or image), or a stream that ends
 * without saying why.
 */
public final class MiniMaxProtocolException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    public MiniMaxProtocolException(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            ResponseDetails response,
            @Nullable Throwable cause) {
        super(kind, message, hint, response, cause);
    }
}
