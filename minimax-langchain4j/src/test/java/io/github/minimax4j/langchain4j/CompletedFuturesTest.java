package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that completes a future itself wants its call no more, however it does that and whether listeners are set or not. */
@ExtendWith(MiniMaxServerExtension.class)
@Tag("langchain4j-1.20")
@Timeout(60)
class CompletedFuturesTest {
    enum Way {
        CANCEL(future -> future.cancel(true)),
        COMPLETE(future -> future.complete(null)),
        COMPLETE_EXCEPTIONALLY(future -> future.completeExceptionally(new IllegalStateException("of the test"))),
        OR_TIMEOUT(future -> future.orTimeout(1, TimeUnit.MILLISECONDS)),
        COMPLETE_ON_TIMEOUT(future -> future.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)),
        OBTRUDE_VALUE(future -> future.obtrudeValue(null)),
        OBTRUDE_EXCEPTION(future -> future.obtrudeException(new IllegalStateException("of the test")));

        final Consumer<CompletableFuture<?>> ending;

        Way(Consumer<CompletableFuture<?>> ending) {
            this.ending = ending;
        }
    }

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final CountDownLatch retried = new CountDownLatch(1);

    private final CallListener recorder = new CallListener() {
        @Override
        public void onRetry(io.github.minimax4j.core.listener.CallListener.Retry retry) {
            retried.countDown();
        }

        @Override
        public void onSuccess(io.github.minimax4j.core.listener.CallListener.CallSummary summary) {
            heard.add("success");
        }

        @Override
        public void onFailure(io.github.minimax4j.core.error.MiniMaxException error) {
            heard.add("failure");
        }

        @Override
        public void onCancel() {
            heard.add("cancel");
        }
    };

    private MiniMaxChatModelBuilder chat(MiniMaxServer server) {
        return TestModels.chat(server).addCallListener(call -> recorder);
    }

    private MiniMaxEmbeddingModelBuilder embedding(MiniMaxServer server) {
        return TestModels.carried(MiniMaxEmbeddingModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .modelName("embo-01")
                .maxSegmentsPerBatch(1)
                .addCallListener(call -> recorder);
    }

    private static EmbeddingRequest texts(String... texts) {
        return EmbeddingRequest.builder().inputs(texts).build();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void closesTheConnectionOfAChat(Way way, MiniMaxServer server) {
        server.when(request -> true, Reply.stall());
        try (MiniMaxChatModel plain = chat(server).build();
                MiniMaxChatModel heeded =
                        chat(server).listeners(new ChatModelListener() {}).build()) {
            for (MiniMaxChatModel model : List.of(plain, heeded)) {
                List<CompletableFuture<?>> futures = List.of(
                        model.chatAsync(TestModels.ask("Hi")),
                        model.chatAsync("Hi"),
                        model.chatAsync(UserMessage.from("Hi")));
                futures.forEach(future -> server.takeRequest()); // they arrive in any order
                futures.forEach(way.ending);
            }
            assertThat(server.awaitOpenConnections(0, TestModels.PATIENCE)).isTrue();
        }
        assertHeard("cancel", "cancel", "cancel", "cancel", "cancel", "cancel");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void stopsTheBatchesToCome(Way way, MiniMaxServer server) {
        Reply one = Reply.embeddings(text -> new float[] {1});
        server.enqueue(one, Reply.stall(), one, Reply.stall());
        try (MiniMaxEmbeddingModel plain = embedding(server).build();
                MiniMaxEmbeddingModel heeded = embedding(server)
                        .listeners(new EmbeddingModelListener() {})
                        .build()) {
            for (MiniMaxEmbeddingModel model : List.of(plain, heeded)) {
                CompletableFuture<?> future = model.embedAsync(texts("1", "2", "3"));
                server.takeRequest();
                server.takeRequest();
                way.ending.accept(future);
                assertThat(server.awaitOpenConnections(0, TestModels.PATIENCE)).isTrue();
            }
        }
        assertThat(server.requests()).hasSize(4);
        assertHeard("cancel", "cancel");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void stopsRetries(Way way, MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.error(1002, "later"));
        CountDownLatch cancelled = new CountDownLatch(1);
        try (MiniMaxChatModel model = chat(server)
                .addCallListener(call -> new CallListener() {
                    @Override
                    public void onCancel() {
                        cancelled.countDown();
                    }
                })
                .retryDelay(Duration.ofMinutes(1))
                .retryTimeLimit(Duration.ofHours(1))
                .build()) {
            CompletableFuture<?> future = model.chatAsync(TestModels.ask("Hi"));
            assertThat(retried.await(10, TimeUnit.SECONDS)).isTrue();
            way.ending.accept(future);
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.requests()).hasSize(1);
        assertHeard("cancel");
    }

    @Test
    void ofADerivedFutureLeavesTheCallAlone(MiniMaxServer server) {
        Duration someTime = Duration.ofMillis(200);
        server.enqueue(
                Reply.text("Hello.").delay(someTime),
                Reply.embeddings(text -> new float[] {1}).delay(someTime));
        try (MiniMaxChatModel model = chat(server).build();
                MiniMaxEmbeddingModel embedding = embedding(server).build()) {
            List<Supplier<CompletableFuture<?>>> calls =
                    List.of(() -> model.chatAsync(TestModels.ask("Hi")), () -> embedding.embedAsync(texts("1")));
            for (Supplier<CompletableFuture<?>> call : calls) {
                CompletableFuture<?> future = call.get();
                future.copy().cancel(true);
                future.thenApply(Object::toString).completeExceptionally(new IllegalStateException("of the test"));
                assertThat(future).succeedsWithin(10, TimeUnit.SECONDS);
            }
        }
        assertHeard("success", "success");
    }

    /** A listener may hear of the end a moment later than the server. */
    private void assertHeard(String... events) {
        long deadline = System.nanoTime() + TestModels.PATIENCE.toNanos();
        while (heard.size() < events.length && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(heard).containsExactly(events);
    }
}
