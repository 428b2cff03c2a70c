package io.github.minimax4j.core.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed after its request was validated. Invalid settings and requests are {@link IllegalArgumentException}s instead.
 * {@link #kind()} says what the caller can do about it. The message, and the causes that the library sets, contain neither the API key nor
 * the prompt. Applications create instances with {@link #builder}, for example in tests. Immutable except for what every {@link Throwable}
 * can change.
 */
public final class MiniMaxException extends RuntimeException {

    private static final long serialVersionUID = 2L;

    private static final int EXCERPT_LENGTH = 500;

    private final ErrorKind kind;

    private final boolean retriable;

    private final @Nullable String hint;

    private final @Nullable Integer httpStatus;

    private final @Nullable Integer code;

    private final @Nullable String traceId;

    private final @Nullable String bodyExcerpt;

    private final @Nullable Duration retryAfter;

    private final TreeMap<String, String> rateLimits; // of a type that can be serialized

    private final @Nullable String serverMessage;

    private final @Nullable String serverType;

    private MiniMaxException(Builder builder) {
        super(builder.description(), builder.cause);
        kind = builder.kind;
        retriable = builder.retriable == null ? kind.retriable() : builder.retriable;
        hint = builder.hint;
        httpStatus = builder.httpStatus;
        code = builder.code;
        traceId = builder.traceId;
        bodyExcerpt = builder.bodyExcerpt;
        retryAfter = builder.retryAfter;
        rateLimits = new TreeMap<>(builder.rateLimits);
        serverMessage = builder.serverMessage;
        serverType = builder.serverType;
    }

    /**
     * Starts building an exception.
     *
     * @param kind    what went wrong
     * @param message one sentence without a full stop; status, code, trace id and hint are appended
     * @return a new builder
     */
    public static Builder builder(ErrorKind kind, String message) {
        return new Builder(kind, message);
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
     * Whether the failure is transient: the same request may succeed a little later. A refused connection is retriable although its kind,
     * {@link ErrorKind#UNREACHABLE}, is not: nothing was sent.
     *
     * @return true if a retry makes sense
     */
    public boolean retriable() {
        return retriable;
    }

    /**
     * What to do about the failure.
     *
     * @return a sentence, or null if there is no advice
     */
    public @Nullable String hint() {
        return hint;
    }

    /**
     * The HTTP status of the response. It may be 200: MiniMax reports errors with it too (Q2).
     *
     * @return the status, or null if no response arrived
     */
    public @Nullable Integer httpStatus() {
        return httpStatus;
    }

    /**
     * MiniMax's own error code, such as 1004 or 2013.
     *
     * @return the code, or null if the response has none
     */
    public @Nullable Integer code() {
        return code;
    }

    /**
     * The id to give to MiniMax's support.
     *
     * @return the trace id, or null if the response has none
     */
    public @Nullable String traceId() {
        return traceId;
    }

    /**
     * The start of the response's body, if it explains the failure.
     *
     * @return at most 500 characters, or null if there was no body
     */
    public @Nullable String bodyExcerpt() {
        return bodyExcerpt;
    }

    /**
     * How long to wait before the next attempt, from the {@code Retry-After} header. MiniMax itself has never been seen to send it (Q34);
     * gateways do.
     *
     * @return the time to wait after the response, or null if the header is missing
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * The headers in which a server reports its limits and what is left of them, such as {@code x-ratelimit-remaining-requests}. MiniMax
     * itself has never been seen to send any (Q34); gateways do.
     *
     * @return values by lower-case names; empty if there are none
     */
    public Map<String, String> rateLimits() {
        return Collections.unmodifiableMap(rateLimits);
    }

    /**
     * The error message from the service, unchanged.
     *
     * @return its message, or null if the failure does not come from the service or has none
     */
    public @Nullable String serverMessage() {
        return serverMessage;
    }

    /**
     * The service's name for the error, such as {@code bad_request_error}.
     *
     * @return its type, or null if the failure does not come from the service or has none
     */
    public @Nullable String serverType() {
        return serverType;
    }

    /**
     * When the exhausted quota is renewed, if the service's message contains it (code 2056).
     *
     * @return the time, or null if the error is not about a quota or the message contains no time with a zone
     */
    public @Nullable Instant quotaResetsAt() {
        return kind == ErrorKind.QUOTA_EXCEEDED ? QuotaReset.in(serverMessage) : null;
    }

    /** Builds a {@link MiniMaxException}. Null means that a detail is not known. Not thread-safe. */
    public static final class Builder {

        private final ErrorKind kind;

        private final String message;

        private @Nullable Boolean retriable;

        private @Nullable String hint;

        private @Nullable Integer httpStatus;

        private @Nullable Integer code;

        private @Nullable String traceId;

        private @Nullable String bodyExcerpt;

        private @Nullable Duration retryAfter;

        private Map<String, String> rateLimits = Map.of();

        private @Nullable String serverMessage;

        private @Nullable String serverType;

        private @Nullable Throwable cause;

        private Builder(ErrorKind kind, String message) {
            this.kind = kind;
            this.message = message;
        }

        private String description() {
            StringBuilder details = new StringBuilder();
            detail(details, "HTTP ", httpStatus);
            detail(details, "code ", code);
            detail(details, "trace id ", traceId);
            return message + (details.isEmpty() ? "" : " [" + details + "]") + (hint == null ? "" : ". " + hint);
        }

        private static void detail(StringBuilder details, String name, @Nullable Object value) {
            if (value != null) {
                details.append(details.isEmpty() ? "" : ", ").append(name).append(value);
            }
        }

        /**
         * Whether the same request may succeed later. Default: that of the kind.
         *
         * @param retriable true if a retry makes sense
         * @return this builder
         */
        public Builder retriable(boolean retriable) {
            this.retriable = retriable;
            return this;
        }

        /**
         * What to do about the failure; appended to the message.
         *
         * @param hint a sentence
         * @return this builder
         */
        public Builder hint(@Nullable String hint) {
            this.hint = hint;
            return this;
        }

        /**
         * The HTTP status of the response.
         *
         * @param httpStatus the status
         * @return this builder
         */
        public Builder httpStatus(@Nullable Integer httpStatus) {
            this.httpStatus = httpStatus;
            return this;
        }

        /**
         * MiniMax's own error code.
         *
         * @param code the code
         * @return this builder
         */
        public Builder code(@Nullable Integer code) {
            this.code = code;
            return this;
        }

        /**
         * The id to give to MiniMax's support.
         *
         * @param traceId the trace id
         * @return this builder
         */
        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        /**
         * The response's body.
         *
         * @param body the text; only its first 500 characters are kept
         * @return this builder
         */
        public Builder bodyExcerpt(@Nullable String body) {
            String text = body == null ? null : body.strip();
            bodyExcerpt =
                    text == null || text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "…";
            return this;
        }

        /**
         * How long to wait before the next attempt.
         *
         * @param retryAfter the time to wait after the response
         * @return this builder
         */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /**
         * The headers in which the server reports its limits.
         *
         * @param rateLimits values by lower-case names
         * @return this builder
         */
        public Builder rateLimits(Map<String, String> rateLimits) {
            this.rateLimits = Map.copyOf(rateLimits);
            return this;
        }

        /**
         * The error message from the service.
         *
         * @param serverMessage the message, unchanged
         * @return this builder
         */
        public Builder serverMessage(@Nullable String serverMessage) {
            this.serverMessage = serverMessage;
            return this;
        }

        /**
         * The service's name for the error.
         *
         * @param serverType such as {@code bad_request_error}
         * @return this builder
         */
        public Builder serverType(@Nullable String serverType) {
            this.serverType = serverType;
            return this;
        }

        /**
         * The cause.
         *
         * @param cause what was thrown
         * @return this builder
         */
        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /**
         * Creates the exception.
         *
         * @return a new exception
         */
        public MiniMaxException build() {
            return new MiniMaxException(this);
        }
    }
}
