package io.github.minimax4j.core.internal.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes the secrets of one call from texts of the server and the HTTP client: some repeat the key or the URL in their errors. Every value
 * of a header that is not known to be harmless counts as a secret, since a secret may have any name, and so does every query parameter.
 * Secrets are found verbatim, percent-encoded, and escaped as in JSON. Thread-safe.
 */
public final class Redaction {

    public static final Redaction NONE = new Redaction(Map.of(), Map.of());

    private static final Set<String> HARMLESS_HEADERS =
            Set.of("accept", "content-type", "user-agent", "trace-id", "x-request-id", "x-trace-id");

    // shorter values are words that may occur anywhere
    private static final int MIN_SECRET_LENGTH = 8;

    private static final String BEARER = "Bearer ";

    private static final String MASK = "***";

    // & as it is, and as JSON and HTML escape it
    private static final String AMPERSAND = "&|\\\\+u0026|&amp;";

    // up to the end of the value in a URL, or of the URL in a text
    private static final String VALUE_IN_URL = "[^&#\\s\"'<>\\\\]*+";

    private final Map<String, String> headers;

    private final Map<String, String> queryParameters;

    // compiled once a text may contain a secret: patterns of a long key cost more than the whole call. Compiling them
    // twice does no harm
    private volatile @Nullable List<Rule> rules;

    private Redaction(Map<String, String> headers, Map<String, String> queryParameters) {
        this.headers = headers;
        this.queryParameters = queryParameters;
    }

    /** A pattern and its replacement. */
    private record Rule(Pattern pattern, String replacement) {}

    /**
     * Returns the redaction of one call.
     *
     * @param headers         the headers of the call; must not change afterwards
     * @param queryParameters the query parameters of the call; must not change afterwards
     */
    public static Redaction of(Map<String, String> headers, Map<String, String> queryParameters) {
        return new Redaction(headers, queryParameters);
    }

    private List<Rule> rules() {
        List<Rule> compiled = rules;
        if (compiled == null) {
            compiled = compile();
            rules = compiled;
        }
        return compiled;
    }

    private List<Rule> compile() {
        // longest first: one may be part of another
        Set<String> secrets =
                new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(secret -> secret));
        headers.forEach((name, value) -> {
            if (isSecret(name, value)) {
                secrets.add(secretIn(value));
            }
        });
        queryParameters.values().stream()
                .filter(value -> value.length() >= MIN_SECRET_LENGTH)
                .forEach(secrets::add);
        List<Rule> compiled = new ArrayList<>();
        if (!secrets.isEmpty()) {
            String any = secrets.stream().map(Redaction::anyForm).collect(Collectors.joining("|"));
            compiled.add(new Rule(Pattern.compile(any), MASK));
        }
        // by name, however short their values are
        queryParameters.forEach((name, value) -> {
            compiled.add(new Rule(
                    Pattern.compile("((?:\\?|;|" + AMPERSAND + ")" + anyForm(name) + "=)" + VALUE_IN_URL),
                    "$1" + MASK));
            if (!value.isEmpty()) {
                compiled.add(
                        new Rule(Pattern.compile("((?<![\\w-])" + anyForm(name) + "=)" + anyForm(value)), "$1" + MASK));
            }
        });
        return List.copyOf(compiled);
    }

    private static boolean isSecret(String header, String value) {
        return secretIn(value).length() >= MIN_SECRET_LENGTH && !isHarmless(header);
    }

    /** The secret part of a header's value: without a leading scheme, in any spelling. */
    private static String secretIn(String value) {
        int space = value.indexOf(' ');
        String credentials = value.substring(space + 1).strip();
        boolean scheme =
                space > 0 && (credentials.indexOf(' ') < 0 || value.regionMatches(true, 0, BEARER, 0, space + 1));
        return scheme && credentials.length() >= MIN_SECRET_LENGTH ? credentials : value;
    }

    /**
     * Whether a text may contain a secret, decided without compiling a pattern. Only escapes ({@code %}, {@code +}, a backslash) give a
     * secret another form, and only a {@code =} makes a query parameter known by its name.
     */
    private boolean mayContainSecret(String text) {
        if (text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('+') >= 0) {
            return true;
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (isSecret(header.getKey(), header.getValue()) && text.contains(secretIn(header.getValue()))) {
                return true;
            }
        }
        if (!queryParameters.isEmpty() && text.indexOf('=') >= 0) {
            return true;
        }
        for (String value : queryParameters.values()) {
            if (value.length() >= MIN_SECRET_LENGTH && text.contains(value)) {
                return true;
            }
        }
        return false;
    }

    public static boolean isHarmless(String header) {
        return HARMLESS_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Each character may appear as it is or encoded: clients and servers disagree on which ones need encoding. */
    private static String anyForm(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (point < 0x80 && Character.isLetterOrDigit(point)) {
                pattern.append(character);
                return;
            }
            pattern.append("(?:").append(Pattern.quote(character)).append('|');
            for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
                String hex = String.format(Locale.ROOT, "%02x", each);
                pattern.append("%(?i:").append(hex).append(')');
            }
            switch (point) {
                case ' ' -> pattern.append("|\\+");
                case '/', '"', '\\' -> pattern.append("|\\\\+").append(Pattern.quote(character));
                default -> {}
            }
            character.chars().forEach(unit -> {
                String hex = String.format(Locale.ROOT, "%04x", unit);
                pattern.append(unit == character.charAt(0) ? "|" : "")
                        .append("\\\\+u(?i:")
                        .append(hex)
                        .append(')');
            });
            pattern.append(')');
        });
        return pattern.toString();
    }

    public @Nullable String apply(@Nullable String text) {
        if (text == null || !mayContainSecret(text)) {
            return text;
        }
        String redacted = text;
        for (Rule rule : rules()) {
            redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
        }
        return redacted;
    }

    /**
     * Removes the secrets from an exception.
     *
     * @return the same exception if it contains no secret, otherwise a {@link RedactedFailure}
     */
    public @Nullable Throwable apply(@Nullable Throwable failure) {
        return failure == null ? null : RedactedFailure.of(failure, this);
    }
}
