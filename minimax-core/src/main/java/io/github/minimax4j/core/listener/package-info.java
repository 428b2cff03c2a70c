/**
 * Listeners that are notified of calls and retries.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.chat.ChatCompletionRequest;
 * import io.github.minimax4j.core.chat.Message;
 * import io.github.minimax4j.core.error.MiniMaxException;
 * import io.github.minimax4j.core.listener.CallListener;
 *
 * public class CountFailures {
 *
 *     public static void main(String[] args) {
 *         CallListener.Factory failures = call -> new CallListener() {
 *             @Override
 *             public void onFailure(MiniMaxException error) {
 *                 System.out.println("Failed: " + error.kind());
 *             }
 *         };
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .addCallListener(failures)
 *                 .build()) {
 *             client.chat(ChatCompletionRequest.builder()
 *                     .model("MiniMax-M3")
 *                     .messages(Message.user("Why is the sea salty?"))
 *                     .build());
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.listener;

import org.jspecify.annotations.NullMarked;
