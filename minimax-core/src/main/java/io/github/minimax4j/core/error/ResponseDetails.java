package io.github.minimax4j.core.error;

import io.github.minimax4j.core.internal.check.Redaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of the answer that an exception is about. */
public record ResponseDetails(
        @Nullable Integer httpStatus,
        @Nullable Integer code,
        @Nullable String traceId,
        @Nullable String bodyExcerpt,
        @Nullable Duration retryAfter,
        Redaction redaction) {

    public static final ResponseDetails NONE = new ResponseDetails(null, null, null, null, null, Redaction.NONE);

    private static final int EXCERPT_LENGTH = 500;

    public ResponseDetails {
        traceId = redaction.apply(traceId);
        String body = redaction.apply(bodyExcerpt);
        bodyExcerpt = body == null ? null : excerpt(body);
    }

    /** No answer has come; what is told instead must keep the secrets of the call all the same. */
    public static ResponseDetails none(Redaction redaction) {
        return new ResponseDetails(null, null, null, null, null, redaction);
    }

    public static ResponseDetails of(
            int httpStatus, @Nullable String traceId, @Nullable Duration retryAfter, Redaction redaction) {
        return new ResponseDetails(httpStatus, null, traceId, null, retryAfter, redaction);
    }

    public ResponseDetails withBody(@Nullable String body) {
        return new ResponseDetails(httpStatus, code, traceId, body, retryAfter, redaction);
    }

    public ResponseDetails withCode(@Nullable Integer code, @Nullable String traceId) {
        return new ResponseDetails(
                httpStatus, code, traceId == null ? this.traceId : traceId, bodyExcerpt, retryAfter, redaction);
    }

    String summary() {
        StringBuilder summary = new StringBuilder();
        if (httpStatus != null) {
            summary.append("HTTP ").append(httpStatus);
        }
        if (code != null) {
            summary.append(summary.isEmpty() ? "" : ", ").append("code ").append(code);
        }
        if (traceId != null) {
            summary.append(summary.isEmpty() ? "" : ", ").append("trace id ").append(traceId);
        }
        return summary.toString();
    }

    private static String excerpt(String body) {
        String stripped = body.strip();
        return stripped.length() <= EXCERPT_LENGTH ? stripped : stripped.substring(0, EXCERPT_LENGTH) + "…";
    }
}
