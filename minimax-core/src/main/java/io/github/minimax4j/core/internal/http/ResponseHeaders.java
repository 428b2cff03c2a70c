package io.github.minimax4j.core.internal.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up headers in the response headers of a transport. Some clients repeat a name in another case or with spaces, or return the status
 * line without a name.
 */
public final class ResponseHeaders {

    private ResponseHeaders() {}

    /** The id to give to the service's support. */
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
