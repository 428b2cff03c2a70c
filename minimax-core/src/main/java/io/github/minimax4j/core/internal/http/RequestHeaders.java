package io.github.minimax4j.core.internal.http;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The headers of requests, ready to be sent: with the content type if the request has a body. Both maps are looked up by case-insensitive
 * name and cannot be changed.
 */
public record RequestHeaders(Map<String, String> values, Map<String, String> withContentType) {

    static final RequestHeaders NONE = new RequestHeaders(Map.of(), Map.of());

    private static final String CONTENT_TYPE = "Content-Type";

    /** Takes over headers, which must not be changed afterwards. They may contain another content type. */
    public static RequestHeaders of(NavigableMap<String, String> values) {
        Map<String, String> fixed = Collections.unmodifiableMap(values);
        if (values.containsKey(CONTENT_TYPE)) {
            return new RequestHeaders(fixed, fixed);
        }
        Map<String, String> withContentType = new TreeMap<>(values);
        withContentType.put(CONTENT_TYPE, "application/json");
        return new RequestHeaders(fixed, Collections.unmodifiableMap(withContentType));
    }

    /** The headers with another content type, which takes precedence over one that the application set. */
    Map<String, String> withContentType(String type) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(values);
        all.put(CONTENT_TYPE, type);
        return Collections.unmodifiableMap(all);
    }

    /** The names only: the values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
