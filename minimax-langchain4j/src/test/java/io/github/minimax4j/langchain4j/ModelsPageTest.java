package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.TokenWindowChatMemory;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java of docs/models.md compiles, and is what the page shows. */
class ModelsPageTest {
    private static final Pattern SHOWN =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("^ *// region (\\w+)\\n(.*?)^ *// endregion\\n", Pattern.DOTALL | Pattern.MULTILINE);

    Object embeddings() {
        // region embeddings
        EmbeddingModel model = MiniMaxEmbeddingModel.builder()
                .apiKey(System.getenv("MINIMAX_API_KEY"))
                .modelName(MiniMaxEmbeddingModelName.EMBO_01)
                .build();

        Response<List<Embedding>> documents =
                model.embedAll(List.of(TextSegment.from("The sea is salty."), TextSegment.from("Bread needs yeast.")));

        EmbeddingResponse question = model.embed(EmbeddingRequest.builder()
                .input("Why is the sea salty?")
                .inputType(EmbeddingInputType.QUERY)
                .build());
        // endregion
        return List.of(documents, question);
    }

    static ContentRetriever retriever(EmbeddingModel model, EmbeddingStore<TextSegment> store) {
        // region retriever
        ContentRetriever retriever = EmbeddingStoreContentRetriever.builder()
                .embeddingModel(model)
                .embeddingStore(store)
                .embeddingInputType(EmbeddingInputType.QUERY)
                .build();
        // endregion
        return retriever;
    }

    @Test
    void theRetrieverOfThePageAsksAsAQuestionWhatWasStoredAsDocuments() {
        try (MiniMaxServer server = MiniMaxServer.start();
                MiniMaxEmbeddingModel model = MiniMaxEmbeddingModel.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .modelName("embo-01")
                        .build()) {
            server.when(
                    request -> true,
                    Reply.embeddings(text -> text.contains("sea") ? new float[] {1, 0} : new float[] {0, 1}));
            InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
            List<TextSegment> texts = List.of(TextSegment.from("The sea is salty."), TextSegment.from("Bread."));
            store.addAll(model.embedAll(texts).content(), texts);
            assertThat(server.lastRequest().at("type")).isEqualTo("db");

            assertThat(retriever(model, store)
                            .retrieve(Query.from("Why is the sea salty?"))
                            .get(0)
                            .textSegment())
                    .isEqualTo(texts.get(0));
            assertThat(server.lastRequest().at("type")).isEqualTo("query");
        }
    }

    Object images() {
        // region images
        ImageModel model = MiniMaxImageModel.builder()
                .apiKey(System.getenv("MINIMAX_API_KEY"))
                .modelName(MiniMaxImageModelName.IMAGE_01)
                .aspectRatio("16:9")
                .build();

        URI url = model.generate("A lighthouse at dusk").content().url(); // valid for 24 hours
        // endregion
        return url;
    }

    void catalog() {
        // region catalog
        ModelCatalog catalog = MiniMaxModelCatalog.builder()
                .apiKey(System.getenv("MINIMAX_API_KEY"))
                .build();

        for (ModelDescription model : catalog.listModels()) {
            System.out.println(model.name() + ": up to " + model.maxInputTokens() + " tokens. " + model.description());
        }
        // endregion
    }

    int counting(List<ToolSpecification> tools) {
        // region counting
        MiniMaxTokenCountEstimator estimator = MiniMaxTokenCountEstimator.builder()
                .apiKey(System.getenv("MINIMAX_API_KEY"))
                .modelName(MiniMaxChatModelName.MINIMAX_M3)
                .cacheSize(1_000)
                .build();

        ChatMemory memory = TokenWindowChatMemory.withMaxTokens(100_000, estimator);
        int tokens = estimator.estimateTokenCount(memory.messages(), tools);
        // endregion
        return tokens;
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
    void everySnippetOfThePageIsThatOfThisClass() throws IOException {
        String page = Files.readString(Path.of("../docs/models.md"));
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        assertThat(snippets(SHOWN, page)).isEqualTo(snippets(REGION, source)).hasSize(5);
        assertThat(page.split("```java", -1)).hasSize(snippets(SHOWN, page).size() + 1);
    }

    @Test
    void theDimensionsAndBatchSizeOfThePageAreThoseOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/models.md"));
        assertThat(page)
                .contains("| Dimensions | " + MiniMaxEmbeddingModelName.EMBO_01.dimension() + " for `embo-01`")
                .contains("| Batches | "
                        + new MiniMaxEmbeddingModelBuilder()
                                .modelName("m")
                                .template()
                                .maxBatchSize()
                        + " texts");
    }
}
