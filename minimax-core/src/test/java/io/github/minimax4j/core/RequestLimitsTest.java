package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client's own limits: who waits, for how long, and that every end gives the place to the next. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class RequestLimitsTest {

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .retryDelay(Duration.ofNanos(1));
    }

    private static MiniMaxClientBuilder one(MiniMaxServer server) {
        return builder(server).maxConcurrentRequests(1);
    }

    private static ChatCompletionRequest request(String text) {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(Message.user(text))
                .build();
    }

    /** Responds to the first request after {@link #release}, to all others at once. */
    private void holdTheFirst(MiniMaxServer server) {
        AtomicBoolean first = new AtomicBoolean(true);
        server.when(request -> true, request -> {
            if (first.getAndSet(false)) {
                hold();
            }
            return Reply.text(request.lastUserText());
        });
    }

    private void hold() {
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(MiniMaxServer server) {
        return server.requests().stream().map(RecordedRequest::lastUserText).toList();
    }

    @Test
    void callsAboveTheLimitWaitWithoutAThreadAndFollowInOrder(MiniMaxServer server) {
        holdTheFirst(server);
        try (MiniMaxClient client = one(server).build()) {
            CompletableFuture<ChatCompletion> first = client.chatAsync(request("0"));
            server.takeRequest();
            long before = threads();
            List<CompletableFuture<ChatCompletion>> others = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                others.add(client.chatAsync(request(String.valueOf(i))));
            }
            assertThat(threads()).isLessThan(before + 10);
            assertThat(others).noneMatch(CompletableFuture::isDone);
            assertThat(server.requests()).hasSize(1);

            release.countDown();

            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
            assertThat(first.join().text()).isEqualTo("0");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i <= 50; i++) {
                expected.add(String.valueOf(i));
            }
            assertThat(texts(server)).isEqualTo(expected);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("minimax-callback")
                        || thread.getName().startsWith("minimax-timer")
                        || thread.getName().startsWith("minimax-http"))
                .count();
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsIsNeverSent(MiniMaxServer server) {
        holdTheFirst(server);
        try (MiniMaxClient client = one(server).build()) {
            CompletableFuture<ChatCompletion> first = client.chatAsync(request("0"));
            CompletableFuture<ChatCompletion> second = client.chatAsync(request("1"));
            RecordingListener stream = new RecordingListener();
            client.stream(request("2"), stream).cancel();
            CompletableFuture<ChatCompletion> last = client.chatAsync(request("3"));
            second.cancel(true);
            release.countDown();

            first.join();
            last.join();
            client.whenIdle().join();
            assertThat(texts(server)).containsExactly("0", "3");
            assertThat(stream.events).isEmpty();
        }
    }

    @Test
    void closingTheClientEndsWhatWaits(MiniMaxServer server) {
        holdTheFirst(server);
        MiniMaxClient client = one(server).build();
        CompletableFuture<ChatCompletion> first = client.chatAsync(request("0"));
        server.takeRequest();
        CompletableFuture<ChatCompletion> second = client.chatAsync(request("1"));
        RecordingListener stream = new RecordingListener();
        client.stream(request("2"), stream);

        client.close();

        for (CompletableFuture<ChatCompletion> call : List.of(first, second)) {
            assertThat(catchThrowableOfType(CompletionException.class, call::join))
                    .cause()
                    .isInstanceOfSatisfying(
                            MiniMaxException.class,
                            error -> assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED));
        }
        assertThat(stream.error().kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(texts(server)).containsExactly("0");
        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.chat(request("3")))
                        .kind())
                .isEqualTo(ErrorKind.CANCELLED);
    }

    @Test
    void aCallThatWaitsTooLongFailsWithTheNamesOfTheSettings(MiniMaxServer server) {
        holdTheFirst(server);
        try (MiniMaxClient client =
                one(server).queueTimeout(Duration.ofMillis(50)).build()) {
            CompletableFuture<ChatCompletion> first = client.chatAsync(request("0"));

            MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.chat(request("1")));

            assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
            assertThat(error)
                    .hasMessageContaining("not sent")
                    .hasMessageContaining("queueTimeout, 50 ms")
                    .hasMessageContaining("maxConcurrentRequests, 1");
            release.countDown();
            first.join();
            assertThat(client.chat(request("2")).text()).isEqualTo("2");
            assertThat(texts(server)).containsExactly("0", "2");
        }
    }

    @Test
    void theTimeoutOfTheCallIncludesTheTimeInTheQueue(MiniMaxServer server) {
        server.when(request -> true, request -> Reply.text("Hello."));
        try (MiniMaxClient client = builder(server)
                .maxRequestsPerMinute(1)
                .callTimeout(Duration.ofSeconds(1))
                .build()) {
            client.chat(request("0"));

            MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.chat(request("1")));

            assertThat(error.kind()).isEqualTo(ErrorKind.TIMEOUT);
            assertThat(error).hasMessageContaining("callTimeout").hasMessageContaining("maxRequestsPerMinute, 1");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aStreamKeepsItsPlaceUntilItsEnd(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Once upon a time").streamed(stream -> stream).stallAfterEvents(2));
        server.when(request -> true, request -> Reply.text("Hello."));
        try (MiniMaxClient client = one(server).build()) {
            RecordingListener stream = new RecordingListener();
            client.stream(request("0"), stream);
            assertThat(stream.awaitFirstEvent()).isTrue();
            CompletableFuture<ChatCompletion> second = client.chatAsync(request("1"));
            assertThat(second).isNotDone();
            assertThat(server.requests()).hasSize(1);

            stream.handle.cancel();

            assertThat(second.join().text()).isEqualTo("Hello.");
            RecordingListener whole = new RecordingListener();
            client.stream(request("2"), whole);
            whole.completion();
            assertThat(client.chat(request("3")).text()).isEqualTo("Hello.");
        }
    }

    @Test
    void everyKindOfEndGivesThePlaceBack(MiniMaxServer server) {
        try (MiniMaxClient client = one(server)
                .maxRetries(0)
                .firstByteTimeout(Duration.ofMillis(300))
                .build()) {
            server.enqueue(
                    Reply.error(2013, "no"), Reply.disconnect(), Reply.stall(), Reply.raw(200, "text/html", "?"));
            for (int i = 0; i < 4; i++) {
                assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.chat(request("0"))))
                        .isNotNull();
            }
            server.when(request -> true, request -> Reply.text("Hello."));
            RecordingListener failing = new RecordingListener() {
                @Override
                public void onText(String text) {
                    throw new IllegalStateException("planned");
                }
            };
            client.stream(request("1"), failing);
            assertThat(failing.error().kind()).isEqualTo(ErrorKind.CALLBACK_FAILED);
            assertThat(client.chat(request("2")).text()).isEqualTo("Hello.");
        }
    }

    @Test
    void aRetryCountsAsARequest(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"));
        // the clock stands still, so no minute passes
        try (MiniMaxClient client = builder(server)
                .maxRequestsPerMinute(1)
                .queueTimeout(Duration.ofMillis(20))
                .chance(() -> 0, () -> 0, Clock.systemUTC())
                .build()) {
            MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.chat(request("0")));

            assertThat(error).hasMessageContaining("maxRequestsPerMinute, 1");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRetryWaitsForItsTurnWithoutHoldingAPlace(MiniMaxServer server) {
        server.enqueue(Reply.error(1000, "later"));
        server.when(request -> true, request -> Reply.text(request.lastUserText()));
        try (MiniMaxClient client = one(server).build()) {
            CompletableFuture<ChatCompletion> first = client.chatAsync(request("0"));
            CompletableFuture<ChatCompletion> second = client.chatAsync(request("1"));

            assertThat(first.join().text()).isEqualTo("0");
            assertThat(second.join().text()).isEqualTo("1");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void theReportedUsageReplacesTheEstimate(MiniMaxServer server) {
        server.when(request -> true, request -> Reply.text("Hi.").usage(5, 5));
        ChatCompletionRequest request =
                request("Hi").toBuilder().maxCompletionTokens(900).build();
        try (MiniMaxClient client = builder(server)
                .maxTokensPerMinute(1000)
                .queueTimeout(Duration.ofMillis(20))
                .chance(() -> 0, () -> 0, Clock.systemUTC())
                .build()) {
            for (int i = 0; i < 9; i++) { // 10 tokens each, though 900 are expected
                client.chat(request);
            }
            ChatCompletionRequest longer = request("x".repeat(400)).toBuilder()
                    .maxCompletionTokens(900)
                    .build();
            assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.chat(longer)))
                    .hasMessageContaining("maxTokensPerMinute, 1000");
        }
        assertThat(server.requests()).hasSize(9);
    }

    @Test
    void aLimitOutOfItsRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().maxConcurrentRequests(0).build())
                .withMessageContaining("maxConcurrentRequests is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().maxRequestsPerMinute(-1).build())
                .withMessageContaining("maxRequestsPerMinute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().maxTokensPerMinute(0).build())
                .withMessageContaining("maxTokensPerMinute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().queueTimeout(Duration.ZERO).build())
                .withMessageContaining("queueTimeout");
    }

    private static MiniMaxClientBuilder valid() {
        return MiniMaxClient.builder().apiKey("k");
    }
}
