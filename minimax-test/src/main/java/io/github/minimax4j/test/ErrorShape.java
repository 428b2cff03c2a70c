package io.github.minimax4j.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which MiniMax, and gateways and proxies in front of it, report errors. The letters are those of the project's protocol
 * notes.
 */
public enum ErrorShape {

    /**
     * A: MiniMax's OpenAI path. The code is in parentheses at the end of the message, {@code http_code} is a string:
     * {@code {"type":"error","error":{"type":"...","message":"... (2013)","http_code":"400"},"request_id":"..."}}.
     */
    ENVELOPE,

    /**
     * B: MiniMax's native paths, usually with HTTP status 200: {@code {"base_resp":{"status_code":1004,"status_msg":"..."}}}. The code goes
     * into {@code status_code}; the message is not changed.
     */
    BASE_RESP,

    /** B within the members of an empty response, among them {@code "choices":null}. */
    BASE_RESP_WITH_NULL_CHOICES,

    /** C: as OpenAI and gateways do, {@code {"error":{"message","type","param","code"}}}; code null (for 0) or a number. */
    OPENAI,

    /** C with the code as a string, {@code "code":"2013"}. */
    OPENAI_WITH_CODE_AS_TEXT,

    /** D: the Anthropic path, {@code {"type":"error","error":{"type","message"},"request_id"}}; code as in A. */
    ANTHROPIC,

    /** E: only the inner object of A, {@code {"type","message","http_code"}}. */
    INNER_OBJECT,

    /** F: the message as plain text, for example {@code 404 page not found}; a code other than 0 is not sent. */
    PLAIN_TEXT,

    /** F: a load balancer's HTML page around the message; a code other than 0 is not sent. */
    HTML,

    /** G: A with HTTP status 200; the given status is in {@code http_code} only. */
    ENVELOPE_WITH_STATUS_200,

    /** H: old vLLM servers, {@code {"object":"error","message","type","param","code":400}}: the HTTP status as code. */
    VLLM,

    /** H: FastAPI servers, {@code {"detail":"..."}}; a code other than 0 is not sent. */
    FASTAPI;

    String contentType() {
        return switch (this) {
            case PLAIN_TEXT -> "text/plain";
            case HTML -> "text/html; charset=utf-8";
            default -> "application/json; charset=utf-8";
        };
    }

    String body(int httpStatus, int code, String message, String id) {
        String numbered = code == 0 ? message : message + " (" + code + ")";
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        switch (this) {
            case ENVELOPE, ENVELOPE_WITH_STATUS_200 -> {
                body.put("type", "error");
                body.put("error", inner(httpStatus, code, numbered));
                body.put("request_id", id);
            }
            case BASE_RESP -> body.put("base_resp", baseResp(code, message));
            case BASE_RESP_WITH_NULL_CHOICES -> {
                body.put("id", id);
                body.put("choices", null);
                body.put("created", 0);
                body.put("model", "");
                body.put("object", "");
                body.put("usage", Map.of("total_tokens", 0));
                body.put("base_resp", baseResp(code, message));
            }
            case OPENAI -> body.put("error", openAi(httpStatus, code, message, code == 0 ? null : code));
            case OPENAI_WITH_CODE_AS_TEXT -> body.put("error", openAi(httpStatus, code, message, String.valueOf(code)));
            case ANTHROPIC -> {
                Map<String, Object> inner = inner(httpStatus, code, numbered);
                inner.remove("http_code");
                body.put("type", "error");
                body.put("error", inner);
                body.put("request_id", id);
            }
            case INNER_OBJECT -> body.putAll(inner(httpStatus, code, numbered));
            case PLAIN_TEXT -> {
                return message;
            }
            case HTML -> {
                return "<html>\r\n<head><title>" + message + "</title></head>\r\n<body><center><h1>" + message
                        + "</h1></center></body>\r\n</html>\r\n";
            }
            case VLLM -> {
                body.put("object", "error");
                body.put("message", message);
                body.put("type", httpStatus == 404 ? "NotFoundError" : "BadRequestError");
                body.put("param", null);
                body.put("code", httpStatus);
            }
            case FASTAPI -> body.put("detail", message);
        }
        return Json.write(body);
    }

    String eventPayload(int httpStatus, int code, String message, String completionId) {
        if (this != BASE_RESP) {
            return body(httpStatus, code, message, completionId);
        }
        Map<String, Object> chunk = new LinkedHashMap<>();
        chunk.put("id", completionId);
        chunk.put("choices", List.of());
        chunk.put("created", System.currentTimeMillis() / 1000);
        chunk.put("object", "chat.completion.chunk");
        chunk.put("base_resp", baseResp(code, message));
        return Json.write(chunk);
    }

    static int usualStatus(int code) {
        return switch (code) {
            case 1001 -> 408;
            case 1002, 1008, 1028, 1030, 1039, 1041, 2045, 2056, 2062 -> 429;
            case 1004, 2049 -> 401;
            case 1026, 1027 -> 422;
            case 1042, 2013 -> 400;
            case 2044 -> 403;
            case 2064 -> 529;
            default -> 500;
        };
    }

    private static Map<String, Object> inner(int httpStatus, int code, String message) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("type", type(httpStatus, code));
        inner.put("message", message);
        inner.put("http_code", String.valueOf(httpStatus));
        return inner;
    }

    private static Map<String, Object> baseResp(int code, String message) {
        Map<String, Object> baseResp = new LinkedHashMap<>();
        baseResp.put("status_code", code);
        baseResp.put("status_msg", message);
        return baseResp;
    }

    private static Map<String, @Nullable Object> openAi(
            int httpStatus, int code, String message, @Nullable Object sentCode) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type(httpStatus, code));
        error.put("param", "");
        error.put("code", sentCode);
        return error;
    }

    private static String type(int httpStatus, int code) {
        if (Set.of(1008, 1028, 1030).contains(code)) {
            return "insufficient_balance_error";
        }
        return switch (httpStatus) {
            case 400, 404 -> "bad_request_error";
            case 401, 403 -> "authorized_error";
            case 422 -> "unprocessable_entity_error";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> "server_error";
        };
    }
}
