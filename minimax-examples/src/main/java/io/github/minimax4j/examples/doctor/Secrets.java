package io.github.minimax4j.examples.doctor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    // what paths of APIs consist of; anything else in the path of a base URL may be a token or the name of an account
    private static final Pattern PATH = Pattern.compile(
            "v\\d+(\\.\\d+)?((alpha|beta)\\d*)?|ai|anthropic|api|chat|compat|compatible-mode|completions|gateway|inference|llm"
                    + "|messages|minimax|models|openai|openapi|proxy|text|chatcompletion_v2|embeddings|image_generation|t2a_v2|minimax-(m|text)[a-z0-9.-]{0,20}");

    // in the path only: elsewhere, it could be part of the protocol
    private static final Pattern WORD = Pattern.compile("[a-z]{1,15}([-_][a-z]{1,15})?");

    private final List<Pattern> values;

    private Secrets(List<Pattern> values) {
        this.values = values;
    }

    /** The key, and the login, query and secret parts of the path of the base URL, in the forms in which servers repeat them. */
    static Secrets of(@Nullable String key, String baseUrl) {
        List<String> secrets = new ArrayList<>();
        if (key != null) {
            secrets.add(key);
        }
        URI uri = URI.create(baseUrl);
        secrets.addAll(List.of(Objects.requireNonNullElse(uri.getUserInfo(), "").split(":", -1)));
        for (String parameter : Objects.requireNonNullElse(uri.getQuery(), "").split("&", -1)) {
            secrets.add(parameter.substring(parameter.indexOf('=') + 1));
        }
        List<String> words = new ArrayList<>();
        for (String raw : Objects.requireNonNullElse(uri.getRawPath(), "").split("/", -1)) {
            if (!PATH.matcher(raw.toLowerCase(Locale.ROOT)).matches()) {
                String decoded = URI.create("/" + raw).getPath().substring(1);
                (WORD.matcher(raw).matches() ? words : secrets)
                        .addAll(raw.equals(decoded) ? List.of(raw) : List.of(raw, decoded));
            }
        }
        return new Secrets(Stream.concat(patterns(secrets, ""), patterns(words, "(?<=/|%2F)"))
                .toList());
    }

    private static Stream<Pattern> patterns(List<String> secrets, String behind) {
        return secrets.stream()
                .filter(secret -> secret.length() >= MIN_LENGTH)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(secret -> Pattern.compile(behind + "(?:" + anyForm(secret) + ")", Pattern.CASE_INSENSITIVE));
    }

    /** Verbatim, percent-encoded in part or whole, escaped as in JSON, or in Base64. */
    private static String anyForm(String secret) {
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
        return pattern.toString();
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
