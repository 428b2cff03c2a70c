package io.github.minimax4j.examples.doctor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Removes what must not leave this machine from texts of the server and of exceptions. Immutable. */
final class Secrets {

    static final String MASK = "***";

    private static final int MIN_LENGTH = 6;

    // keys of any account, and tokens of the older form
    private static final Pattern KEY =
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{6,}|\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+){0,2}"
                    + "|(?i:bearer)\\s+[A-Za-z0-9._~+/=-]{6,}");

    // they name the session or the account, not the request
    private static final Set<String> PRIVATE_HEADERS = Set.of(
            "set-cookie", "x-session-id", "x-mm-request-id", "authorization", "x-api-key", "alb_receive_time", "via");

    private final List<Pattern> values;

    private Secrets(List<Pattern> values) {
        this.values = values;
    }

    /** The key, and the login and query of the base URL, in the forms in which servers repeat them. */
    static Secrets of(@Nullable String key, String baseUrl) {
        List<String> secrets = new ArrayList<>();
        if (key != null) {
            secrets.add(key);
        }
        URI uri = URI.create(baseUrl);
        if (uri.getUserInfo() != null) {
            secrets.addAll(Arrays.asList(uri.getUserInfo().split(":", -1)));
        }
        if (uri.getQuery() != null) {
            for (String parameter : uri.getQuery().split("&", -1)) {
                secrets.add(parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        secrets.removeIf(secret -> secret.length() < MIN_LENGTH);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(secrets.stream().map(Secrets::anyForm).toList());
    }

    /** Verbatim, percent-encoded in part or whole, escaped as in JSON, or in Base64. */
    private static Pattern anyForm(String secret) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            String quoted = Pattern.quote(String.valueOf(c));
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
            pattern.append(
                    plain
                            ? String.valueOf(c)
                            : String.format(
                                    Locale.ROOT, "(?:\\\\*%s|(?i:%%%02x|\\\\+u%04x))", quoted, (int) c, (int) c));
        }
        // where the secret begins in a group of three bytes decides what Base64 makes of it; its ends depend on its
        // neighbours
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < 3; start++) {
            byte[] groups = Arrays.copyOfRange(bytes, start, start + (bytes.length - start) / 3 * 3);
            if (groups.length > 3) {
                String encoded = Base64.getEncoder().encodeToString(groups);
                pattern.append('|').append(Pattern.quote(encoded));
                pattern.append('|')
                        .append(Pattern.quote(encoded.replace('+', '-').replace('/', '_')));
            }
        }
        return Pattern.compile(pattern.toString());
    }

    String removeFrom(@Nullable String text) {
        String clean = text == null ? "" : text;
        for (Pattern value : values) {
            clean = value.matcher(clean).replaceAll(MASK);
        }
        return KEY.matcher(clean).replaceAll(MASK);
    }

    static boolean isPrivate(String header) {
        return PRIVATE_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }
}
