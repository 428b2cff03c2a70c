package io.github.minimax4j.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.RelevanceScore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneEmbeddingStoreTest {

    private static final int DIMENSIONS = 1536; // of embo-01

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private Embedding embedding() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return Embedding.from(vector);
    }

    private static EmbeddingSearchRequest nearest(Embedding query, int results, double minScore) {
        return EmbeddingSearchRequest.builder()
                .queryEmbedding(query)
                .maxResults(results)
                .minScore(minScore)
                .build();
    }

    @Test
    void theNearestAreFoundAmongMany() throws IOException {
        List<Embedding> embeddings =
                IntStream.range(0, 300).mapToObj(i -> embedding()).toList();
        List<TextSegment> segments = IntStream.range(0, 300)
                .mapToObj(i -> TextSegment.from("text " + i))
                .toList();
        try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
            store.addAll(embeddings, segments);
            List<EmbeddingMatch<TextSegment>> matches =
                    store.search(nearest(embeddings.get(42), 3, 0)).matches();
            assertThat(matches).hasSize(3);
            assertThat(matches.get(0).embedded().text()).isEqualTo("text 42");
            assertThat(matches.get(0).score()).isCloseTo(1, Offset.offset(0.001));
            int second = Integer.parseInt(matches.get(1).embedded().text().substring(5));
            double cosine = CosineSimilarity.between(embeddings.get(42), embeddings.get(second));
            assertThat(matches.get(1).score())
                    .isCloseTo(RelevanceScore.fromCosineSimilarity(cosine), Offset.offset(0.001));
            assertThat(store.search(nearest(embeddings.get(42), 3, 0.9)).matches())
                    .hasSize(1);
        }
    }

    @Test
    void whatWasStoredIsThereAfterARestartWithItsMetadata() throws IOException {
        Embedding embedding = embedding();
        String id;
        try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
            id = store.add(embedding, TextSegment.from("Bicycles", Metadata.from(Map.of("page", "7"))));
            assertThatThrownBy(() -> LuceneEmbeddingStore.open(folder)).isInstanceOf(IOException.class);
        }
        try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
            assertThat(store.size()).isEqualTo(1);
            EmbeddingMatch<TextSegment> match =
                    store.search(nearest(embedding, 5, 0)).matches().get(0);
            assertThat(match.embeddingId()).isEqualTo(id);
            assertThat(match.embedded().text()).isEqualTo("Bicycles");
            assertThat(match.embedded().metadata().getString("page")).isEqualTo("7");
        }
    }

    @Test
    void anIdThatIsStoredAgainIsReplacedAndAllCanBeRemoved() throws IOException {
        try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
            Embedding second = embedding();
            store.add("a", embedding());
            store.add("a", second);
            assertThat(store.search(nearest(second, 5, 0)).matches())
                    .singleElement()
                    .satisfies(match -> assertThat(match.embedded()).isNull());
            store.removeAll();
            assertThat(store.search(nearest(second, 5, 0)).matches()).isEmpty();
        }
    }

    @Test
    void filtersAreRefused() throws IOException {
        try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
            EmbeddingSearchRequest filtered = EmbeddingSearchRequest.builder()
                    .queryEmbedding(embedding())
                    .filter(MetadataFilterBuilder.metadataKey("page").isEqualTo("7"))
                    .build();
            assertThatThrownBy(() -> store.search(filtered)).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
