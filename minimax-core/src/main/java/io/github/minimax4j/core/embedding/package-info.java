/**
 * Embeddings: request and result.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.embedding.EmbeddingRequest;
 * import io.github.minimax4j.core.embedding.EmbeddingResult;
 *
 * public class Embed {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             EmbeddingResult result = client.embed(EmbeddingRequest.builder()
 *                     .model("embo-01")
 *                     .texts("The sea is salty.", "Bread needs yeast.")
 *                     .build());
 *             System.out.println(result.vectors().size() + " vectors");
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.embedding;

import org.jspecify.annotations.NullMarked;
