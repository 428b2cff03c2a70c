package io.github.minimax4j.core.error;

/** What went wrong, in terms of what the caller can do about it. */
public enum ErrorKind {
    /** The key is missing, wrong, or belongs to another region or plan. */
    AUTHENTICATION(false),
    /** Too many requests or tokens in a short time; waiting helps. */
    RATE_LIMIT(true),
    /** The service has too much to do; waiting helps. */
    OVERLOADED(true),
    /** The balance or plan quota is used up; waiting a moment does not help. */
    QUOTA_EXCEEDED(false),
    /** The request itself is at fault. */
    INVALID_REQUEST(false),
    /** The conversation is longer than the model's context window. */
    CONTEXT_TOO_LONG(false),
    /** There is no such model, or the plan does not include it. */
    MODEL_NOT_FOUND(false),
    /** The content check refused the request or the answer. */
    CONTENT_FILTERED(false),
    /** The service failed. */
    SERVER_ERROR(true),
    /** Nothing came within a time limit. */
    TIMEOUT(true),
    /**
     * The host was not found or did not accept a connection. A refused connection, over which nothing was sent, is retried all the
     * same: a server that restarts refuses them for a moment.
     */
    UNREACHABLE(false),
    /** The connection broke before the answer was whole. */
    CONNECTION_LOST(true),
    /** The answer was not what the protocol allows. */
    MALFORMED_RESPONSE(false),
    /** The caller's own callback threw an exception. */
    CALLBACK_FAILED(false),
    /** The wait was interrupted, or the client was closed. */
    CANCELLED(false);

    private final boolean retriable;

    ErrorKind(boolean retriable) {
        this.retriable = retriable;
    }

    /**
     * Whether the same request, sent again a little later, may succeed.
     *
     * @return true if a retry makes sense
     */
    public boolean retriable() {
        return retriable;
    }
}
