package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What to examine, and within which limits.
 *
 * @param apiKey         null if there is none
 * @param yes            whether to start without asking
 * @param maxTokens      the examination sends nothing that could exceed it
 * @param requestTimeout for a whole response
 * @param timeLimit      for the examination
 * @param output         the folder of the report
 */
record Options(
        Target target,
        @Nullable String apiKey,
        boolean yes,
        int maxTokens,
        Duration requestTimeout,
        Duration timeLimit,
        Path output) {

    static final String KEY_VARIABLE = "MINIMAX_API_KEY";

    static final String PREFIX = "doctor.";

    static final String USAGE = """
            --region=global|china    MiniMax's service to examine (default: global)
            --base-url=URL           any other service
            --model=NAME             the chat model (default: MiniMax-M3)
            --profile=NAME           minimax, gateway or self-hosted (default: from the host)
            --max-tokens=N           sends nothing that could exceed it (default: 80000)
            --request-timeout=S      seconds for a response (default: 120)
            --time-limit=S           seconds for the examination (default: 1200)
            --output=FOLDER          where the report goes (default: target/doctor)
            --yes                    starts without asking

            With Maven, write -Ddoctor.region=china instead of --region=china, and so on. The key is read from the
            environment variable MINIMAX_API_KEY only, so that it is not in the list of processes.
            """;

    private static final List<String> NAMES = List.of(
            "region", "base-url", "model", "profile", "max-tokens", "request-timeout", "time-limit", "output", "yes");

    /**
     * Reads the options.
     *
     * @param arguments   such as {@code --region=china}; they take precedence
     * @param properties  of the system; with the prefix {@code doctor.}
     * @param environment has the key
     * @throws IllegalArgumentException if an option is unknown or has no usable value; the message shows no secret
     */
    static Options of(
            List<String> arguments,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = properties.apply(PREFIX + name);
            if (value != null) {
                values.put(name, value.strip());
            }
        }
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || !NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("There is no option '" + parts[0] + "'. There are:\n\n" + USAGE);
            }
            values.put(parts[0], parts.length == 1 ? "true" : parts[1].strip());
        }
        return new Options(
                target(values),
                key(environment.apply(KEY_VARIABLE)),
                values.containsKey("yes") && !"false".equalsIgnoreCase(values.get("yes")),
                number(values, "max-tokens", 80_000),
                Duration.ofSeconds(number(values, "request-timeout", 120)),
                Duration.ofSeconds(number(values, "time-limit", 1_200)),
                Path.of(values.getOrDefault("output", "target/doctor")));
    }

    private static Target target(Map<String, String> values) {
        String baseUrl = values.get("base-url");
        if (baseUrl == null) {
            baseUrl = constant(Region.class, "region", values.getOrDefault("region", "global"))
                    .baseUrl();
        } else if (values.containsKey("region")) {
            throw new IllegalArgumentException("Set either region or base-url");
        }
        String host;
        try {
            host = URI.create(baseUrl).getHost();
        } catch (IllegalArgumentException e) {
            host = null; // the exception repeats the address, which may have a secret in it
        }
        if (host == null || !baseUrl.toLowerCase(Locale.ROOT).startsWith("http")) {
            throw new IllegalArgumentException("base-url is no address. Write it like https://api.minimax.io");
        }
        String profile = values.get("profile");
        return new Target(
                baseUrl,
                values.getOrDefault("model", "MiniMax-M3"),
                profile == null ? TargetProfile.ofHost(host) : constant(TargetProfile.class, "profile", profile));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace('_', '-').equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " is '" + value + "'. There are:\n\n" + USAGE);
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException(name + " is '" + value + "', and not a number from 1 to 9999999");
        }
        return Integer.parseInt(value);
    }

    private static @Nullable String key(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String key = value.strip();
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(KEY_VARIABLE + " has characters that no key has, such as a line break");
        }
        return key;
    }
}
