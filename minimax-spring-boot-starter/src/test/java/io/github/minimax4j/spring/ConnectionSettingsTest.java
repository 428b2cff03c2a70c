package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionSettings;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.github.minimax4j.spring.properties.MiniMaxProxyProperties;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A group's value wins over the root's, the root's over the default. */
@Tag("B37")
class ConnectionSettingsTest {

    private static ConnectionSettings merged(String... properties) {
        Map<String, String> values = new HashMap<>();
        for (String property : properties) {
            int end = property.indexOf('=');
            values.put("m." + property.substring(0, end), property.substring(end + 1));
        }
        MiniMaxProperties root = new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("m", Bindable.of(MiniMaxProperties.class));
        return ConnectionSettings.of(root, root.chatModel());
    }

    /** Names of record components with two different values, as the binder takes them. */
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("apiKey", List.of("a", "b")),
            Map.entry("baseUrl", List.of("http://a", "http://b")),
            Map.entry("chatPath", List.of("/a", "/b")),
            Map.entry("profile", List.of("gateway", "self-hosted")),
            Map.entry("connectTimeout", List.of("1s", "2s")),
            Map.entry("firstByteTimeout", List.of("1s", "2s")),
            Map.entry("idleTimeout", List.of("1s", "2s")),
            Map.entry("callTimeout", List.of("1s", "2s")),
            Map.entry("maxEventSize", List.of("1MB", "2MB")),
            Map.entry("maxRetries", List.of("1", "2")),
            Map.entry("retryDelay", List.of("1s", "2s")),
            Map.entry("retryTimeLimit", List.of("1s", "2s")),
            Map.entry("httpVersion", List.of("http-1-1", "http-2")),
            Map.entry("logRequests", List.of("true", "false")),
            Map.entry("logResponses", List.of("true", "false")),
            Map.entry("logBodyLimit", List.of("1", "2")),
            Map.entry("convertToolCallMarkup", List.of("true", "false")),
            Map.entry("repairToolHistory", List.of("true", "false")),
            Map.entry("keepRawResponses", List.of("true", "false")),
            Map.entry("streamUsage", List.of("true", "false")),
            Map.entry("proxy", List.of("a", "b")),
            Map.entry("sslBundle", List.of("a", "b")),
            Map.entry("headers", List.of("a", "b")),
            Map.entry("queryParameters", List.of("a", "b")));

    @Test
    void withoutAnyPropertyAllIsLeftToCore() {
        ConnectionSettings nothing = merged();
        assertThat(names(ConnectionSettings.class))
                .allSatisfy(name -> assertThat(value(nothing, name)).isIn(null, Map.of()));
    }

    @Test
    void everySettingComesFromTheRootUnlessTheGroupHasIt() {
        assertThat(SAMPLES.keySet()).isEqualTo(names(ConnectionSettings.class));
        SAMPLES.forEach((name, values) -> {
            String property = property(name);
            Object root = value(merged(property + "=" + values.get(0)), name);
            Object group = value(merged("chat-model." + property + "=" + values.get(1)), name);
            assertThat(root).as(name).isNotNull().isNotEqualTo(group);
            assertThat(group).as(name).isNotNull();
            assertThat(value(
                            merged(property + "=" + values.get(0), "chat-model." + property + "=" + values.get(1)),
                            name))
                    .as(name)
                    .isEqualTo(group);
        });
    }

    private static String property(String component) {
        return switch (component) {
            case "headers" -> "custom-headers.a";
            case "queryParameters" -> "custom-query-params.a";
            case "proxy" -> "proxy.host";
            default -> component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        };
    }

    private static Object value(ConnectionSettings settings, String component) {
        try {
            var accessor = ConnectionSettings.class.getDeclaredMethod(component);
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everySharedPropertyHasAPlaceInTheMerge() {
        Set<String> shared = Stream.of(ConnectionProperties.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.contains("$"))
                .collect(Collectors.toSet());
        // no values of their own: an address, two limits; and the model's name, which not all groups share
        shared.removeAll(Set.of("region", "timeout", "modelName"));
        Set<String> merged = names(ConnectionSettings.class);
        assertThat(merged.remove("headers")).isTrue();
        merged.add("customHeaders");
        assertThat(merged.remove("queryParameters")).isTrue();
        merged.add("customQueryParams");
        assertThat(merged).isEqualTo(shared);
    }

    @Test
    void whatStandsAtTheRootMayStandInAGroup() {
        Set<String> rootOnly = names(MiniMaxProperties.class);
        rootOnly.removeAll(names(MiniMaxModelProperties.class));
        assertThat(rootOnly)
                .containsExactlyInAnyOrder(
                        "metrics", "health", "chatModel", "streamingChatModel", "embeddingModel", "imageModel");
    }

    @Test
    void aProxyIsTakenAsAWhole() {
        assertThat(merged("proxy.host=a", "proxy.port=1", "chat-model.proxy.host=b")
                        .proxy())
                .isEqualTo(new MiniMaxProxyProperties("b", null, null, null));
    }

    @Test
    void headersOfGroupAndRootAreJoinedAndTheGroupsWin() {
        assertThat(merged(
                                "custom-headers.a=1",
                                "custom-headers.b=2",
                                "chat-model.custom-headers.b=3",
                                "chat-model.custom-headers.c=4")
                        .headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "3", "c", "4"));
    }

    @Test
    void theAddressOfARegionGivesWayToABaseUrlOfTheSameLevelOnly() {
        assertThat(merged("region=china").baseUrl()).isEqualTo("https://api.minimaxi.com");
        assertThat(merged("region=china", "base-url=http://own").baseUrl()).isEqualTo("http://own");
        assertThat(merged("base-url=http://own", "chat-model.region=china").baseUrl())
                .isEqualTo("https://api.minimaxi.com");
    }

    @Test
    void theGeneralTimeoutGivesWayToItsPartsOfTheSameLevelOnly() {
        ConnectionSettings general = merged("timeout=5s");
        assertThat(general.firstByteTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(general.idleTimeout()).isEqualTo(Duration.ofSeconds(5));
        ConnectionSettings part = merged("timeout=5s", "idle-timeout=6s");
        assertThat(part.firstByteTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(part.idleTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(merged("idle-timeout=6s", "chat-model.timeout=5s").idleTimeout())
                .isEqualTo(Duration.ofSeconds(5));
    }

    private static Set<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
