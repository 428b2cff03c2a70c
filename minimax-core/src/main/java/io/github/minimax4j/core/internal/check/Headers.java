package io.github.minimax4j.core.internal.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks keys and headers before any HTTP library receives them: HTTP libraries put a rejected value into their error messages. */
public final class Headers {

    // set by the HTTP client, which rejects them from its callers
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private Headers() {}

    /** Returns the same headers, trimmed, with case-insensitive names. */
    public static Map<String, String> checked(Map<String, String> headers) {
        return checked("headers", headers);
    }

    /**
     * The same headers, trimmed, found by name whatever its case.
     *
     * @param setting how messages name the map
     */
    public static Map<String, String> checked(String setting, Map<String, String> headers) {
        Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            requireEntry(setting, name, value);
            if (!isToken(name)) {
                throw new IllegalArgumentException("A header name is empty or has characters that HTTP does not allow");
            }
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The header " + name + " is set by the HTTP client: remove it");
            }
            String trimmed = value.strip();
            if (!isPrintableAscii(trimmed)) {
                throw new IllegalArgumentException("The value of the header " + name
                        + " has characters that HTTP does not allow: line breaks, control characters or non-ASCII");
            }
            if (checked.put(name, trimmed) != null) {
                throw new IllegalArgumentException(
                        setting + " has the header " + name + " twice, in upper and lower case: keep one of them");
            }
        });
        return Collections.unmodifiableMap(checked);
    }

    private static void requireEntry(String setting, @Nullable String name, @Nullable String value) {
        if (name == null) {
            throw new IllegalArgumentException(setting + " has null for a name: remove it");
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    setting + " has no value for '" + name + "': give one, or leave the name out");
        }
    }

    /** The same query parameters, in the same order. */
    public static Map<String, String> checkedQueryParameters(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            requireEntry("customQueryParams", name, value);
            if (name.isBlank()) {
                throw new IllegalArgumentException("customQueryParams has a blank name: remove it");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static String checkedApiKey(String apiKey) {
        String key = apiKey.strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "apiKey is blank: is MINIMAX_API_KEY set? For a server that needs no key, give null");
        }
        if (!isPrintableAscii(key) || key.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "apiKey has characters that a key cannot have, such as spaces or line breaks inside: copy it again");
        }
        return key;
    }

    public static String checkedUserAgent(String userAgent) {
        String value = userAgent.strip();
        if (value.isEmpty() || !isPrintableAscii(value)) {
            throw new IllegalArgumentException("userAgent is blank or has characters that HTTP does not allow: give "
                    + "printable ASCII characters, or null for the default");
        }
        return value;
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
