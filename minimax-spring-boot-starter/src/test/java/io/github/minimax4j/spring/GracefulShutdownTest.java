package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

/** An application that ends lets its running answers end first. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class GracefulShutdownTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    private static ApplicationContextRunner ending(MiniMaxServer server, String timeout) {
        return Contexts.asking(server)
                .withConfiguration(
                        AutoConfigurations.of(LifecycleAutoConfiguration.class, AutoConfigurationClasses.CALLS))
                .withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=" + timeout);
    }

    @Test
    void aRunningStreamEndsWell(MiniMaxServer server) {
        server.enqueue(
                Reply.text("Hello, this goes on while the application ends.").trickle(200, Duration.ofMillis(50)));
        CompletableFuture<String> answer = new CompletableFuture<>();
        ending(server, "20s").run(context -> {
            Streams.ask(
                    context.getBean(StreamingChatModel.class),
                    HI,
                    response -> answer.complete(response.aiMessage().text()),
                    answer::completeExceptionally);
            server.takeRequest();
        });
        // the context is closed
        assertThat(answer).isCompletedWithValue("Hello, this goes on while the application ends.");
    }

    @Test
    void soDoesWhatFollowsFromIt(MiniMaxServer server) {
        server.enqueue(Reply.text("One.").delay(Duration.ofMillis(200)), Reply.text("Two."));
        CompletableFuture<String> second = new CompletableFuture<>();
        ending(server, "20s").run(context -> {
            StreamingChatModel model = context.getBean(StreamingChatModel.class);
            Streams.ask(
                    model,
                    HI,
                    first -> Streams.ask(
                            model,
                            HI,
                            response -> second.complete(response.aiMessage().text()),
                            second::completeExceptionally),
                    second::completeExceptionally);
            server.takeRequest();
        });
        assertThat(second).isCompletedWithValue("Two.");
    }

    @Test
    void aStreamThatDoesNotEndIsEndedAfterTheTimeForIt(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello, this stops in the middle.").stallAfterEvents(3));
        CompletableFuture<Throwable> error = new CompletableFuture<>();
        Queue<ChatModel> models = new ConcurrentLinkedQueue<>();
        long[] closing = new long[1];
        ending(server, "500ms").run(context -> {
            models.add(context.getBean(ChatModel.class));
            Streams.ask(
                    context.getBean(StreamingChatModel.class), HI, response -> error.complete(null), error::complete);
            server.takeRequest();
            closing[0] = System.nanoTime();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - closing[0]))
                .isBetween(Duration.ofMillis(450), Duration.ofSeconds(10));
        assertThat(error.orTimeout(10, TimeUnit.SECONDS).join()).hasMessageContaining("closed");
        assertThatThrownBy(() -> models.element().chat("Hi")).hasMessageContaining("closed");
    }

    @Test
    void anApplicationAtRestEndsAtOnce(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        long[] closing = new long[1];
        ending(server, "20s").run(context -> {
            ChatResponse answer = Streams.ask(context.getBean(StreamingChatModel.class), HI);
            assertThat(answer.aiMessage().text()).isEqualTo("Hello.");
            closing[0] = System.nanoTime();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void runningWebRequestsEndBeforeAndTheServerAfter(MiniMaxServer scripted) {
        int requests = SmartLifecycle.DEFAULT_PHASE - 1024;
        int server = SmartLifecycle.DEFAULT_PHASE - 2048;
        // the higher phase is stopped first
        ending(scripted, "20s")
                .run(context -> assertThat(context.getBean("minimaxGracefulShutdown", SmartLifecycle.class)
                                .getPhase())
                        .isBetween(server + 1, requests - 1));
    }
}
