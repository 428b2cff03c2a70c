package io.github.minimax4j.core;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets of one call out of what the server says: some servers repeat the key in their errors. Every value of a header that
 * is not known to be harmless counts as a secret, since a secret may have any name, and so does every query parameter. Immutable.
 */
final class Redaction {

    static final Redaction NONE = new Redaction(Set.of());

    private static final Set<String> HARMLESS_HEADERS =
            Set.of("accept", "content-type", "user-agent", "trace-id", "x-request-id", "x-trace-id");

    // shorter values are words that may stand anywhere
    private static final int LEAST_SECRET = 8;

    private static final String BEARER = "Bearer ";

    private final Set<String> secrets;

    private Redaction(Set<String> secrets) {
        this.secrets = secrets;
    }

    static Redaction of(Map<String, String> headers, Map<String, String> queryParameters) {
        // the longest first: one may be a part of another
        Set<String> secrets =
                new TreeSet<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());
        headers.forEach((name, value) -> {
            String secret =
                    value.startsWith(BEARER) ? value.substring(BEARER.length()).strip() : value;
            if (secret.length() >= LEAST_SECRET && !isHarmless(name)) {
                secrets.add(secret);
            }
        });
        queryParameters.values().stream()
                .filter(value -> value.length() >= LEAST_SECRET)
                .forEach(secrets::add);
        return secrets.isEmpty() ? NONE : new Redaction(secrets);
    }

    static boolean isHarmless(String header) {
        return HARMLESS_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    @Nullable
    String apply(@Nullable String text) {
        String redacted = text;
        if (redacted != null) {
            for (String secret : secrets) {
                redacted = redacted.replace(secret, "***");
            }
        }
        return redacted;
    }
}
