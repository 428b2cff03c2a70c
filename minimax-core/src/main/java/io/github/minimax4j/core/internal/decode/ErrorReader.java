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
        if (entry.kind() == ErrorKind.INVALID_REQUEST && entry.hint() == null && (status == 404 || status == 405)) {
            // other servers say in JSON that they have no such endpoint
            entry = new ErrorTable.Entry(ErrorKind.INVALID_REQUEST, "The address asked was " + url + ": " + advice);
        }
        return exception(entry, error.message(), error.type(), details);
    }

    /** An error status whose body is no JSON that speaks of an error. */
    MiniMaxException readStatus(ResponseDetails response) {
        int status = statusOf(response);
        ErrorTable.Entry named = ErrorTable.ofText(response.body(), status);
        ErrorTable.Entry entry = named == null ? ErrorTable.ofStatus(status) : named;
        if (status == 404 || status == 405) {
            // the address is wrong, not the model: MiniMax responds to an unknown model with 400 (Q24, Q25)
            entry = new ErrorTable.Entry(ErrorKind.INVALID_REQUEST, "Nothing responds at " + url + ": " + advice);
        }
        if (status >= 300 && status < 400 && status != 304) {
            entry = new ErrorTable.Entry(
                    ErrorKind.INVALID_REQUEST,
                    url
                            + " redirects to another address. The key does not follow it there: set the base URL to that address");
        }
        return exception(entry, null, null, response);
    }

    private static int statusOf(ResponseDetails response) {
        return response.httpStatus() == null ? 200 : response.httpStatus();
    }

    private static ErrorTable.Entry entry(ServerError error, int status) {
        ErrorTable.Entry known = error.code() == null ? null : ErrorTable.ofCode(error.code());
        if (known != null) {
            return known;
        }
        ErrorTable.Entry named = ErrorTable.ofName(error.codeName());
        if (named == null) {
            named = ErrorTable.ofName(error.type());
        }
        if (named == null) {
            named = ErrorTable.ofText(error.message(), status);
        }
        if (named != null) {
            return named;
        }
        if (status >= 300) {
            return ErrorTable.ofStatus(status);
        }
        return switch (error.type() == null ? "" : error.type()) {
            case "authorized_error", "authentication_error" -> ErrorTable.ofStatus(401);
            case "rate_limit_error" -> ErrorTable.ofStatus(429);
            case "overloaded_error" -> ErrorTable.ofStatus(529);
            case "bad_request_error", "invalid_request_error" -> ErrorTable.ofStatus(400);
            default -> ErrorTable.ofStatus(500);
        };
    }

    /** The kinds that only the wording distinguishes (wire reference 6.5). */
    private static ErrorTable.Entry refine(ErrorTable.Entry entry, @Nullable String message, int status) {
        if (message == null || entry.kind() != ErrorKind.INVALID_REQUEST) {
            return entry;
        }
        String text = message.toLowerCase(Locale.ROOT);
        boolean namesModel = text.replace("/models", "").contains("model"); // the path of a missing endpoint names none
        if (text.contains("unknown model") || status == 404 && namesModel) {
            return new ErrorTable.Entry(
                    ErrorKind.MODEL_NOT_FOUND, "Check the model's name, and whether it has been retired");
        }
        if (text.contains("context window exceeds limit") || text.contains("context length")) {
            return new ErrorTable.Entry(ErrorKind.CONTEXT_TOO_LONG, "Send fewer or shorter messages");
        }
        if (text.contains("new_sensitive")) {
            return new ErrorTable.Entry(ErrorKind.CONTENT_FILTERED, null);
        }
        return entry;
    }

    private MiniMaxException exception(
            ErrorTable.Entry entry, @Nullable String serverMessage, @Nullable String type, ResponseDetails response) {
        String message = response.redaction().apply(serverMessage);
        String said = message == null || message.isBlank() ? "gave no reason" : "said: " + shortened(message);
        String hint = entry.hint();
        if (entry.kind() == ErrorKind.AUTHENTICATION) {
            hint = "The host asked was " + endpoint.host() + (hint == null ? "" : ". " + hint);
        }
        return response.builder(
                        entry.kind(),
                        (entry.summary() == null ? describe(entry.kind()) : entry.summary()) + ": the server " + said,
                        hint,
                        null)
                .serverMessage(message)
                .serverType(response.redaction().apply(type))
                .build();
    }

    private static String shortened(String message) {
        String stripped = message.strip();
        return stripped.length() <= 1000 ? stripped : stripped.substring(0, 1000) + "…";
    }

    private static String describe(ErrorKind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "The key was not accepted";
            case RATE_LIMIT -> "Rate limit reached";
            case OVERLOADED -> "The service is overloaded";
            case QUOTA_EXCEEDED -> "The balance or quota is used up";
            case CONTEXT_TOO_LONG -> "The conversation is too long for the model";
            case MODEL_NOT_FOUND -> "The model is not available";
            case CONTENT_FILTERED -> "The content check refused";
            case TIMEOUT -> "The service timed out";
            case SERVER_ERROR -> "The service failed";
            default -> "The request was refused";
        };
    }
}
