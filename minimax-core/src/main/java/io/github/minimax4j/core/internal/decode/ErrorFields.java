package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.json.JsonValues.integer;
import static io.github.minimax4j.core.internal.json.JsonValues.text;

import io.github.minimax4j.core.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the members of one JSON object say of an error, in any of the shapes of wire reference 6.1. */
final class ErrorFields {

    /** The members that can belong to an error. */
    static final Set<String> NAMES = Set.of(
            "base_resp",
            "error",
            "object",
            "type",
            "message",
            "msg",
            "detail",
            "http_code",
            "code",
            "request_id",
            "trace_id");

    private ErrorFields() {}

    /**
     * What is an error for certain, wherever it comes; null if nothing is.
     *
     * @param found whether what was asked for is among the members
     */
    static @Nullable ServerError error(Map<String, Object> members, boolean found) {
        if (members.get("base_resp") instanceof Map<?, ?> response) {
            Integer code = integer(response.get("status_code"));
            if (code != null && code != 0) {
                return new ServerError(code, text(response.get("status_msg")), null, null, requestId(members), null);
            }
        }
        Object error = members.get("error");
        if (error instanceof Map<?, ?> inner && !saysNothing(inner)) {
            String said = text(inner.get("message"));
            boolean named = said != null || inner.containsKey("code") || inner.containsKey("type");
            return of(named ? said : Json.write(inner), inner, members);
        }
        if (error instanceof String said && !said.isBlank()) {
            return of(said, members, members);
        }
        String type = text(members.get("type"));
        boolean errorByItself = type != null && type.contains("error")
                || text(members.get("http_code")) != null
                || isErrorCode(text(members.get("code")));
        boolean named = "error".equals(members.get("object")) || "error".equals(type);
        return named || !found && (errorByItself || isSet(error)) ? of(words(members), members, members) : null;
    }

    /**
     * A message without a response, which may be an error or a sign of progress: as an error, for the case that no response follows. Null
     * if there is none.
     */
    static @Nullable ServerError remark(Map<String, Object> members) {
        return message(members) == null && members.get("detail") == null ? null : of(words(members), members, members);
    }

    private static @Nullable String message(Map<String, Object> members) {
        String message = text(members.get("message"));
        return message == null ? text(members.get("msg")) : message;
    }

    private static @Nullable String words(Map<String, Object> members) {
        String message = message(members);
        if (message != null) {
            return message;
        }
        Object detail = members.get("detail");
        Object error = members.get("error");
        Object said = detail == null && !(error instanceof Boolean) && isSet(error) ? error : detail;
        return said == null || said instanceof String ? (String) said : Json.write(said);
    }

    private static @Nullable String requestId(Map<String, Object> members) {
        String traceId = text(members.get("trace_id"));
        return traceId == null ? text(members.get("request_id")) : traceId;
    }

    private static boolean isErrorCode(@Nullable String code) {
        Integer number = integer(code);
        return number != null && (number >= 300 && number < 600 || ServerError.isCode(number));
    }

    /** Whether an object beside a response only fills its place, as servers do that always send one. */
    private static boolean saysNothing(Map<?, ?> object) {
        Integer number = integer(text(object.get("code")));
        String said = text(object.get("message"));
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

    /** An error whose type and codes are among some members, which may lie within those that name the request. */
    private static ServerError of(@Nullable String said, Map<?, ?> members, Map<String, Object> outer) {
        String code = text(members.get("code"));
        Integer ownCode = integer(code);
        boolean vendorCode = ownCode != null && ServerError.isCode(ownCode);
        Integer httpStatus = integer(text(members.get("http_code")));
        if (httpStatus == null && ownCode != null && ownCode >= 400 && ownCode < 600) {
            httpStatus = ownCode; // vLLM repeats the status as a code
        }
        return new ServerError(
                vendorCode ? ownCode : ServerError.codeIn(said),
                said,
                text(members.get("type")),
                httpStatus,
                requestId(outer),
                code);
    }
}
