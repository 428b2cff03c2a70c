package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that completes a returned future has given up the call. */
@ExtendWith(MiniMaxServerExtension.class)
@Tag("B15")
class GivenUpFuturesTest {

    enum Way {
        CANCEL {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.cancel(true);
            }
        },
        OR_TIMEOUT {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.orTimeout(1, TimeUnit.MILLISECONDS);
            }
        },
        COMPLETE_ON_TIMEOUT {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
            }
        },
        COMPLETE_EXCEPTIONALLY {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.completeExceptionally(new IllegalStateException("no longer wanted"));
            }
        },
        COMPLETE {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.complete(null);
            }
        },
        OBTRUDE {
            @Override
            void giveUp(CompletableFuture<?> future) {
                future.obtrudeValue(null);
            }
        };

        abstract void giveUp(CompletableFuture<?> future);
    }

    private final RecordingCalls calls = new RecordingCalls();

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key-123")
                .retryTimeLimit(Duration.ofHours(2))
                .addCallListener(calls)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionCloses(Way way, MiniMaxServer server) {
        server.enqueue(Reply.stall());

        CompletableFuture<ChatCompletion> response = client.chatAsync(MiniMaxClientTest.REQUEST);
        server.takeRequest();
        way.giveUp(response);

        assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        assertThat(calls.events).containsExactly("cancel");
        assertThat(client.whenIdle()).succeedsWithin(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void theWaitForARetryEnds(Way way, MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.error(1002, "later").header("Retry-After", "3600"));

        CompletableFuture<ChatCompletion> response = client.chatAsync(MiniMaxClientTest.REQUEST);
        server.takeRequest();
        way.giveUp(response);

        assertThat(client.whenIdle()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(calls.events).endsWith("cancel");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void noFurtherBatchOfEmbeddingsIsSent(Way way, MiniMaxServer server) {
        Reply vectors = Reply.embeddings(text -> new float[] {1, 2});
        server.enqueue(vectors, Reply.stall(), vectors);

        CompletableFuture<EmbeddingResult> result = client.embedAsync(EmbeddingRequest.builder()
                .model("embo-01")
                .texts(List.of("one", "two", "three"))
                .maxBatchSize(1)
                .build());
        server.takeRequest();
        server.takeRequest();
        way.giveUp(result);

        assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        assertThat(client.whenIdle()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(server.requests()).hasSize(2);
        assertThat(calls.events).containsExactly("cancel");
    }
}
