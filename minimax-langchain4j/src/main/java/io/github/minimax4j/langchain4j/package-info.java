/**
 * LangChain4j models for MiniMax. Start with {@link io.github.minimax4j.langchain4j.MiniMaxChatModel} or, for streamed responses,
 * {@link io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel}. There are also models for
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel embeddings} and
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxImageModel images}, for
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel speech}, and a
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxModelCatalog catalog of models}.
 *
 * <p>Numbers such as Q12 are those of the quirks of MiniMax's service in {@code docs/minimax-wire.md}, with the evidence for each.
 *
 * <pre>{@code
 * import io.github.minimax4j.langchain4j.MiniMaxChatModel;
 *
 * public class Hello {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxChatModel model = MiniMaxChatModel.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .modelName("MiniMax-M3")
 *                 .build()) {
 *             System.out.println(model.chat("Why is the sea salty?"));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Thinking</h2>
 * Thinking that arrives is in {@code AiMessage.thinking()} and {@code onPartialThinking}, unless {@code returnThinking(false)} is set. In the
 * form that MiniMax needs back, it is in the attributes of the message, see
 * {@link io.github.minimax4j.langchain4j.MiniMaxMessageAttributes}; they survive LangChain4j's serialization of messages. It is sent back to
 * MiniMax by default, to gateways and engines with {@code sendThinking(true)}.
 *
 * <h2>Errors</h2>
 * Failures are LangChain4j's exceptions, with a {@link io.github.minimax4j.core.error.MiniMaxException} as their cause. An account without
 * credit is a {@link io.github.minimax4j.langchain4j.MiniMaxQuotaExceededException}. Transient failures are retried up to twice, a stream only
 * before its first event.
 *
 * <h2>Timeouts</h2>
 * {@code timeout} limits the time until the first byte and between two chunks (5 minutes by default), {@code connectTimeout} that of
 * connecting (10 seconds), {@code callTimeout} the whole call (no limit by default).
 *
 * <h2>Threads</h2>
 * Models are thread-safe and meant to be shared. No thread waits while a server is silent. Handlers and subscribers are notified on virtual
 * threads from Java 21 on, else on daemon threads, or on {@code callbackExecutor}; one stream's events come one after the other.
 */
@NullMarked
package io.github.minimax4j.langchain4j;

import org.jspecify.annotations.NullMarked;
