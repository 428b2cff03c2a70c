package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that completes a future itself wants its call no more, however it does that. */
@ExtendWith(MiniMaxServerExtension.class)
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

    private final RecordingCalls heard = new RecordingCalls();

    private MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .addCallListener(heard);
    }

    private static EmbeddingRequest threeBatches() {
        return EmbeddingRequest.builder()
                .model("embo-01")
                .texts(List.of("1", "2", "3"))
                .maxBatchSize(1)
                .build();
    }

    static Stream<Arguments> everyCallAndWay() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Stream.concat(
                        Stream.of(Arguments.of(
                                "CHAT",
                                (Function<MiniMaxClient, CompletableFuture<?>>)
                                        client -> client.chatAsync(MiniMaxClientTest.REQUEST),
                                way)),
                        Arrays.stream(EndpointsTest.Asked.values())
                                .map(asked -> Arguments.of(
                                        asked.name(),
                                        (Function<MiniMaxClient, CompletableFuture<?>>)
                                                client -> asked.async.apply(client, null),
                                        way))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("everyCallAndWay")
    @Tag("B15")
    void closesTheConnectionAndIsACancelForListeners(
            String name, Function<MiniMaxClient, CompletableFuture<?>> call, Way way, MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (MiniMaxClient client = builder(server).build()) {
            CompletableFuture<?> future = call.apply(client);
            server.takeRequest();
            way.ending.accept(future);

            assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(future).isDone();
        }
        assertThat(heard.events).containsExactly("cancel");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void stopsRetries(Way way, MiniMaxServer server) {
        server.when(request -> true, Reply.error(1002, "later"));
        CompletableFuture<Retry> waiting = new CompletableFuture<>();
        try (MiniMaxClient client = builder(server)
                .maxRetries(3)
                .retryDelay(Duration.ofMinutes(1))
                .retryTimeLimit(Duration.ofHours(1))
                .addCallListener(call ->
                        new CallListener() { // hears of it after the other
                            @Override
                            public void onRetry(Retry retry) {
                                waiting.complete(retry);
                            }
                        })
                .build()) {
            CompletableFuture<ChatCompletion> future = client.chatAsync(MiniMaxClientTest.REQUEST);
            waiting.join();
            way.ending.accept(future);

            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(heard.events).containsExactly("retry 1 RATE_LIMIT", "cancel");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void stopsTheBatchesToCome(Way way, MiniMaxServer server) {
        Reply one = Reply.embeddings(text -> new float[] {1});
        server.enqueue(one, Reply.stall(), one);
        try (MiniMaxClient client = builder(server).build()) {
            CompletableFuture<EmbeddingResult> future = client.embedAsync(threeBatches());
            server.takeRequest();
            server.takeRequest();
            way.ending.accept(future);

            assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(server.requests()).hasSize(2);
        assertThat(heard.events).containsExactly("cancel");
    }

    @Test
    void afterTheAnswerChangesNothing(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).build()) {
            CompletableFuture<ChatCompletion> future = client.chatAsync(MiniMaxClientTest.REQUEST);
            assertThat(future).succeedsWithin(10, TimeUnit.SECONDS);
            future.obtrudeValue(null);
            future.cancel(true);

            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(heard.events).containsExactly("success");
    }

    @Test
    void ofADerivedFutureLeavesTheCallAlone(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").delay(Duration.ofMillis(200)));
        try (MiniMaxClient client = builder(server).build()) {
            CompletableFuture<ChatCompletion> future = client.chatAsync(MiniMaxClientTest.REQUEST);
            for (CompletableFuture<?> derived : List.of(
                    future.copy(),
                    future.thenApply(ChatCompletion::text),
                    future.minimalCompletionStage().toCompletableFuture())) {
                derived.cancel(true);
            }

            assertThat(future).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(heard.events).containsExactly("success");
    }
}
