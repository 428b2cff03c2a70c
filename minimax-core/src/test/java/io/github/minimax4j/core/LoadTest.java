package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many calls at once: each gets its own response, the client has few threads, and nothing is left afterwards. The size is set by the system
 * properties {@code load.streams} and {@code load.calls}; each stream takes a thread of the scripted server.
 */
@Timeout(300)
class LoadTest {

    private static final int STREAMS = Integer.getInteger("load.streams", 1_000);

    private static final int CALLS = Integer.getInteger("load.calls", 20_000);

    private static final int CALLERS = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // of clients of other tests
    private final Set<Thread> before = clientThreads();

    private final ExecutorService callbacks =
            Executors.newFixedThreadPool(4, task -> new Thread(task, "load-test-callback"));

    /** Counts its ends, and when the first event has come. */
    private static final class Stream implements ChatStreamListener {

        private final CountDownLatch begun;

        private final CountDownLatch ended;

        private final AtomicInteger ends = new AtomicInteger();

        private final StringBuilder text = new StringBuilder();

        private volatile Object end;

        Stream(CountDownLatch begun, CountDownLatch ended) {
            this.begun = begun;
            this.ended = ended;
        }

        @Override
        public void onText(String more) {
            if (text.isEmpty()) {
                begun.countDown();
            }
            text.append(more);
        }

        @Override
        public void onComplete(ChatCompletion completion) {
            end(text.toString().equals(completion.text()) ? completion.text() : "text: " + text);
        }

        @Override
        public void onError(MiniMaxException error) {
            end(error);
        }

        private void end(Object how) {
            end = how;
            ends.incrementAndGet();
            ended.countDown();
        }
    }

    @Test
    void manyStreamsAtOnceAllEndRight() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(STREAMS);
        CountDownLatch ended = new CountDownLatch(STREAMS);
        List<Stream> streams = new ArrayList<>();
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(
                    request -> true,
                    request -> Reply.text(textFor(request.lastUserText()))
                            .streamed(stream -> stream.chunkSize(10).pause(Duration.ofMillis(200))));
            try (MiniMaxClient client = client(server)) {
                for (int i = 0; i < STREAMS; i++) {
                    Stream stream = new Stream(begun, ended);
                    streams.add(stream);
                    client.stream(request("stream " + i), stream);
                }
                assertThat(begun.await(100, TimeUnit.SECONDS))
                        .as("all streams begin")
                        .isTrue();
                assertThat(ownThreads()).hasSizeLessThan(64);
                assertThat(ended.await(200, TimeUnit.SECONDS))
                        .as("all streams end")
                        .isTrue();
                assertThat(server.connectionCount()).isLessThanOrEqualTo(STREAMS);
            }
            assertThat(server.awaitOpenConnections(0, PATIENCE)).isTrue();
        } finally {
            callbacks.shutdown();
        }
        for (int i = 0; i < STREAMS; i++) {
            assertThat(streams.get(i).end).isEqualTo(textFor("stream " + i));
            assertThat(streams.get(i).ends).hasValue(1);
        }
        assertNoClientThreads();
    }

    @Test
    void manyCallsAtOnceLoseAndMixNothing() throws Exception {
        ConcurrentHashMap<String, String> responses = new ConcurrentHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, request -> Reply.text(textFor(request.lastUserText())));
            try (MiniMaxClient client = client(server)) {
                List<Future<?>> running = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    int first = caller;
                    running.add(callers.submit(() -> {
                        for (int i = first; i < CALLS; i += CALLERS) {
                            responses.put(
                                    "call " + i,
                                    client.chat(request("call " + i)).text());
                        }
                    }));
                }
                for (Future<?> each : running) {
                    each.get(200, TimeUnit.SECONDS);
                }
                assertThat(server.requests()).hasSize(CALLS);
                assertThat(server.connectionCount())
                        .as("connections are reused")
                        .isLessThanOrEqualTo(2 * CALLERS);
            }
            assertThat(server.awaitOpenConnections(0, PATIENCE)).isTrue();
        } finally {
            callers.shutdownNow();
            callbacks.shutdown();
        }
        assertThat(responses)
                .hasSize(CALLS)
                .allSatisfy((question, text) -> assertThat(text).isEqualTo(textFor(question)));
        assertNoClientThreads();
    }

    private MiniMaxClient client(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .maxRetries(0)
                .callbackExecutor(callbacks)
                .build();
    }

    private static ChatCompletionRequest request(String question) {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(Message.user(question))
                .build();
    }

    private static String textFor(String question) {
        return "This is the response to " + question + ", in several pieces, and to no other question.";
    }

    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("minimax-")
                        && !thread.getName().startsWith("minimax-server"))
                .collect(Collectors.toSet());
    }

    private Set<Thread> ownThreads() {
        Set<Thread> threads = clientThreads();
        threads.removeAll(before);
        return threads;
    }

    private void assertNoClientThreads() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Thread> left = ownThreads();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            left = ownThreads(); // asserted as it is: the client of an earlier class may start a thread for a moment
        }
        assertThat(left).as("threads of closed clients").isEmpty();
    }
}
