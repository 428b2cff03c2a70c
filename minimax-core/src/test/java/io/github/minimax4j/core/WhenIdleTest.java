package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that ends can wait for what runs. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class WhenIdleTest {

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = MiniMaxClient.builder().baseUrl(server.baseUrl()).build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aClientAtRestIsIdleAtOnce(MiniMaxServer server) throws Exception {
        assertThat(client.whenIdle()).isCompleted();
        server.when(request -> true, Reply.text("Hello."));
        client.chat(MiniMaxClientTest.REQUEST);
        client.chatAsync(MiniMaxClientTest.REQUEST).get(10, TimeUnit.SECONDS);
        assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aStreamRunsUntilItsLastCallbackHasReturned(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        client.stream(MiniMaxClientTest.REQUEST, new RecordingListener() {
            @Override
            public void onComplete(ChatCompletion completion) {
                inside.countDown();
                try {
                    mayReturn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        CompletableFuture<Void> idle = client.whenIdle();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(idle).isNotDone();
        mayReturn.countDown();
        assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void whatALastCallbackStartsIsWaitedForToo(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."), Reply.stall());
        CompletableFuture<StreamHandle> next = new CompletableFuture<>();
        client.stream(MiniMaxClientTest.REQUEST, new RecordingListener() {
            @Override
            public void onComplete(ChatCompletion completion) {
                next.complete(client.stream(MiniMaxClientTest.REQUEST, new RecordingListener()));
            }
        });
        CompletableFuture<Void> idle = client.whenIdle();
        server.takeRequest();
        server.takeRequest();
        assertThat(idle).isNotDone();
        next.join().cancel();
        assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void severalCallsAreAllWaitedFor(MiniMaxServer server) {
        server.when(request -> true, Reply.stall());
        CompletableFuture<ChatCompletion> first = client.chatAsync(MiniMaxClientTest.REQUEST);
        CompletableFuture<EmbeddingResult> second = client.embedAsync(EmbeddingsTest.REQUEST);
        CompletableFuture<Void> idle = client.whenIdle();
        first.cancel(true);
        assertThat(idle).isNotDone();
        second.cancel(true);
        assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(server.awaitOpenConnections(0, java.time.Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void failedCallsAndThoseEndedByClosingRunNoMore(MiniMaxServer server) {
        server.enqueue(Reply.error(1004, "no"), Reply.stall());
        RecordingListener failing = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, failing);
        failing.error();
        assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        client.stream(MiniMaxClientTest.REQUEST, new RecordingListener());
        CompletableFuture<Void> idle = client.whenIdle();
        assertThat(idle).isNotDone();
        client.close();
        assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).isInstanceOf(MiniMaxException.class);
        assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aStreamThatCouldNotBeStartedDoesNotRun() {
        assertThatThrownBy(() -> client.stream(MiniMaxClientTest.REQUEST, new RecordingListener() {
                    @Override
                    public void onStart(StreamHandle handle) {
                        throw new IllegalStateException("of the test");
                    }
                }))
                .hasMessage("of the test");
        assertThat(client.whenIdle()).isCompleted();
    }
}
