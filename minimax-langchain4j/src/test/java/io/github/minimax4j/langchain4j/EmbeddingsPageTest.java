package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/embeddings-and-images.md says of embeddings. */
class EmbeddingsPageTest {
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

            ContentRetriever retriever = EmbeddingStoreContentRetriever.builder()
                    .embeddingModel(model)
                    .embeddingStore(store)
                    .embeddingInputType(EmbeddingInputType.QUERY)
                    .build();
            assertThat(retriever
                            .retrieve(Query.from("Why is the sea salty?"))
                            .get(0)
                            .textSegment())
                    .isEqualTo(texts.get(0));
            assertThat(server.lastRequest().at("type")).isEqualTo("query");
        }
    }

    @Test
    void theDimensionsAndBatchSizeOfThePageAreThoseOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/embeddings-and-images.md"));
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
