package io.github.minimax4j.test.spring;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;

/** The properties that direct an application to the server and override its own; see {@link AutoConfigureMiniMaxServer}. */
final class ServerProperties {

    private static final String ROOT = "langchain4j.minimax.";

    private static final String MODELS_BY_NAME = ROOT + "models.";

    private static final String CHAT_MODEL = "MiniMax-M3";

    private static final Map<String, String> MODELS = Map.of(
            ROOT + "embedding-model.",
            "embo-01",
            ROOT + "image-model.",
            "image-01",
            ROOT + "speech-model.",
            "speech-2.8-hd");

    private final PropertyResolver application;

    // a group's property overrides the root's, so all groups must be handled
    private final List<String> groups;

    private final Map<String, Object> properties = new HashMap<>();

    private ServerProperties(ConfigurableEnvironment application) {
        this.application = application;
        this.groups = Stream.concat(
                        Stream.of(
                                        "chat-model.",
                                        "streaming-chat-model.",
                                        "embedding-model.",
                                        "image-model.",
                                        "speech-model.")
                                .map(group -> ROOT + group),
                        application.getPropertySources().stream().flatMap(ServerProperties::namedModels))
                .distinct()
                .toList();
    }

    private static Stream<String> namedModels(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> listed
                ? Stream.of(listed.getPropertyNames())
                        .filter(property -> property.startsWith(MODELS_BY_NAME)
                                && property.indexOf('.', MODELS_BY_NAME.length()) > 0)
                        .map(property -> property.substring(0, property.indexOf('.', MODELS_BY_NAME.length()) + 1))
                : Stream.empty();
    }

    static Map<String, Object> of(ConfigurableEnvironment application, String baseUrl) {
        ServerProperties server = new ServerProperties(application);
        server.address(baseUrl);
        server.keys();
        server.profiles();
        server.modelNames();
        server.undefinedVariables();
        server.properties.put(ROOT + "test-server", "true");
        return server.properties;
    }

    private void address(String baseUrl) {
        properties.put(ROOT + "base-url", baseUrl);
        groups.forEach(group -> properties.put(group + "base-url", baseUrl));
    }

    private void keys() {
        List<String> keyed =
                prefixes().filter(prefix -> has(prefix + "api-key")).toList();
        (keyed.isEmpty() ? List.of(ROOT) : keyed).forEach(prefix -> properties.put(prefix + "api-key", "test-key"));
    }

    private void profiles() {
        for (String group : groups) {
            if (text(group + "profile") == null && text(ROOT + "profile") == null) {
                properties.put(group + "profile", profileOf(realBaseUrl(group)));
            }
        }
    }

    private void modelNames() {
        if (prefixes().noneMatch(prefix -> has(prefix + "model-name"))) {
            properties.put(ROOT + "model-name", CHAT_MODEL);
        }
        prefixes()
                .filter(prefix -> isUndefined(prefix + "model-name"))
                .forEach(prefix -> properties.put(prefix + "model-name", MODELS.getOrDefault(prefix, CHAT_MODEL)));
    }

    /** Replaces values that are invalid while they contain a variable that only production defines. */
    private void undefinedVariables() {
        prefixes().forEach(prefix -> {
            replaceUndefined(prefix + "region", "global");
            replaceUndefined(prefix + "chat-path", "/v1/chat/completions");
            if (isUndefined(prefix + "profile")) {
                properties.put(prefix + "profile", profileOf(realBaseUrl(prefix)));
            }
        });
    }

    private void replaceUndefined(String property, String value) {
        if (isUndefined(property)) {
            properties.put(property, value);
        }
    }

    private boolean isUndefined(String property) {
        return has(property) && text(property) == null;
    }

    private Stream<String> prefixes() {
        return Stream.concat(Stream.of(ROOT), groups.stream());
    }

    private boolean has(String property) {
        return application.containsProperty(property);
    }

    /** The base URL that the application would call, or null for MiniMax's own, by default or by region. */
    private @Nullable String realBaseUrl(String group) {
        if (has(group + "base-url")) {
            return text(group + "base-url");
        }
        return has(group + "region") ? null : text(ROOT + "base-url");
    }

    private @Nullable String text(String property) {
        try {
            String text = application.getProperty(property);
            // getProperty leaves an undefined placeholder unchanged
            return text == null ? null : application.resolveRequiredPlaceholders(text);
        } catch (IllegalArgumentException e) {
            return null; // a variable that only production defines
        }
    }

    private static String profileOf(@Nullable String baseUrl) {
        String host = baseUrl == null ? null : host(baseUrl);
        if (host == null || host.matches("(.*\\.)?(minimax\\.(io|cn|chat)|minimaxi\\.(com|chat))")) {
            return "minimax";
        }
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.") ? "self-hosted" : "gateway";
    }

    private static @Nullable String host(String baseUrl) {
        try {
            String host = URI.create(baseUrl.trim()).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null; // not a URL; in production that fails at startup
        }
    }
}
