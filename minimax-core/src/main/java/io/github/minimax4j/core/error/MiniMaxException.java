package io.github.minimax4j.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. There is one kind of exception for each way of failing; {@link #kind()} says what the caller
 * can do about it. The message never holds the API key or the prompt. A cause that holds the key, a header or a query parameter is
 * replaced by a copy without it. What the caller did wrong before anything was sent is an
 * {@link IllegalArgumentException} instead.
 */
public abstract sealed class MiniMaxException extends RuntimeException
        permits MiniMaxApiException,
                MiniMaxConnectionException,
                MiniMaxTimeoutException,
                MiniMaxProtocolException,
                MiniMaxCallbackException,
                MiniMaxCancelledException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    private final @Nullable String hint;

    private final transient ResponseDetails response;

    MiniMaxException(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            ResponseDetails response,
            @Nullable Throwable cause) {
        super(describe(message, hint, response), response.redaction().apply(cause));
        this.kind = kind;
        this.hint = hint;
        this.response = response;
    }

    private static String describe(String message, @Nullable String hint, ResponseDetails response) {
        StringBuilder description = new StringBuilder(message);
        String details = response.summary();
        if (!details.isEmpty()) {
            description.append(" [").append(details).append(']');
        }
        if (hint != null) {
            description.append(". ").append(hint);
        }
        return description.toString();
    }

    private ResponseDetails response() {
        return response == null ? ResponseDetails.NONE : response; // null after deserialisation
    }

    /**
     * What went wrong.
     *
     * @return the kind, never null
     */
    public ErrorKind kind() {
        return kind;
    }

    /**
     * Whether the same request, sent again a little later, may succeed.
     *
     * @return true if a retry makes sense
     */
    public boolean retriable() {
        return kind.retriable();
    }

    /**
     * What the reader can do about it.
     *
     * @return a sentence, or null if there is nothing to say
     */
    public @Nullable String hint() {
        return hint;
    }

    /**
     * The HTTP status of the answer. It may well be 200: MiniMax sends errors under it too (Q2).
     *
     * @return the status, or null if no answer came
     */
    public @Nullable Integer httpStatus() {
        return response().httpStatus();
    }

    /**
     * MiniMax's own error code, such as 1004 or 2013.
     *
     * @return the code, or null if the answer has none
     */
    public @Nullable Integer code() {
        return response().code();
    }

    /**
     * The id that MiniMax's support asks for.
     *
     * @return the trace id, or null if the answer has none
     */
    public @Nullable String traceId() {
        return response().traceId();
    }

    /**
     * The start of the answer's body, as far as it explains the failure.
     *
     * @return at most 500 characters, or null if there was no body
     */
    public @Nullable String bodyExcerpt() {
        return response().bodyExcerpt();
    }

    /**
     * How long the server asks to wait before the next try, by its {@code Retry-After} header. MiniMax itself was never seen to send
     * it (Q34); gateways do.
     *
     * @return the time from the answer on, or null if it did not ask
     */
    public @Nullable Duration retryAfter() {
        return response().retryAfter();
    }
}
