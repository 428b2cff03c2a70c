/**
 * Image generation: request and result.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.image.ImageRequest;
 *
 * public class Paint {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             System.out.println(client.generateImages(ImageRequest.builder()
 *                             .model("image-01")
 *                             .prompt("A lighthouse at dusk")
 *                             .build())
 *                     .urls());
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.image;

import org.jspecify.annotations.NullMarked;
