package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.Endpoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names an error that the server reported: the code decides, the status only where there is no known code. */
public final class ErrorReader {

    private final Endpoint endpoint;

    private final String url;

    private final String advice;

    /** For the chat endpoint. */
    public ErrorReader(Endpoint endpoint) {
        this(endpoint, endpoint.chatUrl(), "check the base URL and the chat path");
    }

    /**
     * For any endpoint.
     *
     * @param url    what is asked
     * @param advice what to do if nothing is there
     */
    public ErrorReader(Endpoint endpoint, String url, String advice) {
        this.endpoint = endpoint;
        this.url = url;
        this.advice = advice;
    }

    /** An error that a JSON body or event speaks of. */
    MiniMaxException read(ServerError error, ResponseDetails response) {
        int status = error.httpCode() != null ? error.httpCode() : statusOf(response);
        ResponseDetails details = response.withCode(error.code(), error.requestId());
        ErrorTable.Entry entry = refine(entry(error, status), error.message(), status);
        if (entry.equals(ErrorTable.of(ErrorKind.INVALID_REQUEST)) && (status == 404 || status == 405)) {
            // other servers say in JSON that they have no such endpoint
            entry = ErrorTable.of(ErrorKind.INVALID_REQUEST, "The address asked was " + url + ": " + advice);
        }
        return exception(entry, said(error.message(), details), error, details);
    }

    /** An error status whose body is no JSON that speaks of an error. */
    MiniMaxException readStatus(ResponseDetails response) {
        int status = statusOf(response);
        ErrorTable.Entry named = ErrorTable.ofText(response.body(), status);
        ErrorTable.Entry entry = named == null ? ErrorTable.ofStatus(status) : named;
        if (status == 404 || status == 405) {
            // the address is wrong, not the model: MiniMax responds to an unknown model with 400 (Q24, Q25)
            entry = ErrorTable.of(ErrorKind.INVALID_REQUEST, "Nothing responds at " + url + ": " + advice);
        }
        if (status >= 300 && status < 400 && status != 304) {
            entry = ErrorTable.of(
                    ErrorKind.INVALID_REQUEST,
                    url
                            + " redirects to another address. The key does not follow it there: set the base URL to that address");
        }
        String body = response.redaction().applyToCut(response.body());
        String excerpt = body == null ? "" : body.strip().replaceAll("\\s+", " ");
        String reason =
                "gave no reason" + (excerpt.isEmpty() ? "" : "; its response begins: " + shortened(excerpt, 200));
        return exception(entry, reason, null, response);
    }

    private static int statusOf(ResponseDetails response) {
        return response.httpStatus() == null ? 200 : response.httpStatus();
    }

    private static ErrorTable.Entry entry(ServerError error, int status) {
        ErrorTable.Entry known = error.code() == null ? null : ErrorTable.ofCode(error.code());
        known = known == null ? ErrorTable.ofName(error.codeName()) : known;
        known = known == null ? ErrorTable.ofName(error.type()) : known;
        known = known == null ? ErrorTable.ofText(error.message(), status) : known;
        if (known != null || status >= 300) {
            return known == null ? ErrorTable.ofStatus(status) : known;
        }
        return ErrorTable.ofStatus(
                switch (error.type() == null ? "" : error.type()) {
                    case "authorized_error", "authentication_error" -> 401;
                    case "rate_limit_error" -> 429;
                    case "overloaded_error" -> 529;
                    case "bad_request_error", "invalid_request_error" -> 400;
                    default -> 500;
                });
    }

    /** The kinds that only the wording distinguishes (wire reference 6.5). */
    private static ErrorTable.Entry refine(ErrorTable.Entry entry, @Nullable String message, int status) {
        if (message == null || entry.kind() != ErrorKind.INVALID_REQUEST) {
            return entry;
        }
        String text = message.toLowerCase(Locale.ROOT);
        boolean namesModel = text.replace("/models", "").contains("model"); // the path of a missing endpoint names none
        if (text.contains("unknown model") || status == 404 && namesModel) {
            return ErrorTable.of(ErrorKind.MODEL_NOT_FOUND);
        }
        if (text.contains("context window exceeds limit") || text.contains("context length")) {
            return ErrorTable.of(ErrorKind.CONTEXT_TOO_LONG);
        }
        if (text.contains("new_sensitive")) {
            return ErrorTable.of(ErrorKind.CONTENT_FILTERED);
        }
        return entry;
    }

    private MiniMaxException exception(
            ErrorTable.Entry entry, String reason, @Nullable ServerError error, ResponseDetails response) {
        return response.builder(
                        entry.kind(), entry.summary() + ": " + endpoint.host() + " " + reason, entry.hint(), null)
                .serverMessage(error == null ? null : response.redaction().apply(error.message()))
                .serverType(error == null ? null : response.redaction().apply(error.type()))
                .build();
    }

    /** What the server said, without the code at the end: the exception's message names that itself. */
    private static String said(@Nullable String message, ResponseDetails response) {
        String redacted = response.redaction().apply(message);
        String text = redacted == null ? "" : redacted.strip();
        String code = "(" + response.code() + ")";
        if (text.endsWith(code)) {
            text = text.substring(0, text.length() - code.length()).strip();
        }
        return text.isEmpty() ? "gave no reason" : "said: " + shortened(text, 1000);
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
