/**
 * How requests get to the service: region, profile, options of a request, and the transport itself.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.transport.Region;
 *
 * public class InChina {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_CN_API_KEY")) // a key of the platform in China
 *                 .region(Region.CHINA)
 *                 .build()) {
 *             System.out.println(client.host() + ", profile " + client.profile());
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.transport;

import org.jspecify.annotations.NullMarked;
