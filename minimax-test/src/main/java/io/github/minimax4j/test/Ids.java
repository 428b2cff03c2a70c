package io.github.minimax4j.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Identifiers in the form that the official host uses. */
final class Ids {

    private Ids() {}

    /** 32 hexadecimal digits: the body's id, and the header Trace-Id. */
    static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static String toolCall(int number) {
        return "call_function_" + trace().substring(0, 12) + "_" + number;
    }

    /** The identifying headers that the official host sends with every response. */
    static Map<String, String> headers(String traceId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Trace-Id", traceId);
        headers.put("Minimax-Request-Id", trace());
        headers.put("alb_request_id", trace());
        return headers;
    }
}
