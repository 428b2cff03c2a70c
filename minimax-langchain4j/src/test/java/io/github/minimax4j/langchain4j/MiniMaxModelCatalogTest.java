package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.Failures.causedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.catalog.ModelType;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class MiniMaxModelCatalogTest {
    private static MiniMaxModelCatalog.Builder catalog(MiniMaxServer server) {
        return TestModels.carried(MiniMaxModelCatalog.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl());
    }

    private static ModelDescription listed(MiniMaxServer server, String model) {
        server.enqueue(Reply.raw(200, "application/json", "{\"object\":\"list\",\"data\":[" + model + "]}"));
        try (MiniMaxModelCatalog catalog = catalog(server).build()) {
            return catalog.listModels().get(0);
        }
    }

    @Test
    void whatTheServerOffersComesInItsOrderJoinedWithWhatIsKnown(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3", "MiniMax-M2.7", "MiniMax-M9", "embo-01", "image-01"));
        List<ModelDescription> models;
        try (MiniMaxModelCatalog catalog = catalog(server).build()) {
            models = catalog.listModels();
            assertThat(catalog.provider()).isEqualTo(ModelProvider.OTHER);
        }
        assertThat(server.lastRequest().method() + " " + server.lastRequest().path())
                .isEqualTo("GET /v1/models");
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(models)
                .extracting(ModelDescription::name)
                .containsExactly("MiniMax-M3", "MiniMax-M2.7", "MiniMax-M9", "embo-01", "image-01");
        assertThat(models)
                .extracting(ModelDescription::type)
                .containsExactly(ModelType.CHAT, ModelType.CHAT, null, ModelType.EMBEDDING, ModelType.IMAGE_GENERATION);
        ModelDescription m3 = models.get(0);
        assertThat(m3.maxInputTokens()).isEqualTo(1_000_000);
        assertThat(m3.maxOutputTokens()).isEqualTo(524_288);
        assertThat(m3.description()).isEqualTo("Input: text, image, video. Input and output share the context window.");
        assertThat(m3.createdAt()).isEqualTo(Instant.ofEpochSecond(1780272000));
        assertThat(m3.owner()).isEqualTo("minimax");
        assertThat(m3.displayName()).isEqualTo("MiniMax-M3");
        assertThat(models.get(1).description())
                .isEqualTo("Input: text. Input and output share the context window."
                        + " Retirement at MiniMax: 2026-11-18.");
    }

    @Test
    void aModelThatIsNotKnownAppearsWithWhatTheServerTells(MiniMaxServer server) {
        ModelDescription model =
                listed(server, "{\"id\":\"MiniMax-M9\",\"created\":1900000000,\"owned_by\":\"minimax\"}");
        assertThat(model.name()).isEqualTo("MiniMax-M9");
        assertThat(model.provider()).isEqualTo(ModelProvider.OTHER);
        assertThat(model.createdAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
        assertThat(model.owner()).isEqualTo("minimax");
        assertThat(model.type()).isNull();
        assertThat(model.maxInputTokens()).isNull();
        assertThat(model.maxOutputTokens()).isNull();
        assertThat(model.description()).isNull();
    }

    @Test
    void aGatewaysOwnWordWins(MiniMaxServer server) {
        ModelDescription model = listed(server, """
                {"id":"minimax/minimax-m2.5:free","name":"MiniMax: M2.5","description":"For agents.","created":1770000000,
                 "context_length":196608,"top_provider":{"context_length":196608,"max_completion_tokens":65536}}""");
        assertThat(model.name()).isEqualTo("minimax/minimax-m2.5:free");
        assertThat(model.displayName()).isEqualTo("MiniMax: M2.5");
        assertThat(model.maxInputTokens()).isEqualTo(196_608);
        assertThat(model.maxOutputTokens()).isEqualTo(65_536);
        assertThat(model.type()).isEqualTo(ModelType.CHAT);
        assertThat(model.description())
                .isEqualTo("For agents. Input: text. Input and output share the context window."
                        + " Retirement at MiniMax: 2026-11-18.");
        assertThat(model.owner()).isNull();
    }

    @Test
    void anEngineThatServesASmallerWindowLimitsTheResponseToo(MiniMaxServer server) {
        ModelDescription model =
                listed(server, "{\"id\":\"MiniMaxAI/MiniMax-M2\",\"owned_by\":\"vllm\",\"max_model_len\":32768}");
        assertThat(model.maxInputTokens()).isEqualTo(32_768);
        assertThat(model.maxOutputTokens()).isEqualTo(32_768);
        assertThat(model.createdAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9000000000", "\"many\"", "null", "{}"})
    void aLimitThatIsNoneIsPassedOver(String limit, MiniMaxServer server) {
        ModelDescription model = listed(
                server,
                "{\"id\":\"MiniMax-M2\",\"context_length\":" + limit + ",\"top_provider\":{\"max_completion_tokens\":"
                        + limit + "},\"name\":" + (limit.startsWith("\"") ? "\" \"" : limit) + "}");
        assertThat(model.maxInputTokens()).isEqualTo(204_800);
        assertThat(model.maxOutputTokens()).isEqualTo(204_800);
        assertThat(model.displayName()).isEqualTo("MiniMax-M2");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1780272000000L, Long.MAX_VALUE})
    void aDateThatIsNoneIsPassedOver(long created, MiniMaxServer server) {
        assertThat(listed(server, "{\"id\":\"MiniMax-M2\",\"created\":" + created + "}")
                        .createdAt())
                .isNull();
    }

    @Test
    @Tag("B4")
    void failuresAreLangChain4jsWithOursAsTheirCause(MiniMaxServer server) {
        server.enqueue(Reply.error(1004, "login fail"));
        try (MiniMaxModelCatalog catalog = catalog(server).build()) {
            assertThatThrownBy(catalog::listModels)
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .is(causedByTheService());
        }
    }

    @Test
    void headersAreSent(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3"));
        try (MiniMaxModelCatalog catalog =
                catalog(server).customHeaders(Map.of("X-Team", "red")).build()) {
            catalog.listModels();
        }
        assertThat(server.lastRequest().header("X-Team")).isEqualTo("red");
    }

    @ParameterizedTest
    @CsvSource({
        "MiniMax-M3,MiniMax-M3",
        "minimax-m3,MiniMax-M3",
        "MiniMaxAI/MiniMax-M2.1,MiniMax-M2.1",
        "minimax/minimax-m2:free,MiniMax-M2",
        "MiniMax-M2.1-lightning,MiniMax-M2.1-lightning",
        "MiniMax-M9,",
        "'',"
    })
    void factsAreFoundByTheNamesThatServersUse(String name, String known) {
        assertThat(MiniMaxModelFacts.of(name).map(MiniMaxModelFacts::name).orElse(null))
                .isEqualTo(known);
    }

    /** Core has a table of its own, behind the warnings about fields without effect, which the page shows. */
    @ParameterizedTest
    @CsvSource({"2, MiniMax-M3.1-Flash", "3, MiniMax-M3", "4, MiniMax-M2.7"})
    void whatAModelSeesIsTheSameAsInTheTableOfFields(int column, String model) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/models.md")).stream()
                .filter(line -> line.startsWith("| an image or video |"))
                .findFirst()
                .orElseThrow();

        assertThat(MiniMaxModelFacts.of(model).orElseThrow().inputs().contains(ContentType.VIDEO))
                .isEqualTo(row.split("\\|", -1)[column].strip().equals("obeyed"));
    }

    @ParameterizedTest
    @EnumSource(MiniMaxChatModelName.class)
    void thereAreFactsForEachConstant(MiniMaxChatModelName name) {
        assertThat(name.facts().name()).isEqualTo(name.toString());
        assertThat(name.facts().type()).isEqualTo(ModelType.CHAT);
        assertThat(name.facts().contextWindow()).isPositive();
        assertThat(name.facts().inputs()).contains(ContentType.TEXT);
    }

    @Test
    void theTableHoldsWhatWasPublished() {
        assertThat(MiniMaxChatModelName.MINIMAX_M2_7_HIGHSPEED.facts())
                .isEqualTo(new MiniMaxModelFacts(
                        "MiniMax-M2.7-highspeed",
                        ModelType.CHAT,
                        204_800,
                        204_800,
                        java.util.Set.of(ContentType.TEXT),
                        LocalDate.of(2026, 11, 18)));
        assertThat(KnownModels.TABLE)
                .filteredOn(facts -> facts.retiresOn() != null)
                .extracting(MiniMaxModelFacts::name)
                .containsExactly("MiniMax-M2.7", "MiniMax-M2.7-highspeed", "MiniMax-M2.5", "MiniMax-M2.5-highspeed");
        assertThat(KnownModels.TABLE)
                .filteredOn(facts -> facts.inputs().contains(ContentType.VIDEO))
                .extracting(MiniMaxModelFacts::name)
                .containsExactly("MiniMax-M3.1-Flash", "MiniMax-M3.1-Flash-Preview", "MiniMax-M3");
    }

    @ParameterizedTest
    @EnumSource(MiniMaxChatModelName.class)
    void theJavadocOfAConstantNamesTheRetirementThatTheTableHolds(MiniMaxChatModelName name) throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/io/github/minimax4j/langchain4j/MiniMaxChatModelName.java"));
        String javadoc = Pattern.compile("/\\*\\* ([^\\n]*) \\*/\\n    " + name.name() + "\\(")
                .matcher(source)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        LocalDate retiresOn = name.facts().retiresOn();
        if (retiresOn == null) {
            assertThat(javadoc).doesNotContain("Retired");
        } else {
            assertThat(javadoc)
                    .startsWith("Retired at MiniMax on "
                            + retiresOn.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)));
        }
    }
}
