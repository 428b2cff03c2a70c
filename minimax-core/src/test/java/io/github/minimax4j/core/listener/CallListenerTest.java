package io.github.minimax4j.core.listener;

import static io.github.minimax4j.core.Failures.refusedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RecordingCalls;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What metrics and traces are told of a client's calls, and what callbacks run with. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class CallListenerTest {

    private final RecordingCalls heard = new RecordingCalls();

    private MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .retryDelay(Duration.ofNanos(1))
                .customHeaders(Map.of("X-Own", "of the client"))
                .addCallListener(heard);
    }

    @Test
    void anAnswerIsFollowedFromTheQuestionToItsTokens(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").usage(12, 3));
        try (MiniMaxClient client = builder(server).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(heard.calls)
                .containsExactly(new CallDescription(Operation.CHAT, "MiniMax-M3", false, "127.0.0.1", server.port()));
        assertThat(heard.events).containsExactly("success");
        CallSummary summary = heard.summaries.get(0);
        assertThat(summary.id()).isNotNull();
        assertThat(summary.model()).isEqualTo("MiniMax-M3");
        assertThat(summary.inputTokens()).isEqualTo(12);
        assertThat(summary.outputTokens()).isEqualTo(3);
        assertThat(summary.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(server.lastRequest().header("X-Trace")).isEqualTo("call 1");
        assertThat(server.lastRequest().header("X-Own")).isEqualTo("of the client");
    }

    @Test
    void theFirstEventOfAStreamIsReportedOnceAndBeforeItsCallback(MiniMaxServer server) {
        server.enqueue(Reply.thinking("Let me see.").text("Hello, this comes in several pieces."));
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onThinking(String thinking) {
                heard.events.add("callback");
                super.onThinking(thinking);
            }

            @Override
            public void onComplete(ChatCompletion completion) {
                heard.events.add("complete");
                super.onComplete(completion);
            }
        };
        try (MiniMaxClient client = builder(server).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
        }
        assertThat(heard.calls).singleElement().matches(CallDescription::streamed);
        assertThat(heard.events).containsOnlyOnce("first event", "success", "complete");
        assertThat(heard.events.get(0)).isEqualTo("first event");
        assertThat(heard.events).contains("callback");
        assertThat(heard.events.indexOf("success")).isLessThan(heard.events.indexOf("complete"));
    }

    @Test
    void retriesAndTheFinalFailureAreReported(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1002, "later"));
        try (MiniMaxClient client = builder(server).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).is(refusedByTheService());
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.error();
        }
        List<String> each = List.of("retry 1 RATE_LIMIT", "retry 2 RATE_LIMIT", "failure RATE_LIMIT");
        assertThat(heard.events).containsSubsequence(each).hasSize(6);
        assertThat(heard.events.subList(3, 6)).isEqualTo(each);
    }

    @Test
    void whatTheApplicationCancelsIsReportedOnce(MiniMaxServer server) throws InterruptedException {
        server.enqueue(Reply.text("Hello, this stops in the middle.").stallAfterEvents(3), Reply.stall());
        try (MiniMaxClient client = builder(server).build()) {
            RecordingListener listener = new RecordingListener();
            StreamHandle stream = client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.awaitFirstEvent()).isTrue();
            stream.cancel();
            stream.cancel();
            CompletableFuture<ChatCompletion> answer = client.chatAsync(MiniMaxClientTest.REQUEST);
            answer.cancel(true);
        }
        assertThat(heard.events).containsExactly("first event", "cancel", "cancel");
    }

    @Test
    void aCallbackThatThrowsFailsTheCall(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello, this stops in the middle.").stallAfterEvents(3));
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                throw new IllegalStateException("of the test");
            }
        };
        try (MiniMaxClient client = builder(server).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.error();
            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(heard.events).containsExactly("first event", "failure CALLBACK_FAILED");
    }

    @Test
    void theEndOfTheClientFailsItsCalls(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder(server).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            server.takeRequest();
        }
        listener.error();
        assertThat(heard.events).containsExactly("failure CANCELLED");
    }

    @Test
    void embeddingsAreOneCallHoweverManyRequestsTheyTake(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"));
        server.when(request -> true, Reply.embeddings(text -> new float[] {1}));
        EmbeddingRequest request = EmbeddingRequest.builder()
                .model("embo-01")
                .texts("a", "b", "c")
                .maxBatchSize(1)
                .build();
        try (MiniMaxClient client = builder(server).build()) {
            client.embed(request);
            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(server.requests()).hasSize(4).allMatch(sent -> "call 1".equals(sent.header("X-Trace")));
        assertThat(heard.calls)
                .containsExactly(
                        new CallDescription(Operation.EMBEDDINGS, "embo-01", false, "127.0.0.1", server.port()));
        assertThat(heard.events).containsExactly("retry 1 RATE_LIMIT", "success");
        assertThat(heard.summaries.get(0).inputTokens()).isEqualTo(3);
        assertThat(heard.summaries.get(0).outputTokens()).isNull();
    }

    @Test
    void otherEndpointsAreFollowedToo(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3"), Reply.imageUrls("https://images.example/1.png"));
        try (MiniMaxClient client = builder(server).build()) {
            client.models();
            client.generateImages(ImageRequest.builder()
                    .model("image-01")
                    .prompt("A lighthouse")
                    .build());
        }
        assertThat(heard.calls)
                .extracting(CallDescription::operation)
                .containsExactly(Operation.MODELS, Operation.IMAGES);
        assertThat(heard.calls).extracting(CallDescription::model).containsExactly(null, "image-01");
        assertThat(heard.events).containsExactly("success", "success");
    }

    @Test
    void whatIsRefusedBeforeItIsSentIsNoCall(MiniMaxServer server) {
        try (MiniMaxClient client = builder(server).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                            .temperature(7.0)
                            .build()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(client.whenIdle()).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(heard.events).isEmpty();
    }

    @Test
    void aListenerOfOneUserOfAClientHearsThatUsersCallsOnly(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        RecordingCalls own = new RecordingCalls();
        try (MiniMaxClient client = builder(server).build()) {
            MiniMaxClient followed = client.withCallListener(own);
            client.chat(MiniMaxClientTest.REQUEST);
            followed.chat(MiniMaxClientTest.REQUEST);
            assertThat(heard.events).hasSize(2);
            assertThat(own.events).hasSize(1);
            followed.close();
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).hasMessageContaining("closed");
        }
    }

    @Test
    void aListenerThatThrowsChangesNothing(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        CallListener.Factory bad = call -> new CallListener() {
            @Override
            public Map<String, String> headers() {
                return Map.of("no header\n", "at all");
            }

            @Override
            public Runnable withContext(Runnable callbacks) {
                return () -> {
                    throw new IllegalStateException("of the test");
                };
            }

            @Override
            public void onFirstEvent() {
                throw new IllegalStateException("of the test");
            }

            @Override
            public void onSuccess(CallSummary summary) {
                throw new IllegalStateException("of the test");
            }
        };
        CallListener.Factory worse = call -> {
            throw new IllegalStateException("of the test");
        };
        try (MiniMaxClient client =
                builder(server).addCallListener(bad).addCallListener(worse).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
            assertThat(client.chatAsync(MiniMaxClientTest.REQUEST)
                            .get(10, TimeUnit.SECONDS)
                            .text())
                    .isEqualTo("Hello.");
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
            assertThat(listener.events).doesNotContain("OVERLAP");
        }
        assertThat(heard.events).containsExactly("success", "success", "first event", "success");
    }

    /** A context as logging frameworks and tracers keep it. */
    private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

    private static final CallListener.Factory CARRIER = call -> {
        String carried = CONTEXT.get();
        return new CallListener() {
            @Override
            public Runnable withContext(Runnable callbacks) {
                return () -> {
                    CONTEXT.set(carried);
                    try {
                        callbacks.run();
                    } finally {
                        CONTEXT.remove();
                    }
                };
            }
        };
    };

    @Test
    void callbacksRunWithTheContextOfTheirCallAndLeaveTheirThreadClean(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (MiniMaxClient client =
                builder(server).addCallListener(CARRIER).callbackExecutor(one).build()) {
            for (String caller : List.of("first", "second")) {
                CompletableFuture<String> inCallback = new CompletableFuture<>();
                CompletableFuture<String> handedOn = new CompletableFuture<>();
                CONTEXT.set(caller);
                client.stream(MiniMaxClientTest.REQUEST, new RecordingListener() {
                    @Override
                    public void onComplete(ChatCompletion completion) {
                        inCallback.complete(CONTEXT.get());
                        Executor executor = handle.callbackExecutor();
                        CompletableFuture.runAsync(() -> handedOn.complete(CONTEXT.get()), executor);
                    }
                });
                CompletableFuture<String> inFuture =
                        client.chatAsync(MiniMaxClientTest.REQUEST).thenApply(answer -> CONTEXT.get());
                CONTEXT.remove();
                assertThat(inCallback.get(10, TimeUnit.SECONDS)).isEqualTo(caller);
                assertThat(handedOn.get(10, TimeUnit.SECONDS)).isEqualTo(caller);
                // null if the answer was there before its continuation, which then ran here, without the context
                assertThat(inFuture.get(10, TimeUnit.SECONDS)).isEqualTo(caller);
                assertThat(one.submit(() -> CONTEXT.get()).get(10, TimeUnit.SECONDS))
                        .isNull();
            }
        } finally {
            one.shutdown();
        }
    }

    @Test
    void aFactoryThatGivesNoListenerIsNamedInTheLogAndTheCallGoesOn(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        CallListener.Factory none = call -> null;
        ch.qos.logback.classic.Logger logger =
                (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(MiniMaxClient.class);
        ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent> log =
                new ch.qos.logback.core.read.ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .addCallListener(none)
                .addCallListener(heard)
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(heard.events).containsExactly("success");
        assertThat(log.list)
                .anySatisfy(event -> assertThat(event.getThrowableProxy().getMessage())
                        .contains(none.getClass().getName()));
    }
}
