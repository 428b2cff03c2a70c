package io.github.minimax4j.core.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an {@link EmbeddingRequest}.
 *
 * @param vectors     one for each text, in the order of the texts; {@code embo-01} makes 1536 numbers. The arrays are not copied
 * @param totalTokens tokens counted, summed over all requests that were sent; null if the service did not say for one of them
 * @param model       the model that answered, or null if the service did not say
 * @param traceId     the id that MiniMax's support asks for, of the last request that was sent, or null
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
