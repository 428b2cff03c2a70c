package io.github.minimax4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.examples.standin.StandIn;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.UrlResource;

/** What the README shows compiles, runs, and names things that exist. */
class ReadmeTest extends ReadmeSnippets {

    private static final Path ROOT = Path.of("..");

    private static final Pattern SHOWN =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern REGION =
            Pattern.compile("^ *// region (\\w+)\\n(.*?)^ *// endregion\\n", Pattern.DOTALL | Pattern.MULTILINE);

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> snippets(Pattern pattern, String text) {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent());
        }
        return snippets;
    }

    @Test
    void everyJavaSnippetIsThatOfTheSource() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java/io/github/minimax4j/examples", ReadmeSnippets.class.getSimpleName() + ".java"));
        String readme = readme();
        assertThat(snippets(SHOWN, readme)).isEqualTo(snippets(REGION, source)).hasSizeGreaterThan(5);
        // those of the newcomer's application are compiled by minimax-newcomer-test
        String ownHere = readme.replaceAll("<!-- newcomer: [^>]+ -->\\n```java", "");
        assertThat(ownHere.split("```java", -1)).hasSize(snippets(SHOWN, readme).size() + 1);
    }

    @Test
    void everyPropertyOfTheYamlSnippetExists() throws IOException {
        URL metadataFile = getClass()
                .getClassLoader()
                .resources("META-INF/spring-configuration-metadata.json")
                .filter(url -> url.toString().contains("minimax-spring-boot-starter"))
                .findFirst()
                .orElseThrow();
        String metadata = new UrlResource(metadataFile).getContentAsString(StandardCharsets.UTF_8);
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load("README", new ByteArrayResource(blocks("yaml").getBytes(StandardCharsets.UTF_8)));
        List<String> names = sources.stream()
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .toList();
        assertThat(names)
                .hasSizeGreaterThan(3)
                .allSatisfy(name -> assertThat(metadata)
                        .contains("\"" + name.replaceAll("custom-headers\\..*", "custom-headers") + "\""));
    }

    @Test
    void everyModuleNamedExistsWithTheVersionShown() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = pom.replaceAll("(?s).*?<artifactId>minimax-parent</artifactId>\\s*<version>([^<]+)<.*", "$1");
        Matcher artifact = Pattern.compile(
                        "<groupId>io.github.minimax4j</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)<")
                .matcher(blocks("xml"));
        int count = 0;
        for (; artifact.find(); count++) {
            assertThat(ROOT.resolve(artifact.group(1))).isDirectory();
            assertThat(artifact.group(2)).isEqualTo(version);
        }
        assertThat(count).isPositive();
    }

    @Test
    void theSnippetsAnswer() {
        try (MiniMaxServer server = StandIn.start(0, Duration.ZERO);
                MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("any")
                        .modelName("MiniMax-M3")
                        .build();
                MiniMaxStreamingChatModel streaming = MiniMaxStreamingChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("any")
                        .modelName("MiniMax-M3")
                        .build()) {
            assertThat(new Greeter(model).greet("Ann")).contains("Ann");
            try (MiniMaxChatModel other = throughOwnHttpClient(server.baseUrl(), "any")) {
                assertThat(new Greeter(other).greet("Bob")).contains("Bob");
            }
            assertThat(askAboutTheWeather(model)).contains("12 degrees and rain in Oslo");
            assertThat(readTrip(model)).isEqualTo(new Trip("Lisbon", "Oslo", "2027-05-12"));
            assertThat(thinking(model).thinking()).isNotBlank();
            ChatResponse streamed =
                    streaming(streaming).orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(streamed.aiMessage().text()).contains("Tell me a story.");
        }
    }
}
