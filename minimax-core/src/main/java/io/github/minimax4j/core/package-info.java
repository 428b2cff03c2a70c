/**
 * A client of MiniMax without any framework: {@link io.github.minimax4j.core.MiniMaxClient} and its builder. Numbers such as Q12 are those of
 * the quirks of MiniMax's service in {@code docs/minimax-wire.md}, with the evidence for each.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.chat.ChatCompletion;
 * import io.github.minimax4j.core.chat.ChatCompletionRequest;
 * import io.github.minimax4j.core.chat.Message;
 *
 * public class Hello {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             ChatCompletion completion = client.chat(ChatCompletionRequest.builder()
 *                     .model("MiniMax-M3")
 *                     .messages(Message.user("Why is the sea salty?"))
 *                     .build());
 *             System.out.println(completion.text());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Thinking</h2>
 * Thinking that arrives is in {@code ChatCompletion.thinking()}, whatever form the server sends it in; the text contains none.
 * MiniMax's models need it back in later turns: {@code ChatCompletion.toMessage()} contains it as it came.
 *
 * <h2>Errors</h2>
 * Every failure is a {@link io.github.minimax4j.core.error.MiniMaxException}, with the kind of the failure, MiniMax's code and trace id.
 * Transient failures are retried up to twice, a stream only before its first event. Invalid arguments are an
 * {@code IllegalArgumentException} before any request.
 *
 * <h2>Timeouts</h2>
 * There are four: for connecting (10 seconds), for the first byte and for the time between two chunks (5 minutes each), and for the whole
 * call (none by default).
 *
 * <h2>Threads</h2>
 * A client is thread-safe and meant to be shared. No thread waits while a server is silent. Listeners and futures are notified on virtual
 * threads from Java 21 on, else on daemon threads, or on the executor that the builder was given; the events of one stream come one after
 * the other.
 */
@NullMarked
package io.github.minimax4j.core;

import org.jspecify.annotations.NullMarked;
