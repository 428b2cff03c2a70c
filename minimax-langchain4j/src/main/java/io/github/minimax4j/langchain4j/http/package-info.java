/**
 * The bridge to LangChain4j's HTTP clients: {@link io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport}. The builders of models use it
 * through {@code httpClientBuilder}.
 *
 * <pre>{@code
 * import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
 * import io.github.minimax4j.langchain4j.MiniMaxChatModel;
 *
 * public class OwnHttpClient {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxChatModel model = MiniMaxChatModel.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .modelName("MiniMax-M3")
 *                 .httpClientBuilder(new JdkHttpClientBuilder())
 *                 .build()) {
 *             System.out.println(model.chat("Why is the sea salty?"));
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.langchain4j.http;

import org.jspecify.annotations.NullMarked;
