package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

/** The models live and end with their application context. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class LifecycleTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    @Test
    void nothingConnectsAtStart(MiniMaxServer server) {
        Contexts.asking(server).run(context -> {
            assertThat(context).hasSingleBean(ChatModel.class).hasSingleBean(StreamingChatModel.class);
            assertThat(server.connectionCount()).isZero();
        });
    }

    @Test
    void theEndOfTheContextEndsRunningStreamsAndRefusesFurtherCalls(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello, this answer stops in the middle.").stallAfter(200));
        CompletableFuture<Throwable> error = new CompletableFuture<>();
        Queue<ChatModel> models = new ConcurrentLinkedQueue<>();
        Contexts.asking(server).run(context -> {
            models.add(context.getBean(ChatModel.class));
            context.getBean(StreamingChatModel.class).chat(HI, new StreamingChatResponseHandler() {
                @Override
                public void onCompleteResponse(ChatResponse response) {
                    error.complete(null);
                }

                @Override
                public void onError(Throwable reason) {
                    error.complete(reason);
                }
            });
            server.takeRequest();
        });
        assertThat(error.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
        assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> models.element().chat("Hi")).hasMessageContaining("closed");
    }

    /** Before JDK 21 an HTTP client cannot be closed: its idle connections go when it is no longer reachable. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void theEndOfTheContextClosesIdleConnections(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.asking(server).run(context -> {
            context.getBean(ChatModel.class).chat("Hi");
            Streams.ask(context.getBean(StreamingChatModel.class), HI);
            assertThat(server.openConnections()).isEqualTo(2);
        });
        assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void theEndOfOneContextLeavesAnotherAlone(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.asking(server).run(first -> {
            Contexts.asking(server)
                    .run(second -> second.getBean(ChatModel.class).chat("Hi"));
            assertThat(first.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
        });
    }

    @Test
    void twentyCallsOfEachKindRunAtOnce(MiniMaxServer server) {
        // each answer waits long enough for all calls to be on their way, if nothing holds them back
        server.when(any -> true, Reply.text("Hello.").delay(Duration.ofMillis(500)));
        Contexts.asking(server).run(context -> {
            long start = System.nanoTime();
            List<CompletableFuture<?>> calls = Stream.iterate(0, i -> i + 1)
                    .limit(20)
                    .<CompletableFuture<?>>flatMap(i -> Stream.of(
                            started(() -> context.getBean(ChatModel.class).chat(HI)),
                            started(() -> Streams.ask(context.getBean(StreamingChatModel.class), HI))))
                    .toList();
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            // one after the other they would take 20 seconds, five at a time 4
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(server.connectionCount()).isGreaterThanOrEqualTo(40);
        });
    }

    private static CompletableFuture<?> started(Runnable call) {
        CompletableFuture<?> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
