package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what one JSON object says of an error, in any of the shapes of wire reference 6.1. */
final class ErrorFields {

    private @Nullable Integer baseCode;

    private @Nullable String baseMessage;

    private @Nullable Object error;

    private @Nullable String type;

    private @Nullable String message;

    private @Nullable String shortMessage;

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
            case "msg" -> shortMessage = text(parser);
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

    /** What is an error for certain, wherever it comes; null if nothing is. */
    @Nullable
    ServerError toServerError(boolean namedError, boolean hasChoices) {
        if (baseCode != null && baseCode != 0) {
            return new ServerError(baseCode, baseMessage, null, null, requestId);
        }
        if (error instanceof Map<?, ?> inner && !saysNothing(inner)) {
            String said = string(inner.get("message"));
            boolean named = said != null || inner.containsKey("code") || inner.containsKey("type");
            return of(
                    named ? said : Json.write(inner),
                    string(inner.get("type")),
                    string(inner.get("code")),
                    string(inner.get("http_code")));
        }
        if (error instanceof String text && !text.isBlank()) {
            return of(text, type, code, httpCode);
        }
        boolean errorByItself = type != null && type.contains("error") || httpCode != null || isErrorCode(code);
        if (namedError || "error".equals(type) || !hasChoices && (errorByItself || isSet(error))) {
            return of(words(), type, code, httpCode);
        }
        return null;
    }

    /**
     * A message without a response, which may be an error or a sign of progress: as an error, for the case that no response follows. Null
     * if there is none.
     */
    @Nullable
    ServerError toRemark() {
        return message == null && shortMessage == null && detail == null ? null : of(words(), type, code, httpCode);
    }

    private @Nullable String words() {
        if (message != null || shortMessage != null) {
            return message != null ? message : shortMessage;
        }
        Object said = detail == null && !(error instanceof Boolean) && isSet(error) ? error : detail;
        return said == null || said instanceof String ? (String) said : Json.write(said);
    }

    private static boolean isErrorCode(@Nullable String code) {
        Integer number = integer(code);
        return number != null && (number >= 300 && number < 600 || ServerError.isCode(number));
    }

    /** Whether an object beside a response only fills its place, as servers do that always send one. */
    private static boolean saysNothing(Map<?, ?> object) {
        Integer number = integer(string(object.get("code")));
        String said = string(object.get("message"));
        boolean success = number != null
                && (number == 0 || number == 200)
                && (said == null || said.isBlank() || said.equalsIgnoreCase("success") || said.equalsIgnoreCase("ok"));
        return success || object.values().stream().noneMatch(ErrorFields::isSet);
    }

    private static boolean isSet(@Nullable Object value) {
        return value instanceof String text && !text.isBlank()
                || value instanceof Number number && number.doubleValue() != 0
                || Boolean.TRUE.equals(value)
                || value instanceof Map<?, ?> map && !saysNothing(map)
                || value instanceof List<?> list && !list.isEmpty();
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
        return new ServerError(inText, text, errorType, httpStatus, requestId, number);
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
        return number(parser, null);
    }

    /** The number that the parser stands at, as the same object if it has come before. */
    static @Nullable Long number(JsonParser parser, @Nullable Long last) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = parser.getLongValue();
            return last != null && last == number ? last : Long.valueOf(number);
        }
        if (token.isNumeric()) {
            return (long) parser.getDoubleValue(); // clamps, where longValue() would wrap
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
            return (int) number.doubleValue(); // clamps, where intValue() would wrap
        }
        try {
            return value == null ? null : Integer.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
