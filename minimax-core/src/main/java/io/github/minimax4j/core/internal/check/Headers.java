package io.github.minimax4j.core.internal.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks keys and headers before any HTTP library sees them: those print a value that they refuse. */
public final class Headers {

    // set by the HTTP client itself, which refuses them from outside
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private Headers() {}

    /** The same headers, trimmed, found by name whatever its case. */
    public static Map<String, String> checked(Map<String, String> headers) {
        Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (name == null || !isToken(name)) {
                throw new IllegalArgumentException("A header name is empty or has characters that HTTP does not allow");
            }
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The header " + name + " is set by the HTTP client: remove it");
            }
            if (value == null) {
                throw new IllegalArgumentException("The header " + name + " has no value");
            }
            String trimmed = value.strip();
            if (!isPrintableAscii(trimmed)) {
                throw new IllegalArgumentException("The value of the header " + name
                        + " has characters that HTTP does not allow: line breaks, controls or non-ASCII");
            }
            checked.put(name, trimmed);
        });
        return Collections.unmodifiableMap(checked);
    }

    /** The same query parameters, in the same order. */
    public static Map<String, String> checkedQueryParameters(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("A name among the queryParameters is blank");
            }
            if (value == null) {
                throw new IllegalArgumentException("The query parameter " + name + " has no value");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static String checkedApiKey(String apiKey) {
        String key = apiKey.strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("apiKey is blank: give a key, or null for a server that needs none");
        }
        if (!isPrintableAscii(key) || key.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "apiKey has characters that a key cannot have, such as spaces or line breaks inside: copy it again");
        }
        return key;
    }

    public static boolean containsAuthorization(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static boolean isPrintableAscii(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\t');
    }
}
