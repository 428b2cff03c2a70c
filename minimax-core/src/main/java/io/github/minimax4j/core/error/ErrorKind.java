package io.github.minimax4j.core.error;

/** What went wrong, in terms of what the caller can do about it. */
public enum ErrorKind {
    /** The key is missing, wrong, or belongs to another region or plan. */
    AUTHENTICATION(false),
    /** Too many requests or tokens in a short time; waiting helps. */
    RATE_LIMIT(true),
    /** The service is overloaded; waiting helps. */
    OVERLOADED(true),
    /** The balance or plan quota is used up; waiting a moment does not help. */
    QUOTA_EXCEEDED(false),
    /** The request itself is at fault. */
    INVALID_REQUEST(false),
    /** The conversation is longer than the model's context window. */
    CONTEXT_TOO_LONG(false),
    /** There is no such model, or the plan does not include it. */
    MODEL_NOT_FOUND(false),
    /** The content check rejected the request or the response. */
    CONTENT_FILTERED(false),
    /** The service failed. */
    SERVER_ERROR(true),
    /** A time limit expired before the response was complete. */
    TIMEOUT(true),
    /**
     * The host was not found or did not accept a connection. A refused connection is retried nevertheless: nothing was sent over it, and a
     * server that restarts refuses connections for a moment.
     */
    UNREACHABLE(false),
    /** The connection broke before the response was complete. */
    CONNECTION_LOST(true),
    /** The response violates the protocol. */
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
     * Whether the failure is transient: the same request may succeed a little later.
     *
     * @return true if a retry makes sense
     */
    public boolean retriable() {
        return retriable;
    }
}
