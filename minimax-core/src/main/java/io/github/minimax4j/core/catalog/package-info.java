/**
 * The models that the service lists.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.catalog.ModelDescription;
 *
 * public class ListModels {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             for (ModelDescription model : client.models()) {
 *                 System.out.println(model.id());
 *             }
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.catalog;

import org.jspecify.annotations.NullMarked;
