package io.github.minimax4j.test.spring;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** The properties that lead an application to the server, whatever it has set itself; see {@link AutoConfigureMiniMaxServer}. */
final class ServerProperties {

    private static final String ROOT = "langchain4j.minimax.";

    // a group's property wins over the root's, so each must be dealt with
    private static final List<String> GROUPS = Stream.of(
                    "chat-model", "streaming-chat-model", "embedding-model", "image-model")
            .map(group -> ROOT + group + ".")
            .toList();

    private static final String CHAT_MODEL = "MiniMax-M3";

    private static final Map<String, String> MODELS =
            Map.of(ROOT + "embedding-model.", "embo-01", ROOT + "image-model.", "image-01");

    private final PropertyResolver application;

    private final Map<String, Object> properties = new HashMap<>();

    private ServerProperties(PropertyResolver application) {
        this.application = application;
    }

    static Map<String, Object> of(PropertyResolver application, String baseUrl) {
        ServerProperties server = new ServerProperties(application);
        server.address(baseUrl);
        server.keys();
        server.profiles();
        server.modelNames();
        server.undefined();
        server.properties.put(ROOT + "test-server", "true");
        return server.properties;
    }

    private void address(String baseUrl) {
        properties.put(ROOT + "base-url", baseUrl);
        GROUPS.forEach(group -> properties.put(group + "base-url", baseUrl));
    }

    private void keys() {
        List<String> keyed = places().filter(place -> has(place + "api-key")).toList();
        (keyed.isEmpty() ? List.of(ROOT) : keyed).forEach(place -> properties.put(place + "api-key", "test-key"));
    }

    private void profiles() {
        for (String group : GROUPS) {
            if (text(group + "profile") == null && text(ROOT + "profile") == null) {
                properties.put(group + "profile", profileOf(realBaseUrl(group)));
            }
        }
    }

    private void modelNames() {
        if (places().noneMatch(place -> has(place + "model-name"))) {
            properties.put(ROOT + "model-name", CHAT_MODEL);
        }
        places().filter(place -> isUndefined(place + "model-name"))
                .forEach(place -> properties.put(place + "model-name", MODELS.getOrDefault(place, CHAT_MODEL)));
    }

    /** What is a variable that only production defines, and would not pass as a text. */
    private void undefined() {
        places().forEach(place -> {
            replaceUndefined(place + "region", "global");
            replaceUndefined(place + "chat-path", "/v1/chat/completions");
            if (isUndefined(place + "profile")) {
                properties.put(place + "profile", profileOf(realBaseUrl(place)));
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

    private static Stream<String> places() {
        return Stream.concat(Stream.of(ROOT), GROUPS.stream());
    }

    private boolean has(String property) {
        return application.containsProperty(property);
    }

    /** The address that the application would call, null for MiniMax's own by default or by region. */
    private @Nullable String realBaseUrl(String group) {
        if (has(group + "base-url")) {
            return text(group + "base-url");
        }
        return has(group + "region") ? null : text(ROOT + "base-url");
    }

    private @Nullable String text(String property) {
        try {
            String text = application.getProperty(property);
            // with a placeholder that nothing defines left as it is
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
            return null; // not an address; in production that fails at the start
        }
    }
}
