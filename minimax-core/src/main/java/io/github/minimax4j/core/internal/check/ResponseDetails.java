package io.github.minimax4j.core.internal.check;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known about a response when a call fails, and which secrets of the call its exception must not contain. */
public record ResponseDetails(
        @Nullable Integer httpStatus,
        @Nullable Integer code,
        @Nullable String traceId,
        @Nullable String body,
        @Nullable Duration retryAfter,
        Map<String, String> rateLimits,
        Redaction redaction) {

    /** No response, and nothing to redact. */
    public static final ResponseDetails NONE = none(Redaction.NONE);

    /** No response has arrived. */
    public static ResponseDetails none(Redaction redaction) {
        return new ResponseDetails(null, null, null, null, null, Map.of(), redaction);
    }

    public static ResponseDetails of(
            int httpStatus, @Nullable String traceId, @Nullable Duration retryAfter, Redaction redaction) {
        return new ResponseDetails(httpStatus, null, traceId, null, retryAfter, Map.of(), redaction);
    }

    public ResponseDetails withBody(@Nullable String body) {
        return new ResponseDetails(httpStatus, code, traceId, body, retryAfter, rateLimits, redaction);
    }

    public ResponseDetails withCode(@Nullable Integer code, @Nullable String traceId) {
        return new ResponseDetails(
                httpStatus, code, traceId == null ? this.traceId : traceId, body, retryAfter, rateLimits, redaction);
    }

    /** With the headers about limits, whose values then contain no secret. */
    public ResponseDetails withRateLimits(Map<String, String> rateLimits) {
        if (rateLimits.isEmpty()) {
            return this;
        }
        Map<String, String> redacted = new TreeMap<>();
        rateLimits.forEach((name, value) -> redacted.put(name, String.valueOf(redaction.apply(value))));
        return new ResponseDetails(
                httpStatus, code, traceId, body, retryAfter, Collections.unmodifiableMap(redacted), redaction);
    }

    /** An exception without a hint. */
    public MiniMaxException error(ErrorKind kind, String message, @Nullable Throwable cause) {
        return error(kind, message, null, cause);
    }

    public MiniMaxException error(ErrorKind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
        return builder(kind, message, hint, cause).build();
    }

    /** Starts building an exception about this response. The texts of the response and the cause contain no secret. */
    public MiniMaxException.Builder builder(
            ErrorKind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
        return MiniMaxException.builder(kind, message)
                .hint(hint)
                .httpStatus(httpStatus)
                .code(code)
                .traceId(redaction.apply(traceId))
                .bodyExcerpt(redaction.applyToCut(body))
                .retryAfter(retryAfter)
                .rateLimits(rateLimits)
                .cause(redaction.apply(cause));
    }
}
