package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

/** The YAML and the tables of docs/gateways.md; its Java is tested in minimax-langchain4j. */
@Tag("Q42")
@Tag("once") // the page lies beside the starter, not beside each line of Boot
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class GatewaysPageTest {

    private static final Path PAGE = Path.of("../docs/gateways.md");

    private static final Pattern YAML = Pattern.compile("<!-- yaml: (\\w+) -->\\n```yaml\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern FIELD_TABLE =
            Pattern.compile("<!-- fields: (\\w+) -->\\n\\n(.*?)\\n\\n", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApplicationContextRunner configuredAs(String section) {
        String yaml = YAML.matcher(page())
                .results()
                .filter(block -> block.group(1).equals(section))
                .map(block -> block.group(2))
                .findFirst()
                .orElseThrow();
        return Contexts.unconfigured()
                .withPropertyValues("LLMPROVIDER_API_KEY=a-key", "METRIQUAL_API_KEY=a-key", "OPENROUTER_API_KEY=a-key")
                .withInitializer(context -> {
                    try {
                        new YamlPropertySourceLoader()
                                .load(section, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                                .forEach(context.getEnvironment().getPropertySources()::addLast);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of(
                        "llmprovider",
                        TargetProfile.GATEWAY,
                        Map.of(
                                "model",
                                "abab5.5-chat",
                                "max_tokens",
                                50,
                                "temperature",
                                0.7,
                                "top_p",
                                0.9,
                                "n",
                                1,
                                "stop",
                                List.of("END"),
                                "presence_penalty",
                                0.0,
                                "frequency_penalty",
                                0.0)),
                Arguments.of(
                        "metriqual",
                        TargetProfile.GATEWAY,
                        Map.of(
                                "model",
                                "MiniMax-M1",
                                "max_tokens",
                                500,
                                "temperature",
                                1.5,
                                "top_p",
                                1.0,
                                "stop",
                                List.of("###"),
                                "presence_penalty",
                                0.0,
                                "frequency_penalty",
                                0.0,
                                "response_format",
                                Map.of("type", "text"))),
                Arguments.of(
                        "engine",
                        TargetProfile.SELF_HOSTED,
                        Map.of("model", "MiniMaxAI/MiniMax-M2.7", "max_tokens", 4096, "top_k", 40)),
                Arguments.of(
                        "openrouter",
                        TargetProfile.GATEWAY,
                        Map.of(
                                "model",
                                "minimax/minimax-m2",
                                "max_tokens",
                                4096,
                                "provider",
                                Map.of("order", List.of("minimax")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sections")
    void theYamlAsksWithTheFieldsOfThePage(
            String section, TargetProfile profile, Map<String, Object> expected, MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").asGateway());
        // the test's server has a host of its own, so what follows from the host of the page is said
        configuredAs(section)
                .withPropertyValues(ROOT + "base-url=" + server.baseUrl(), ROOT + "profile=" + profile)
                .run(context -> {
                    assertThat(context.getBean(ChatModel.class).chat("Say hello."))
                            .isEqualTo("Hello.");
                    Map<String, Object> body = new HashMap<>(expected);
                    body.put("messages", List.of(Map.of("role", "user", "content", "Say hello.")));
                    assertThat(server.takeRequest().json()).isEqualTo(body);
                });
        configuredAs(section).run(context -> {
            String profileSet = context.getEnvironment().getProperty(ROOT + "profile");
            URI address = URI.create(context.getEnvironment().getRequiredProperty(ROOT + "base-url"));
            if (profileSet == null) {
                assertThat(TargetProfile.ofHost(address.getHost())).isEqualTo(profile);
            }
            assertThat(page()).contains(".baseUrl(\"" + address + "\")");
        });
    }

    @Test
    @Tag("B27")
    void aTemperatureThatTheFirstGatewayDoesNotTakeEndsTheStartByTheNameOfTheProperty() {
        configuredAs("llmprovider")
                .withPropertyValues(CHAT + "temperature=1.5")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(CHAT + "temperature ")
                        .hasStackTraceContaining("is 1.5: it must be from 0 to 1 for the gateway llmprovider.ai"));
    }

    @Test
    void theTablesOfTheGatewaysHaveEachFieldOfTheirPages() {
        List<MatchResult> tables = FIELD_TABLE.matcher(page()).results().toList();
        assertThat(tables).extracting(table -> table.group(1)).containsExactly("llmprovider", "metriqual");
        assertThat(firstColumn(tables.get(0).group(2))).isEqualTo(EveryRequestFieldCanBeSetTest.FIRST_GATEWAY);
        assertThat(firstColumn(tables.get(1).group(2)))
                .isEqualTo(EveryRequestFieldCanBeSetTest.SECOND_GATEWAY.stream()
                        .map(field -> field.replaceAll("\\..*", ""))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> firstColumn(String table) {
        return rows(table)
                .map(cells -> cells[1].replace("`", "").strip())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rows of tables of fields, whose third column has setters and whose fourth has properties. */
    private static Stream<String[]> rows(String text) {
        return text.lines().map(line -> line.split("\\|")).filter(cells -> cells.length == 6 && cells[1].contains("`"));
    }

    @Test
    void everySetterAndPropertyOfTheTablesExists() throws IOException {
        Set<String> setters = Arrays.stream(MiniMaxChatModelBuilder.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        Set<String> properties = MetadataTest.namesBelow(CHAT);
        List<String[]> rows = rows(page()).toList();
        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(cells -> {
            assertThat(setters).containsAll(code(cells[3]));
            assertThat(properties)
                    .containsAll(code(cells[4]).stream()
                            .map(property -> property.replaceAll("\\..*", ""))
                            .toList());
        });
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }
}
