package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.TargetProfile;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
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

    @Test
    void withoutAnyPropertyAllIsLeftToCore() {
        assertThat(merged())
                .usingRecursiveComparison()
                .isEqualTo(new ConnectionSettings(
                        null, null, null, null, null, null, null, null, null, null, null, null, Map.of()));
    }

    @Test
    void everySettingComesFromTheRootUnlessTheGroupHasIt() {
        String[] root = {
            "api-key=root",
            "base-url=http://root",
            "chat-path=/root",
            "profile=gateway",
            "model-name=root",
            "connect-timeout=1s",
            "first-byte-timeout=2s",
            "idle-timeout=3s",
            "call-timeout=4s",
            "max-retries=5",
            "log-requests=true",
            "log-responses=true",
            "custom-headers.a=root"
        };
        assertThat(merged(root))
                .isEqualTo(new ConnectionSettings(
                        "root",
                        "http://root",
                        "/root",
                        TargetProfile.GATEWAY,
                        "root",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        5,
                        true,
                        true,
                        Map.of("a", "root")));
        String[] group = Stream.of(root)
                .map(property ->
                        "chat-model." + property.replace("root", "group").replace("gateway", "minimax"))
                .map(property -> property.replaceAll("=([1-4])s$", "=1$1s")
                        .replace("=5", "=6")
                        .replace("=true", "=false"))
                .toArray(String[]::new);
        ConnectionSettings both =
                merged(Stream.concat(Stream.of(root), Stream.of(group)).toArray(String[]::new));
        assertThat(both)
                .isEqualTo(new ConnectionSettings(
                        "group",
                        "http://group",
                        "/group",
                        TargetProfile.MINIMAX,
                        "group",
                        Duration.ofSeconds(11),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(14),
                        6,
                        false,
                        false,
                        Map.of("a", "group")));
    }

    @Test
    void everySharedPropertyHasAPlaceInTheMerge() {
        Set<String> group = names(MiniMaxModelProperties.class);
        Set<String> shared =
                names(MiniMaxProperties.class).stream().filter(group::contains).collect(Collectors.toSet());
        shared.removeAll(Set.of(
                "enabled", "region", "timeout")); // no values of their own: the condition, an address, two limits
        Set<String> merged = names(ConnectionSettings.class);
        assertThat(merged.remove("headers")).isTrue();
        merged.add("customHeaders");
        assertThat(merged).isEqualTo(shared);
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
