package io.github.minimax4j.core.internal.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response that matter. Some clients repeat a name in another case or with spaces, or return the status line without a
 * name.
 *
 * @param traceId       the id to give to the service's support
 * @param contentLength the announced length of the body in bytes, or 0
 */
public record ResponseHeaders(
        @Nullable String traceId, @Nullable String retryAfter, long contentLength) {

    private static final List<String> TRACE_IDS = List.of("Trace-Id", "X-Trace-Id", "X-Request-Id");

    public static ResponseHeaders of(@Nullable Map<String, List<String>> headers) {
        String retryAfter = null;
        String length = null;
        String traceId = null;
        int rank = TRACE_IDS.size();
        if (headers != null) {
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                String value = first(header.getValue());
                if (header.getKey() == null || value == null) {
                    continue;
                }
                String name = header.getKey().strip();
                if (name.equalsIgnoreCase("Retry-After")) {
                    retryAfter = retryAfter == null ? value : retryAfter;
                } else if (name.equalsIgnoreCase("Content-Length")) {
                    length = length == null ? value : length;
                } else {
                    for (int i = 0; i < rank; i++) {
                        if (name.equalsIgnoreCase(TRACE_IDS.get(i))) {
                            traceId = value;
                            rank = i;
                        }
                    }
                }
            }
        }
        return new ResponseHeaders(traceId, retryAfter, length(length));
    }

    private static @Nullable String first(@Nullable List<String> values) {
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    return values.get(i);
                }
            }
        }
        return null;
    }

    private static long length(@Nullable String length) {
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
