/**
 * The exception that a failed call throws, and its kinds.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.chat.ChatCompletionRequest;
 * import io.github.minimax4j.core.chat.Message;
 * import io.github.minimax4j.core.error.ErrorKind;
 * import io.github.minimax4j.core.error.MiniMaxException;
 *
 * public class HandleErrors {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             client.chat(ChatCompletionRequest.builder()
 *                     .model("MiniMax-M3")
 *                     .messages(Message.user("Why is the sea salty?"))
 *                     .build());
 *         } catch (MiniMaxException e) {
 *             if (e.kind() == ErrorKind.QUOTA_EXCEEDED) {
 *                 System.out.println("No credit left; renewed at " + e.quotaResetsAt());
 *             } else {
 *                 System.out.println(e.kind() + ", code " + e.code() + ", trace id " + e.traceId());
 *             }
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.error;

import org.jspecify.annotations.NullMarked;
