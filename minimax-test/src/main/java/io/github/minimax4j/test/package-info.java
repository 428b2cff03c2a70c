/**
 * A MiniMax server for tests and demos: real HTTP on a loopback port, scripted responses.
 *
 * <p>Start with {@link io.github.minimax4j.test.MiniMaxServer} and {@link io.github.minimax4j.test.Reply}. It needs only the JDK.
 * {@link io.github.minimax4j.test.MiniMaxServerExtension} also needs JUnit 5, and Spring is needed for
 * {@link io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer}.
 *
 * <pre>{@code
 * import static org.junit.jupiter.api.Assertions.assertEquals;
 *
 * import io.github.minimax4j.langchain4j.MiniMaxChatModel;
 * import io.github.minimax4j.test.MiniMaxServer;
 * import io.github.minimax4j.test.MiniMaxServerExtension;
 * import io.github.minimax4j.test.Reply;
 * import org.junit.jupiter.api.Test;
 * import org.junit.jupiter.api.extension.ExtendWith;
 *
 * @ExtendWith(MiniMaxServerExtension.class)
 * class GreeterTest {
 *
 *     @Test
 *     void greets(MiniMaxServer server) {
 *         server.enqueue(Reply.thinking("Be kind.").text("Hello Ann."));
 *         try (MiniMaxChatModel model = MiniMaxChatModel.builder()
 *                 .baseUrl(server.baseUrl())
 *                 .apiKey("any")
 *                 .modelName("MiniMax-M3")
 *                 .build()) {
 *             assertEquals("Hello Ann.", model.chat("I am Ann."));
 *             assertEquals("I am Ann.", server.lastRequest().lastUserText());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Threads</h2>
 * A server is thread-safe. It has a thread for each connection, which {@code close()} ends.
 */
@NullMarked
package io.github.minimax4j.test;

import org.jspecify.annotations.NullMarked;
