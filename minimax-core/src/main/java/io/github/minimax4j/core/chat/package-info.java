/**
 * Chat completions: requests and their builder, messages, tools, completions, and streams.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.chat.ChatCompletion;
 * import io.github.minimax4j.core.chat.ChatCompletionRequest;
 * import io.github.minimax4j.core.chat.ChatStreamListener;
 * import io.github.minimax4j.core.chat.Message;
 * import io.github.minimax4j.core.error.MiniMaxException;
 * import java.util.concurrent.CompletableFuture;
 *
 * public class StreamChat {
 *
 *     public static void main(String[] args) {
 *         CompletableFuture<ChatCompletion> done = new CompletableFuture<>();
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             client.stream(
 *                     ChatCompletionRequest.builder()
 *                             .model("MiniMax-M3")
 *                             .messages(Message.user("Why is the sea salty?"))
 *                             .build(),
 *                     new ChatStreamListener() {
 *                         @Override
 *                         public void onText(String text) {
 *                             System.out.print(text);
 *                         }
 *
 *                         @Override
 *                         public void onComplete(ChatCompletion completion) {
 *                             done.complete(completion);
 *                         }
 *
 *                         @Override
 *                         public void onError(MiniMaxException error) {
 *                             done.completeExceptionally(error);
 *                         }
 *                     });
 *             done.join();
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.chat;

import org.jspecify.annotations.NullMarked;
