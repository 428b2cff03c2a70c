package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import io.github.minimax4j.spring.properties.ConnectionProperties.Proxy;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** A group's value wins over the root's, the root's over the default. */
@Tag("B37")
class ConnectionSettingsTest {

    private static Map<String, Object> merged(String... properties) {
        Map<String, String> values = new HashMap<>();
        for (String property : properties) {
            int end = property.indexOf('=');
            values.put(Contexts.ROOT + property.substring(0, end), property.substring(end + 1));
        }
        Environment environment = Contexts.environment(values);
        return Stream.concat(
                        EffectiveProperties.connection(ModelGroup.CHAT_MODEL, environment).inForce().stream(),
                        EffectiveProperties.chat(ModelGroup.CHAT_MODEL, environment).inForce().stream())
                .collect(Collectors.toMap(InForce::name, InForce::value));
    }

    /** Names of properties with two different values, as the binder takes them. */
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("api-key", List.of("a", "b")),
            Map.entry("region", List.of("global", "china")),
            Map.entry("base-url", List.of("http://a", "http://b")),
            Map.entry("chat-path", List.of("/a", "/b")),
            Map.entry("profile", List.of("gateway", "self-hosted")),
            Map.entry("connect-timeout", List.of("1s", "2s")),
            Map.entry("timeout", List.of("1s", "2s")),
            Map.entry("first-byte-timeout", List.of("1s", "2s")),
            Map.entry("idle-timeout", List.of("1s", "2s")),
            Map.entry("call-timeout", List.of("1s", "2s")),
            Map.entry("max-event-size", List.of("1MB", "2MB")),
            Map.entry("max-nesting-depth", List.of("100", "200")),
            Map.entry("max-tool-calls", List.of("1", "2")),
            Map.entry("max-choices", List.of("1", "2")),
            Map.entry("max-response-length", List.of("2000", "3000")),
            Map.entry("max-retries", List.of("1", "2")),
            Map.entry("retry-delay", List.of("1s", "2s")),
            Map.entry("retry-time-limit", List.of("1s", "2s")),
            Map.entry("retry-budget", List.of("1", "2")),
            Map.entry("max-concurrent-requests", List.of("1", "2")),
            Map.entry("max-requests-per-minute", List.of("1", "2")),
            Map.entry("max-tokens-per-minute", List.of("1", "2")),
            Map.entry("queue-timeout", List.of("1s", "2s")),
            Map.entry("http-version", List.of("http-1-1", "http-2")),
            Map.entry("log-requests", List.of("true", "false")),
            Map.entry("log-responses", List.of("true", "false")),
            Map.entry("log-body-limit", List.of("1", "2")),
            Map.entry("convert-tool-call-markup", List.of("true", "false")),
            Map.entry("repair-tool-history", List.of("true", "false")),
            Map.entry("keep-raw-responses", List.of("true", "false")),
            Map.entry("stream-usage", List.of("true", "false")),
            Map.entry("proxy", List.of("a", "b")),
            Map.entry("ssl-bundle", List.of("a", "b")),
            Map.entry("user-agent", List.of("a", "b")),
            Map.entry("custom-headers", List.of("a", "b")),
            Map.entry("custom-query-params", List.of("a", "b")));

    @Test
    void withoutAnyPropertyAllIsLeftToCore() {
        assertThat(merged()).isEmpty();
    }

    @Test
    void everySettingComesFromTheRootUnlessTheGroupHasIt() {
        SAMPLES.forEach((name, values) -> {
            String property = property(name);
            Object root = merged(property + "=" + values.get(0)).get(name);
            Object group =
                    merged("chat-model." + property + "=" + values.get(1)).get(name);
            assertThat(root).as(name).isNotNull().isNotEqualTo(group);
            assertThat(group).as(name).isNotNull();
            assertThat(merged(property + "=" + values.get(0), "chat-model." + property + "=" + values.get(1))
                            .get(name))
                    .as(name)
                    .isEqualTo(group);
        });
    }

    private static String property(String name) {
        return switch (name) {
            case "custom-headers", "custom-query-params" -> name + ".a";
            case "proxy" -> "proxy.host";
            default -> name;
        };
    }

    @Test
    void everyPropertyOfTheConnectionIsInForce() {
        Set<String> names =
                new TreeSet<>(BoundTypes.properties(ConnectionProperties.class).keySet());
        names.remove("model-name"); // not all groups share it
        assertThat(SAMPLES.keySet()).containsAll(names);
    }

    @Test
    void whatStandsAtTheRootMayStandInAGroup() {
        Set<String> rootOnly = new TreeSet<>();
        for (Class<?> type : List.of(ConnectionProperties.class, Chat.class, MiniMaxProperties.class)) {
            rootOnly.addAll(BoundTypes.properties(type).keySet());
        }
        rootOnly.removeAll(BoundTypes.properties(ConnectionProperties.class).keySet());
        rootOnly.removeAll(BoundTypes.properties(Chat.class).keySet());
        assertThat(rootOnly)
                .containsExactlyInAnyOrder(
                        "metrics",
                        "health",
                        "token-plan",
                        "token-count-estimator",
                        "chat-model",
                        "streaming-chat-model",
                        "models",
                        "embedding-model",
                        "image-model",
                        "speech-model");
    }

    @Test
    void aProxyIsTakenAsAWhole() {
        assertThat(merged("proxy.host=a", "proxy.port=1", "chat-model.proxy.host=b")
                        .get("proxy"))
                .isEqualTo(new Proxy("b", null, null, null));
    }

    @Test
    void headersOfGroupAndRootAreJoinedAndTheGroupsWin() {
        assertThat(merged(
                                "custom-headers.a=1",
                                "custom-headers.b=2",
                                "chat-model.custom-headers.b=3",
                                "chat-model.custom-headers.c=4")
                        .get("custom-headers"))
                .isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
    }

    @Test
    void aHeaderOfTheGroupReplacesThatOfTheRootHoweverItIsWritten() {
        assertThat(merged("custom-headers.X-Tenant=1", "chat-model.custom-headers.x-tenant=2")
                        .get("custom-headers"))
                .isEqualTo(Map.of("x-tenant", "2"));
    }

    @Test
    void theAddressOfARegionGivesWayToABaseUrlOfTheSameLevelOnly() {
        assertThat(merged("region=china")).isEqualTo(Map.of("region", Region.CHINA));
        assertThat(merged("region=china", "base-url=http://own")).isEqualTo(Map.of("base-url", "http://own"));
        assertThat(merged("region=china", "chat-model.base-url=http://own"))
                .isEqualTo(Map.of("base-url", "http://own"));
        assertThat(merged("base-url=http://own", "chat-model.region=china")).isEqualTo(Map.of("region", Region.CHINA));
        assertThat(merged("base-url=http://own", "chat-model.region=china", "chat-model.base-url=http://group"))
                .isEqualTo(Map.of("base-url", "http://group"));
    }

    /** The parts win over the general timeout in core. */
    @Test
    void theGeneralTimeoutGivesWayToItsPartsOfTheSameLevelOnly() {
        assertThat(merged("timeout=5s")).isEqualTo(Map.of("timeout", Duration.ofSeconds(5)));
        assertThat(merged("timeout=5s", "idle-timeout=6s"))
                .isEqualTo(Map.of("timeout", Duration.ofSeconds(5), "idle-timeout", Duration.ofSeconds(6)));
        assertThat(merged("idle-timeout=6s", "first-byte-timeout=7s", "chat-model.timeout=5s"))
                .isEqualTo(Map.of("timeout", Duration.ofSeconds(5)));
    }
}
