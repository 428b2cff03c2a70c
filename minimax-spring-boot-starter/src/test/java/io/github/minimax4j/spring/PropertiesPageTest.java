package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.SPEECH;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/**
 * The page for people who read shows the properties that IDEs show. With {@code -Ddocs.update=true} the test writes the tables instead
 * of comparing them.
 */
@Tag("once") // the page lies beside the starter, not beside each line of Boot
class PropertiesPageTest {

    private static final Path PAGE = Path.of("../docs/spring-boot.md");

    private static final String BEGIN = "<!-- properties: written by PropertiesPageTest -->\n";

    private static final String END = "<!-- end of properties -->";

    @Test
    void theTablesShowEveryPropertyWithItsPlaceValuesAndDescription() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String expected = tables();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(expected);
        }
    }

    private static String tables() throws IOException {
        Map<String, JsonNode> properties = MetadataTest.properties();
        StringBuilder text = new StringBuilder();

        text.append("\n### For all models\n\nAt `")
                .append(ROOT)
                .append("`, and in the groups of the models named.\n\n");
        text.append("| Property | Also in the group of | Value | Default | |\n|---|---|---|---|---|\n");
        Set<String> shared = new TreeSet<>();
        Set<String> ofChat = new TreeSet<>();
        for (String name : new TreeSet<>(properties.keySet())) {
            if (!name.startsWith(ROOT)
                    || Stream.of(CHAT, STREAMING, EMBEDDING, IMAGE, SPEECH).anyMatch(name::startsWith)) {
                continue;
            }
            String property = name.substring(ROOT.length());
            assertThat(properties.containsKey(CHAT + property)).isEqualTo(properties.containsKey(STREAMING + property));
            if (isOfChat(property)) {
                ofChat.add(property);
                continue;
            }
            boolean inAll = properties.containsKey(EMBEDDING + property) && properties.containsKey(IMAGE + property);
            text.append(row(property, inAll ? "each" : "", properties.get(name)));
            shared.add(property);
        }

        text.append("\n### For chat models\n\nAt `")
                .append(ROOT)
                .append("` for all of them, and in `")
                .append(CHAT)
                .append("`, `")
                .append(STREAMING)
                .append("` and `")
                .append(ROOT)
                .append("models.<name>.`.\n\n| Property | Value | Default | |\n|---|---|---|---|\n");
        ofChat.forEach(property -> text.append(row(property, null, properties.get(ROOT + property))));
        text.append("\n### For the embedding model\n\nIn `").append(EMBEDDING).append("`.\n\n");
        shared.remove("enabled"); // means something else here
        shared.remove("model-name");
        group(text, EMBEDDING, properties, shared);
        text.append("\n### For the image model\n\nIn `").append(IMAGE).append("`.\n\n");
        group(text, IMAGE, properties, shared);
        text.append("\n### For the text-to-speech model\n\nIn `").append(SPEECH).append("`.\n\n");
        group(text, SPEECH, properties, shared);

        text.append("\n### Of Spring Boot's\n\n| Property | Value | Default | |\n|---|---|---|---|\n");
        for (String name : new TreeSet<>(properties.keySet())) {
            if (!name.startsWith(ROOT)) {
                text.append(row(name, null, properties.get(name)));
            }
        }
        return text.append('\n').toString();
    }

    private static boolean isOfChat(String property) {
        String first = property.replaceAll("\\..*", "");
        return BoundTypes.properties(Chat.class).containsKey(first) && !first.equals("enabled");
    }

    private static void group(
            StringBuilder text, String prefix, Map<String, JsonNode> properties, Set<String> alreadyShown) {
        text.append("| Property | Value | Default | |\n|---|---|---|---|\n");
        for (String name : new TreeSet<>(properties.keySet())) {
            String property = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (!property.isEmpty() && !alreadyShown.contains(property)) {
                text.append(row(property, null, properties.get(name)));
            }
        }
    }

    private static String row(String name, @Nullable String place, JsonNode property) {
        return "| `" + name + "` | "
                + (place == null ? "" : place + " | ")
                + values(property.path("type").asText()) + " | "
                + property.path("defaultValue").asText("") + " | "
                + property.path("description").asText() + " |\n";
    }

    private static String values(String type) {
        return switch (type) {
            case "java.lang.String" -> "text";
            case "java.lang.Boolean" -> "true, false";
            case "java.lang.Integer", "java.lang.Long" -> "whole number";
            case "java.lang.Double" -> "number";
            case "java.time.Duration" -> "duration";
            case "org.springframework.util.unit.DataSize" -> "data size";
            // JDKs after 25 know a further one, which core does not promise
            case "java.net.http.HttpClient$Version" -> "http-1-1, http-2";
            case "java.util.List<java.lang.String>" -> "list of texts";
            case "java.util.Map<java.lang.String,java.lang.String>" -> "texts by name";
            case "java.util.Map<java.lang.String,java.lang.Object>" -> "values by name";
            case "java.util.Map<java.lang.String,io.github.minimax4j.spring.properties.MiniMaxModelProperties$Chat>",
                    "java.util.Map<java.lang.String,io.github.minimax4j.spring.properties.ConnectionProperties>" ->
                "properties of a chat model, by name";
            default -> constants(ClassUtils.resolveClassName(type.replaceAll(".*<(.*)>", "$1"), null));
        };
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
