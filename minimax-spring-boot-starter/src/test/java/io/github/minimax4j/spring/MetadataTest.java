package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an IDE shows of the properties: the files that Boot's annotation processors write, which a wrong build leaves out in silence. */
@Tag("B37")
class MetadataTest {

    static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Test
    void everyPropertyIsThereWithItsTypeAndADescription() throws IOException {
        Map<String, JsonNode> properties = properties();
        assertThat(properties.keySet()).isEqualTo(expectedNames());
        assertThat(properties.values()).allSatisfy(property -> {
            assertThat(property.path("type").asText()).isNotEmpty();
            assertThat(property.path("description").asText()).endsWith(".").hasSizeBetween(10, 140);
        });
    }

    @Test
    void everyGroupHasADescription() throws IOException {
        assertThat(read().path("groups"))
                .hasSizeGreaterThan(10)
                .allSatisfy(group -> assertThat(group.path("description").asText())
                        .as(group.toString())
                        .endsWith(".")
                        .hasSizeBetween(10, 140));
    }

    @Test
    void theDefaultsThatTheBuildersSetAreShown() throws IOException {
        Map<String, JsonNode> properties = properties();
        for (String prefix : new String[] {ROOT, CHAT, STREAMING}) {
            assertThat(properties.get(prefix + "enabled").path("defaultValue").asBoolean())
                    .isTrue();
            if (prefix.equals(ROOT)) {
                assertThat(properties
                                .get(prefix + "region")
                                .path("defaultValue")
                                .asText())
                        .isEqualTo("global");
                assertThat(properties
                                .get(prefix + "chat-path")
                                .path("defaultValue")
                                .asText())
                        .isEqualTo("/v1/chat/completions");
                assertThat(properties
                                .get(prefix + "connect-timeout")
                                .path("defaultValue")
                                .asText())
                        .isEqualTo("10s");
                assertThat(properties
                                .get(prefix + "timeout")
                                .path("defaultValue")
                                .asText())
                        .isEqualTo("5m");
            }
        }
    }

    @Test
    void modelNamesAreHintsAndNotACompleteList() throws IOException {
        Set<String> hinted = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (JsonNode hint : read().path("hints")) {
            String name = hint.path("name").asText();
            hinted.add(name);
            hint.path("providers").forEach(provider -> {
                if (provider.path("name").asText().equals("any")) {
                    open.add(name);
                }
            });
            hint.path("values")
                    .forEach(value ->
                            assertThat(value.path("value").isMissingNode()).isFalse());
        }
        for (String prefix : new String[] {ROOT, CHAT, STREAMING}) {
            assertThat(hinted).contains(prefix + "model-name", prefix + "base-url");
        }
        assertThat(open).isEqualTo(hinted);
        assertThat(hinted).contains(ROOT + "models.keys", ROOT + "reasoning-effort");
        hinted.remove(ROOT + "models.keys"); // the names of models
        assertThat(hinted).allSatisfy(name -> assertThat(expectedNames()).contains(name));
    }

    @Test
    void theConditionsOfTheAutoConfigurationAreIndexed() throws IOException {
        Properties index = new Properties();
        try (InputStream in = StarterFiles.open("META-INF/spring-autoconfigure-metadata.properties")) {
            index.load(in);
        }
        assertThat(index)
                .containsKeys(
                        MiniMaxAutoConfiguration.class.getName(),
                        AutoConfigurationClasses.CALLS.getName(),
                        AutoConfigurationClasses.CONTEXT.getName(),
                        AutoConfigurationClasses.METRICS.getName(),
                        AutoConfigurationClasses.ACTUATOR_HEALTH.getName(),
                        AutoConfigurationClasses.HEALTH.getName());
    }

    /** The properties by name. */
    static Map<String, JsonNode> properties() throws IOException {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        read().path("properties")
                .forEach(property -> properties.put(property.path("name").asText(), property));
        return properties;
    }

    /** The properties of a group, without its prefix; of nested ones the name of the nest. */
    static Set<String> namesBelow(String prefix) throws IOException {
        Set<String> names = new HashSet<>();
        for (String name : properties().keySet()) {
            if (name.startsWith(prefix)) {
                names.add(name.substring(prefix.length()).replaceAll("\\..*", ""));
            }
        }
        return names;
    }

    private static Set<String> expectedNames() {
        Set<String> names = new HashSet<>();
        addNames(ROOT, ConnectionProperties.class, names);
        addNames(ROOT, MiniMaxModelProperties.Chat.class, names);
        addNames(ROOT, MiniMaxProperties.class, names);
        addNames(ROOT, MiniMaxModelProperties.class, names);
        names.add("management.health.minimax.enabled"); // Spring Boot's name for it
        return names;
    }

    private static void addNames(String prefix, Class<?> type, Set<String> names) {
        BoundTypes.properties(type).forEach((name, property) -> {
            if (BoundTypes.isOurs(property)) {
                addNames(prefix + name + ".", BoundTypes.raw(property), names);
            } else {
                names.add(prefix + name);
            }
        });
    }

    private static JsonNode read() throws IOException {
        try (InputStream in = StarterFiles.open(METADATA)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
