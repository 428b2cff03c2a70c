package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream that this side holds back around its finish still brings, and when it ends. */
@Timeout(60)
class HeldBackStreamTest {

    // too large to be read together with what precedes it
    private static final String USAGE_AND_END = sse(
            "{\"padding\":\"" + "x".repeat(512 * 1024)
                    + "\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}",
            "[DONE]");

    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();

    private final CountDownLatch succeeded = new CountDownLatch(1);

    private final CallListener success = new CallListener() {
        @Override
        public void onSuccess(CallSummary summary) {
            succeeded.countDown();
        }
    };

    @AfterEach
    void stop() {
        callbacks.shutdownNow();
    }

    /** Pauses in its first text. */
    private static class PausingListener extends RecordingListener {
        final CountDownLatch paused = new CountDownLatch(1);

        @Override
        public void onText(String piece) {
            handle.pause();
            super.onText(piece);
            paused.countDown();
        }
    }

    private static RawServer server(String first, String then) {
        AtomicInteger connections = new AtomicInteger();
        return RawServer.start(socket -> {
            RawServer.readRequest(socket);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            if (connections.incrementAndGet() == 1) {
                write(socket, first);
                write(socket, then);
            } else {
                write(socket, sse(text("silence")));
                socket.getInputStream().read(); // until the client hangs up
            }
        });
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static MiniMaxClient client(RawServer server, Consumer<MiniMaxClientBuilder> settings) {
        MiniMaxClientBuilder builder = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .idleTimeout(Duration.ofMillis(300)); // the patience after the finish reason is no longer than that
        settings.accept(builder);
        return builder.build();
    }

    /** Returns when the limit has passed for a stream that was read all the time. */
    private static void awaitLimit(MiniMaxClient client) {
        RecordingListener clock = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, clock);
        assertThat(clock.error()).is(failed(ErrorKind.TIMEOUT));
    }

    @Test
    @Tag("B10")
    void aSlowListenerDoesNotLoseTheUsageThatFollowsTheFinishReason() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RecordingListener slow = new RecordingListener() {
            @Override
            public void onText(String piece) {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.onText(piece);
            }
        };
        // read in one piece with the finish reason, and more than wait for a listener before reading stops
        String texts = sse("{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}").repeat(300);
        try (RawServer server = server(texts + sse(finish("stop")), USAGE_AND_END);
                MiniMaxClient client = client(server, settings -> {})) {
            client.stream(MiniMaxClientTest.REQUEST, slow);
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            awaitLimit(client);
            awaitLimit(client);
            release.countDown();

            assertThat(slow.completion().usage()).isNotNull();
            assertThat(slow.completion().text()).hasSize(300);
        }
    }

    @Test
    @Tag("B10")
    void aStreamPausedAroundItsFinishKeepsItsUsageAndCompletesOnlyOnceResumed() throws Exception {
        PausingListener listener = new PausingListener();
        try (RawServer server = server(sse(text("a"), finish("stop")), USAGE_AND_END);
                MiniMaxClient client = client(server, settings -> {})) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.paused.await(10, TimeUnit.SECONDS)).isTrue();
            awaitLimit(client);
            awaitLimit(client);
            assertThat(listener.ends()).isZero();
            listener.handle.resume();

            assertThat(listener.completion().usage().totalTokens()).isEqualTo(7);
        }
    }

    @Test
    @Tag("B10")
    void patienceAfterTheFinishReasonCountsFromTheResumeOn() throws Exception {
        PausingListener listener = new PausingListener();
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawServer server = RawServer.start(socket -> {
                    RawServer.readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
                    write(socket, sse(text("a"), finish("stop")));
                    socket.getInputStream().read();
                    hungUp.countDown();
                });
                MiniMaxClient client = client(server, settings -> {})) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.paused.await(10, TimeUnit.SECONDS)).isTrue();
            listener.handle.resume();

            assertThat(listener.completion().text()).isEqualTo("a");
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Streams an answer that is read whole before the listener, which pauses in its first text, is let go on. */
    private PausingListener readWholeWhilePaused(MiniMaxClient client) throws Exception {
        PausingListener listener = new PausingListener() {
            @Override
            public void onText(String piece) {
                try {
                    succeeded.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.onText(piece);
            }
        };
        client.stream(MiniMaxClientTest.REQUEST, listener);
        assertThat(listener.paused.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            callbacks.submit(() -> {}).get(10, TimeUnit.SECONDS); // behind what is delivered now
        }
        return listener;
    }

    private RawServer wholeAnswer() {
        return server(sse(text("a"), text("b"), finish("stop"), "[DONE]"), "");
    }

    private MiniMaxClient follow(RawServer server) {
        return client(server, settings -> settings.callbackExecutor(callbacks).addCallListener(call -> success));
    }

    @Test
    void aPausedStreamDeliversWhatWasReadAndCompletesOnlyOnceResumed() throws Exception {
        try (RawServer server = wholeAnswer();
                MiniMaxClient client = follow(server)) {
            PausingListener listener = readWholeWhilePaused(client);
            CompletableFuture<Void> idle = client.whenIdle();
            assertThat(listener.events).containsExactly("text:a", "text:b");
            assertThat(idle).isNotDone();
            listener.handle.resume();

            assertThat(listener.completion().text()).isEqualTo("ab");
            assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void pausingAndResumingManyTimesCompletesAStreamOnce() throws Exception {
        try (RawServer server = wholeAnswer();
                MiniMaxClient client = follow(server)) {
            PausingListener listener = readWholeWhilePaused(client);
            for (int i = 0; i < 1000; i++) {
                listener.handle.resume();
                listener.handle.pause();
            }
            listener.handle.resume();

            listener.completion();
            callbacks.submit(() -> {}).get(10, TimeUnit.SECONDS);
            assertThat(listener.ends()).isEqualTo(1);
        }
    }

    @Test
    void cancellingAPausedStreamThatWasReadWholeIsFollowedBySilence() throws Exception {
        try (RawServer server = wholeAnswer();
                MiniMaxClient client = follow(server)) {
            PausingListener listener = readWholeWhilePaused(client);
            listener.handle.cancel();
            listener.handle.resume();

            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
            callbacks.submit(() -> {}).get(10, TimeUnit.SECONDS);
            assertThat(listener.ends()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingTheClientEndsAPausedStream(boolean readWhole) throws Exception {
        try (RawServer server = readWhole ? wholeAnswer() : server(sse(text("a")), USAGE_AND_END)) {
            PausingListener listener;
            CompletableFuture<Void> idle;
            try (MiniMaxClient client = follow(server)) {
                if (readWhole) {
                    listener = readWholeWhilePaused(client);
                } else {
                    listener = new PausingListener();
                    client.stream(MiniMaxClientTest.REQUEST, listener);
                    assertThat(listener.paused.await(10, TimeUnit.SECONDS)).isTrue();
                }
                idle = client.whenIdle();
            }
            if (readWhole) {
                assertThat(listener.completion().text()).isEqualTo("ab");
            } else {
                assertThat(listener.error()).is(failed(ErrorKind.CANCELLED));
            }
            assertThat(idle).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }
}
