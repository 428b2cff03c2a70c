package io.github.minimax4j.core.internal.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes the secrets of one call from texts of the server and the HTTP client: some repeat the key or the URL in their errors. Every value
 * of a header that is not known to be harmless counts as a secret, since a secret may have any name, and so does every query parameter.
 * Secrets are found verbatim, percent-encoded, escaped as in JSON or HTML, and in Base64, also as a part of what was encoded. Thread-safe.
 */
public final class Redaction {

    public static final Redaction NONE = new Redaction(Map.of(), Map.of());

    private static final Set<String> HARMLESS_HEADERS =
            Set.of("accept", "content-type", "user-agent", "trace-id", "x-request-id", "x-trace-id");

    // shorter values are words that may occur anywhere
    private static final int MIN_SECRET_LENGTH = 8;

    private static final String BEARER = "Bearer ";

    private static final Map<Integer, String> HTML_NAMES =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    private static final String MASK = "***";

    // JSON doubles them with each level of JSON in JSON, and adds one: five levels. Without a limit, a long run of them
    // would be looked at again from each of its characters
    private static final String BACKSLASHES = "\\\\{1,31}";

    // & as it is, and as JSON and HTML escape it
    private static final String AMPERSAND = "&|" + BACKSLASHES + "u0026|&amp;";

    // up to the end of the value in a URL, or of the URL in a text
    private static final String VALUE_IN_URL = "[^&#\\s\"'<>\\\\]*+";

    // of the secret's first and last bytes, which share their characters with its neighbours
    private static final String BASE64_END = "[A-Za-z0-9+/_-]{0,4}";

    private final Map<String, String> headers;

    private final Map<String, String> queryParameters;

    // compiled once a text may contain a secret: patterns of a long key cost more than the whole call. Compiling them
    // twice does no harm
    private volatile @Nullable List<Rule> rules;

    // of secrets that are cut at the end of a text
    private volatile @Nullable Pattern cutSecrets;

    // also found only once they are needed
    private volatile @Nullable Secrets secrets;

    private Redaction(Map<String, String> headers, Map<String, String> queryParameters) {
        this.headers = headers;
        this.queryParameters = queryParameters;
    }

    /**
     * What to look for.
     *
     * @param plain    the longest first: one may be part of another
     * @param inBase64 the characters that are in the Base64 of any text with a secret in it. They depend on where in a group of three
     *     bytes the secret begins; those at its ends, which its neighbours change, are left out
     */
    private record Secrets(Set<String> plain, Set<String> inBase64) {}

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

    private Secrets secrets() {
        Secrets known = secrets;
        if (known == null) {
            Set<String> plain = new TreeSet<>(
                    Comparator.comparingInt(String::length).reversed().thenComparing(secret -> secret));
            headers.forEach((name, value) -> plain.add(isHarmless(name) ? "" : secretIn(value)));
            plain.addAll(queryParameters.values());
            plain.removeIf(secret -> secret.length() < MIN_SECRET_LENGTH);
            Set<String> inBase64 = new LinkedHashSet<>();
            for (String secret : plain) {
                byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
                for (int start = 0; start < 3; start++) {
                    byte[] groups = Arrays.copyOfRange(bytes, start, start + (bytes.length - start) / 3 * 3);
                    inBase64.add(Base64.getEncoder().encodeToString(groups));
                    inBase64.add(Base64.getUrlEncoder().encodeToString(groups));
                }
            }
            known = new Secrets(plain, inBase64);
            secrets = known;
        }
        return known;
    }

    private List<Rule> compile() {
        List<Rule> compiled = new ArrayList<>();
        if (!secrets().plain().isEmpty()) {
            compiled.add(new Rule(Pattern.compile(anyOf(secrets().plain())), MASK));
            String inBase64 = anyOf(secrets().inBase64());
            compiled.add(new Rule(Pattern.compile(BASE64_END + "(?:" + inBase64 + ")" + BASE64_END + "={0,2}"), MASK));
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

    /** The secret part of a header's value: without a leading scheme, in any spelling. */
    private static String secretIn(String value) {
        int space = value.indexOf(' ');
        String credentials = value.substring(space + 1).strip();
        boolean scheme =
                space > 0 && (credentials.indexOf(' ') < 0 || value.regionMatches(true, 0, BEARER, 0, space + 1));
        return scheme && credentials.length() >= MIN_SECRET_LENGTH ? credentials : value;
    }

    /**
     * Whether a text may contain a secret, decided without compiling a pattern. Only escapes ({@code %}, {@code +}, {@code &}, a backslash)
     * give a secret another form, and only a {@code =} makes a query parameter known by its name.
     */
    private boolean mayContainSecret(String text) {
        if (text.chars().anyMatch(c -> c == '%' || c == '\\' || c == '+' || c == '&')) {
            return true;
        }
        return !queryParameters.isEmpty() && text.indexOf('=') >= 0
                || text.length() >= MIN_SECRET_LENGTH
                        && Stream.of(secrets().plain(), secrets().inBase64())
                                .flatMap(Set::stream)
                                .anyMatch(text::contains);
    }

    public static boolean isHarmless(String header) {
        return HARMLESS_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    private static String anyOf(Set<String> texts) {
        return texts.stream().map(Redaction::anyForm).collect(Collectors.joining("|"));
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
                case '/', '"', '\\' -> pattern.append('|').append(BACKSLASHES).append(Pattern.quote(character));
                default -> {}
            }
            String name = HTML_NAMES.get(point);
            pattern.append(name == null ? "" : "|&" + name + ";");
            pattern.append("|&#(?:0*+").append(point).append("|[xX]0*+(?i:");
            pattern.append(Integer.toHexString(point)).append("));");
            character.chars().forEach(unit -> {
                String hex = String.format(Locale.ROOT, "%04x", unit);
                pattern.append(unit == character.charAt(0) ? "|" : "")
                        .append(BACKSLASHES)
                        .append("u(?i:")
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

    /** As {@link #apply(String)}, for a text that may have been cut, maybe within a secret: removes what was left of that at its end, too. */
    public @Nullable String applyToCut(@Nullable String text) {
        String redacted = apply(text);
        if (redacted == null || secrets().plain().isEmpty()) {
            return redacted;
        }
        Pattern cut = cutSecrets;
        if (cut == null) {
            Set<String> starts = new LinkedHashSet<>();
            secrets().plain().forEach(secret -> starts.add(secret.substring(0, MIN_SECRET_LENGTH)));
            secrets().inBase64().stream()
                    .filter(secret -> secret.length() > MIN_SECRET_LENGTH)
                    .forEach(secret -> starts.add(secret.substring(0, MIN_SECRET_LENGTH)));
            // within a secret with spaces or quotes, these do not end what is left of it
            boolean spaced = secrets().plain().stream().anyMatch(secret -> secret.matches("(?s).*[\\s\"'<>].*"));
            String rest = spaced ? "[\\s\\S]*+" : "[^\\s\"'<>]*+";
            cut = Pattern.compile("(?:" + anyOf(starts) + ")" + rest + "$");
            cutSecrets = cut;
        }
        return cut.matcher(redacted).replaceFirst(MASK);
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
