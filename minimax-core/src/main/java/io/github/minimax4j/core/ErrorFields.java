package io.github.minimax4j.core;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what one JSON object says of an error, in any of the shapes of wire reference 6.1. */
final class ErrorFields {

    private @Nullable Integer baseCode;

    private @Nullable String baseMessage;

    private @Nullable Object error;

    private @Nullable String type;

    private @Nullable String message;

    private @Nullable Object detail;

    private @Nullable String httpCode;

    private @Nullable String code;

    private @Nullable String requestId;

    /** Reads the field's value if it can belong to an error. */
    boolean read(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "base_resp" -> {
                if (JsonValues.read(parser) instanceof Map<?, ?> response) {
                    baseCode = integer(response.get("status_code"));
                    baseMessage = string(response.get("status_msg"));
                }
            }
            case "error" -> error = JsonValues.read(parser);
            case "type" -> type = text(parser);
            case "message" -> message = text(parser);
            case "detail" -> detail = JsonValues.read(parser);
            case "http_code" -> httpCode = text(parser);
            case "code" -> code = text(parser);
            case "request_id", "trace_id" -> requestId = text(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Nullable
    ServerError toServerError(boolean namedError, boolean hasChoices) {
        if (baseCode != null && baseCode != 0) {
            return new ServerError(baseCode, baseMessage, null, null, requestId);
        }
        if (error instanceof Map<?, ?> inner) {
            return of(
                    string(inner.get("message")),
                    string(inner.get("type")),
                    string(inner.get("code")),
                    string(inner.get("http_code")));
        }
        if (error instanceof String text) {
            return of(text, type, code, httpCode);
        }
        if (namedError || "error".equals(type) || !hasChoices && message != null) {
            return of(message, type, code, httpCode);
        }
        if (!hasChoices && detail != null) {
            return of(detail instanceof String text ? text : Json.write(detail), type, code, httpCode);
        }
        return null;
    }

    private ServerError of(
            @Nullable String text, @Nullable String errorType, @Nullable String number, @Nullable String status) {
        Integer ownCode = integer(number);
        boolean vendorCode = ownCode != null && ServerError.isCode(ownCode);
        Integer inText = vendorCode ? ownCode : ServerError.codeIn(text);
        Integer httpStatus = integer(status);
        if (httpStatus == null && ownCode != null && ownCode >= 400 && ownCode < 600) {
            httpStatus = ownCode; // vLLM repeats the status as a code
        }
        return new ServerError(inText, text, errorType, httpStatus, requestId);
    }

    static @Nullable String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    static @Nullable Long number(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
            return parser.getNumberValue().longValue();
        }
        String text = text(parser);
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null || value instanceof Map || value instanceof Iterable ? null : value.toString();
    }

    static @Nullable Integer integer(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        try {
            return value == null ? null : Integer.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
