package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for people who read shows the properties that IDEs show. */
class PropertiesPageTest {

    @Test
    void theTableShowsEveryPropertyWithItsPlaceValuesAndDescription() throws IOException, ClassNotFoundException {
        String page = Files.readString(Path.of("../docs/spring-boot.md"));
        String table =
                page.substring(page.indexOf("| Property |")).split("\n\n", 2)[0].strip();
        assertThat(table).isEqualTo(expectedTable());
    }

    private static String expectedTable() throws IOException, ClassNotFoundException {
        Map<String, JsonNode> properties = MetadataTest.properties();
        Map<String, String> rows = new TreeMap<>();
        for (String name : properties.keySet()) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            JsonNode property = properties.getOrDefault(ROOT + last, properties.get(CHAT + last));
            assertThat(properties).containsKeys(CHAT + last, STREAMING + last);
            rows.put(
                    last,
                    "| `" + last + "` | "
                            + (properties.containsKey(ROOT + last) ? "root, group" : "group") + " | "
                            + values(property.path("type").asText()) + " | "
                            + property.path("defaultValue").asText("") + " | "
                            + property.path("description").asText() + " |");
        }
        return "| Property | Where | Value | Default | |\n|---|---|---|---|---|\n" + String.join("\n", rows.values());
    }

    private static String values(String type) throws ClassNotFoundException {
        return switch (type) {
            case "java.lang.String" -> "text";
            case "java.lang.Boolean" -> "true, false";
            case "java.lang.Integer", "java.lang.Long" -> "whole number";
            case "java.lang.Double" -> "number";
            case "java.time.Duration" -> "duration";
            case "java.util.List<java.lang.String>" -> "list of texts";
            case "java.util.Map<java.lang.String,java.lang.String>" -> "texts by name";
            case "java.util.Map<java.lang.String,java.lang.Object>" -> "values by name";
            default -> constants(Class.forName(type.replaceAll(".*<(.*)>", "$1")));
        };
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
