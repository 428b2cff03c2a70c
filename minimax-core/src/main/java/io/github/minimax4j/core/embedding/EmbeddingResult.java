package io.github.minimax4j.core.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an {@link EmbeddingRequest}.
 *
 * @param vectors     one for each text, in the order of the texts; {@code embo-01} returns 1536 numbers. The arrays are not copied
 * @param totalTokens tokens counted, summed over all requests that were sent; null if the service sent no count for one of them
 * @param model       the model that responded, or null if the service did not name it
 * @param traceId     the id to give to MiniMax's support, of the last request that was sent, or null
 */
public record EmbeddingResult(
        List<float[]> vectors,
        @Nullable Long totalTokens,
        @Nullable String model,
        @Nullable String traceId) {

    public EmbeddingResult {
        vectors = List.copyOf(vectors);
    }
}
