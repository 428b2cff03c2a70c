package io.github.minimax4j.core.internal.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up headers in what a transport gives as those of a response. Some clients repeat a name in another case or with spaces, or give
 * the status line under none.
 */
public final class ResponseHeaders {

    private ResponseHeaders() {}

    /** The id that the service's support asks for. */
    public static @Nullable String traceId(Map<String, List<String>> headers) {
        String traceId = first(headers, "Trace-Id");
        if (traceId == null) {
            traceId = first(headers, "X-Trace-Id");
        }
        return traceId == null ? first(headers, "X-Request-Id") : traceId;
    }

    /** The first value of a header, or null. */
    public static @Nullable String first(@Nullable Map<String, List<String>> headers, String name) {
        if (headers == null) {
            return null;
        }
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String given = header.getKey();
            if (given != null && given.strip().equalsIgnoreCase(name) && header.getValue() != null) {
                for (String value : header.getValue()) {
                    if (value != null) {
                        return value;
                    }
                }
            }
        }
        return null;
    }
}
