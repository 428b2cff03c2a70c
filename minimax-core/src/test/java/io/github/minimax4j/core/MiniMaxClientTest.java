package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.causedBy;
import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.refusedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
public class MiniMaxClientTest {

    public static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("MiniMax-M3")
            .messages(Message.user("Hi"))
            .build();

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = builder(server).build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key");
    }

    @Test
    @Tag("B1")
    void anAnswerHasItsThinkingApartFromItsText(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").thinking("A greeting.").usage(10, 5, 4, 3));

        ChatCompletion answer = client.chat(REQUEST);

        assertThat(answer.text()).isEqualTo("Hello.");
        assertThat(answer.thinking()).isEqualTo("A greeting.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage()).isEqualTo(new Usage(10, 5, 15, 4, null, 3));
        assertThat(answer.traceId()).isNotNull().isEqualTo(answer.id());
    }

    @Test
    @Tag("B1")
    void aStreamTellsThinkingThenTextThenItsEnd(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.").thinking("A greeting.").usage(10, 5));
        RecordingListener listener = new RecordingListener();

        client.stream(REQUEST, listener);

        ChatCompletion answer = listener.completion();
        assertThat(listener.joined())
                .containsExactly("thinking:A greeting.", "text:Hello there.", "usage:15", "complete");
        assertThat(answer.text()).isEqualTo("Hello there.");
        assertThat(answer.thinking()).isEqualTo("A greeting.");
        assertThat(listener.events.size()).as("it came in pieces").isGreaterThan(4);
    }

    @Test
    void callbacksRunNeitherOnTheCallersThreadNorOnTheHttpClients(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there."));
        RecordingListener listener = new RecordingListener();

        client.stream(REQUEST, listener);

        listener.completion();
        assertThat(listener.threads)
                .doesNotContain(Thread.currentThread())
                .noneMatch(thread -> thread.getName().startsWith("minimax-http"));
    }

    @Test
    @Tag("B34")
    void aRequestIsPlainHttp11WithABodyAndNoUpgrade(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));

        client.chat(REQUEST);

        RecordedRequest request = server.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.header("Upgrade")).isNull();
        assertThat(request.header("HTTP2-Settings")).isNull();
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(request.body())
                .isEqualTo("{\"model\":\"MiniMax-M3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"reasoning_split\":true}");
    }

    @Test
    void aStreamAsksForItsUsage(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        RecordingListener listener = new RecordingListener();

        client.stream(REQUEST, listener);

        listener.completion();
        assertThat(server.lastRequest().at("stream")).isEqualTo(true);
        assertThat(server.lastRequest().at("stream_options.include_usage")).isEqualTo(true);
    }

    @Test
    void anAsynchronousAnswerComesWithoutAWaitingThread(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        AtomicReference<Thread> continuation = new AtomicReference<>();

        CompletableFuture<ChatCompletion> answer = client.chatAsync(REQUEST);
        answer.thenAccept(ignored -> continuation.set(Thread.currentThread())).get(10, TimeUnit.SECONDS);

        assertThat(answer.get().text()).isEqualTo("Hello.");
    }

    @Test
    void cancellingTheFutureClosesTheConnection(MiniMaxServer server) {
        server.enqueue(Reply.stall());

        CompletableFuture<ChatCompletion> answer = client.chatAsync(REQUEST);
        server.takeRequest();
        answer.cancel(true);

        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        assertThat(answer).isCancelled();
    }

    @Test
    @Tag("B15")
    void cancellingAStreamFromItsFirstEventClosesTheConnectionAndSilencesIt(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("word ".repeat(50))
                .streamed(stream ->
                        stream.chunkSize(5).pause(Duration.ofMillis(5)).endless()));
        CountDownLatch cancelled = new CountDownLatch(1);
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                super.onText(text);
                handle.cancel();
                cancelled.countDown();
            }
        };

        client.stream(REQUEST, listener);

        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        assertThat(listener.handle.isCancelled()).isTrue();
        assertThat(listener.events).hasSize(1);
    }

    @Test
    @Tag("B15")
    void cancellingBeforeTheFirstByteClosesTheConnection(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        RecordingListener listener = new RecordingListener();

        StreamHandle handle = client.stream(REQUEST, listener);
        server.takeRequest();
        handle.cancel();

        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        assertThat(listener.events).isEmpty();
    }

    @Test
    @Tag("B15")
    void aStreamThatIsCancelledAsItStartsSendsNothing(MiniMaxServer server) {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onStart(StreamHandle handle) {
                handle.cancel();
            }
        };

        StreamHandle handle = client.stream(REQUEST, listener);

        assertThat(handle.isCancelled()).isTrue();
        assertThat(server.requests()).isEmpty();
        assertThat(listener.events).isEmpty();
    }

    @Test
    void anInterruptedCallerGetsItsFlagBackAndTheConnectionIsClosed(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.stall());
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                client.chat(REQUEST);
                flag.complete(false);
            } catch (MiniMaxException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            } catch (Throwable e) {
                flag.completeExceptionally(e);
            }
        });
        caller.start();
        server.takeRequest();

        caller.interrupt();

        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void closingTheClientEndsAWaitingCallAndARunningStream(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.stall(), Reply.text("word ".repeat(50)).stallAfterEvents(3));
        CompletableFuture<ChatCompletion> answer = client.chatAsync(REQUEST);
        server.takeRequest();
        RecordingListener listener = new RecordingListener();
        client.stream(REQUEST, listener);
        assertThat(listener.awaitFirstEvent()).isTrue();

        client.close();

        assertThat(listener.error()).is(failed(ErrorKind.CANCELLED));
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .is(causedBy(failed(ErrorKind.CANCELLED)));
        assertThatThrownBy(() -> client.chat(REQUEST)).is(failed(ErrorKind.CANCELLED));
        assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void headersOfARequestWinOverThoseOfTheClient(MiniMaxServer server) {
        server.enqueue(Reply.text("a"));
        try (MiniMaxClient own = builder(server)
                .customHeaders(Map.of("X-Team", "one", "X-App", "desk"))
                .build()) {
            own.withOptions(new RequestOptions(Map.of("x-team", "two"), "other-key"))
                    .chat(REQUEST);
        }
        RecordedRequest request = server.lastRequest();
        assertThat(
                        request.headers().get("X-Team") == null
                                ? request.headers().get("x-team")
                                : request.headers().get("X-Team"))
                .isEqualTo(List.of("two"));
        assertThat(request.header("X-App")).isEqualTo("desk");
        assertThat(request.header("Authorization")).isEqualTo("Bearer other-key");
    }

    @Test
    void withoutAKeyNoAuthorizationIsSent(MiniMaxServer server) {
        server.enqueue(Reply.text("a"));
        try (MiniMaxClient own =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            own.chat(REQUEST);
        }
        assertThat(server.lastRequest().header("Authorization")).isNull();
        assertThat(server.lastRequest().has("reasoning_split")).isFalse();
    }

    @Test
    void connectionsAreUsedAgain(MiniMaxServer server) {
        for (int i = 0; i < 5; i++) {
            server.enqueue(Reply.text("Hello."));
            client.chat(REQUEST);
            server.enqueue(Reply.text("Hello."));
            RecordingListener listener = new RecordingListener();
            client.stream(REQUEST, listener);
            listener.completion();
            assertThat(server.awaitOpenConnections(1, Duration.ofSeconds(5))).isTrue();
        }
        assertThat(server.connectionCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void anErrorLeavesTheConnectionFitForTheNextCall(MiniMaxServer server) {
        for (int i = 0; i < 30; i++) {
            server.enqueue(Reply.error(2049, "invalid api key"), Reply.error(2013, "bad"), Reply.text("Hello."));
            assertThatThrownBy(() -> client.chat(REQUEST)).is(refusedByTheService());
            RecordingListener listener = new RecordingListener();
            client.stream(REQUEST, listener);
            assertThat(listener.error()).is(refusedByTheService());
            assertThat(client.chat(REQUEST).text()).isEqualTo("Hello.");
        }
        assertThat(server.connectionCount()).isLessThan(5);
    }

    @Test
    @Tag("B32")
    void chineseAndEmojiSurviveATrickleOfSingleBytes(MiniMaxServer server) {
        server.enqueue(Reply.text("海水为什么是咸的？🌊👩‍🚀").thinking("想一想 🤔").trickle(1, Duration.ZERO));
        RecordingListener listener = new RecordingListener();

        client.stream(REQUEST, listener);

        assertThat(listener.completion().text()).isEqualTo("海水为什么是咸的？🌊👩‍🚀");
        assertThat(listener.completion().thinking()).isEqualTo("想一想 🤔");
    }

    @Test
    void aListenerThatThrowsEndsItsStreamWithItsOwnException(MiniMaxServer server) {
        server.enqueue(Reply.text("word ".repeat(50)).streamed(stream -> stream.endless()));
        IllegalStateException thrown = new IllegalStateException("of the test");
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                throw thrown;
            }
        };

        client.stream(REQUEST, listener);

        assertThat(listener.error()).is(failed(ErrorKind.CALLBACK_FAILED)).hasCause(thrown);
        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        assertThat(listener.ends()).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsAtTheVeryEndIsNotCalledAgain(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."), Reply.text("Hello again."));
        CountDownLatch completed = new CountDownLatch(1);
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onComplete(ChatCompletion completion) {
                super.onComplete(completion);
                completed.countDown();
                throw new IllegalStateException("of the test");
            }
        };

        client.stream(REQUEST, listener);

        assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();
        client.chat(REQUEST);
        assertThat(listener.ends()).isEqualTo(1);
    }

    @Test
    void aThousandSilentStreamsNeedNoThreadsOfTheirOwn(MiniMaxServer server) throws Exception {
        int count = 1000;
        long before = threadsOfClients();
        CountDownLatch begun = new CountDownLatch(count);
        server.when(request -> true, Reply.text("Hello there, how are you?").stallAfterEvents(2));
        for (int i = 0; i < count; i++) {
            client.stream(REQUEST, new RecordingListener() {
                private boolean first = true;

                @Override
                public void onText(String text) {
                    if (first) {
                        first = false;
                        begun.countDown();
                    }
                }
            });
        }
        assertThat(begun.await(40, TimeUnit.SECONDS)).isTrue();

        long ours = threadsOfClients() - before;

        assertThat(server.openConnections()).isEqualTo(count);
        assertThat(ours).as("threads of the client").isLessThan(100);
    }

    private static long threadsOfClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("minimax-callback")
                        || name.startsWith("minimax-timer")
                        || name.startsWith("minimax-http"))
                .count();
    }
}
