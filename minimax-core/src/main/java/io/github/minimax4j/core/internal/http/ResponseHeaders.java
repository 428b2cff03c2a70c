package io.github.minimax4j.core.internal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response that matter. Some clients repeat a name in another case or with spaces, or return the status line without a
 * name.
 *
 * @param traceId       the id to give to the service's support
 * @param contentLength the announced length of the body in bytes, or 0
 * @param rateLimits    what the server reports about its limits, by lower-case names; usually empty
 */
public record ResponseHeaders(
        @Nullable String traceId, @Nullable String retryAfter, long contentLength, Map<String, String> rateLimits) {

    private static final List<String> TRACE_IDS = List.of("Trace-Id", "X-Trace-Id", "X-Request-Id");

    private static final String RATE = "rate";

    private static final String LIMIT = "limit";

    public static ResponseHeaders of(@Nullable Map<String, List<String>> headers) {
        String retryAfter = null;
        String length = null;
        String traceId = null;
        Map<String, String> rateLimits = Map.of();
        int rank = TRACE_IDS.size();
        if (headers != null) {
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                String value = first(header.getValue());
                if (header.getKey() == null || value == null) {
                    continue;
                }
                String name = header.getKey().strip();
                if (isAboutLimits(name)) {
                    rateLimits = rateLimits.isEmpty() ? new HashMap<>() : rateLimits;
                    rateLimits.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
                }
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
        return new ResponseHeaders(traceId, retryAfter, length(length), rateLimits);
    }

    /** Vendors put their name before or behind it, and write it in one word or in two. */
    private static boolean isAboutLimits(String name) {
        for (int i = name.length() - LIMIT.length(); i >= 4; i--) {
            int rate = name.charAt(i - 1) == '-' ? i - 5 : i - 4;
            if (name.regionMatches(true, i, LIMIT, 0, LIMIT.length())
                    && rate >= 0
                    && name.regionMatches(true, rate, RATE, 0, RATE.length())) {
                return true;
            }
        }
        return name.equalsIgnoreCase("Retry-After");
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
