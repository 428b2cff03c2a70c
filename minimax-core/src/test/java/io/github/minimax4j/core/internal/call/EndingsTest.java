package io.github.minimax4j.core.internal.call;

import static io.github.minimax4j.core.Failures.causedBy;
import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.read;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.TestBuilders;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.decode.ChatResponseReader;
import io.github.minimax4j.core.internal.decode.ChunkParser;
import io.github.minimax4j.core.internal.decode.ErrorReader;
import io.github.minimax4j.core.internal.decode.Expectations;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.internal.decode.Responses;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every call ends, whatever the server, the executor or the settings do, and costs no more than what it brings. */
@ExtendWith(MiniMaxServerExtension.class)
@org.junit.jupiter.api.Timeout(60)
class EndingsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder().baseUrl(server.baseUrl()).maxRetries(0);
    }

    private static MiniMaxException unary(MiniMaxClientBuilder builder) {
        try (MiniMaxClient client = builder.build()) {
            return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
        }
    }

    private static RecordingListener stream(MiniMaxClientBuilder builder) {
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder.build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.end.join();
        }
        return listener;
    }

    /** A limit that is distant at first is passed to the timer only when it comes near. */
    @Test
    @Tag("B10")
    void aDistantLimitEndsACallThatHasOthersBeforeAndBesideIt(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi"), Reply.stall(), Reply.text("Hi"));
        Duration limit = Duration.ofMillis(2300);
        try (MiniMaxClient client = builder(server).firstByteTimeout(limit).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
            long started = System.nanoTime();
            CompletableFuture<ChatCompletion> silent = client.chatAsync(MiniMaxClientTest.REQUEST);
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hi");

            assertThat(silent).failsWithin(20, TimeUnit.SECONDS);
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(limit.toNanos());
            assertThat(catchThrowable(silent::join)).is(causedBy(failed(ErrorKind.TIMEOUT)));
        }
    }

    @Test
    @Tag("B16")
    void signsOfLifeAfterTheFinishReasonDoNotKeepAStreamFromItsEnd(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi")
                .streamed(stream ->
                        stream.ending(Ending.LAST_DELTA).textDeltas("Hi").withoutDone())
                .garbageAfterEvents(1, ": ping\n\n".repeat(200))
                .trickle(9, Duration.ofMillis(100)));

        assertThat(stream(builder(server).idleTimeout(SHORT)).completion().text())
                .isEqualTo("Hi");
    }

    @Test
    @Tag("B16")
    void errorPagesWithoutAnEndEndTheCall(MiniMaxServer server) {
        String endless = "x".repeat(200_000);
        for (int status : new int[] {200, 500}) {
            Reply page = Reply.raw(status, "text/html", "<html>" + endless).stallAfter(150_000);
            server.enqueue(page, page);
            assertThat(unary(builder(server)).httpStatus()).isEqualTo(status);
            assertThat(stream(builder(server)).error().httpStatus()).isEqualTo(status);
        }
    }

    @Test
    @Tag("B16")
    void anErrorThatIsWholeButNotEndedIsNamedForWhatItIs(MiniMaxServer server) {
        byte[] error = "{\"error\":{\"message\":\"login fail (1004)\"}}".getBytes(StandardCharsets.UTF_8);
        Reply reply = Reply.raw(401, "application/json", new String(error, StandardCharsets.UTF_8) + " ".repeat(20))
                .stallAfter(error.length);
        server.enqueue(reply, reply);

        assertThat(unary(builder(server).idleTimeout(SHORT)).kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(stream(builder(server).idleTimeout(SHORT)).error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    }

    @Test
    void anAnswerThatIsWholeButNotEndedIsAnAnswer(MiniMaxServer server) {
        String answer = "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";
        server.enqueue(
                Reply.raw(200, "application/json", answer + " ".repeat(20)).stallAfter(answer.length()));
        try (MiniMaxClient client = builder(server).idleTimeout(SHORT).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hi");
        }
    }

    @Test
    @Tag("B16")
    void anExecutorThatFailsInAnyWayDoesNotSwallowTheEnd(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        for (Throwable failure : new Throwable[] {new IllegalStateException("x"), new OutOfMemoryError("x")}) {
            Executor failing = task -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            };
            assertThat(stream(builder(server).callbackExecutor(failing))
                            .completion()
                            .text())
                    .isEqualTo("Hello.");
            try (MiniMaxClient client =
                    builder(server).callbackExecutor(failing).build()) {
                CompletableFuture<ChatCompletion> answer = client.chatAsync(MiniMaxClientTest.REQUEST);
                assertThat(answer.get(10, TimeUnit.SECONDS).text()).isEqualTo("Hello.");
            }
        }
    }

    @Test
    @Tag("B21")
    void aRetryListenerThatThrowsAnErrorChangesNothing(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"), Reply.text("Hello."));
        try (MiniMaxClient client = TestBuilders.withoutJitter(builder(server))
                .maxRetries(1)
                .retryListener(retry -> {
                    throw new AssertionError("of the test");
                })
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B21")
    void durationsWithoutEndAreDurations(MiniMaxServer server) {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        server.enqueue(Reply.error(1002, "a"), Reply.error(1002, "b"), Reply.error(1002, "c"), Reply.text("Hello."));
        try (MiniMaxClient client = TestBuilders.withoutJitter(builder(server))
                .connectTimeout(forEver)
                .firstByteTimeout(forEver)
                .idleTimeout(forEver)
                .callTimeout(forEver)
                .retryDelay(forEver)
                .retryTimeLimit(forEver)
                .maxRetries(3)
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B15")
    void aCallThatIsGivenUpWhileItIsMadeIsCancelled() {
        AtomicBoolean cancelled = new AtomicBoolean();
        RecordingListener listener = new RecordingListener();
        HttpTransport transport = (request, receiver) -> {
            listener.handle.cancel();
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {
                    cancelled.set(true);
                }
            };
        };
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl("http://localhost:1")
                .transport((connect, read) -> transport)
                .build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
        }

        assertThat(cancelled).isTrue();
    }

    @Test
    void chunksThatFollowEachOtherWithoutTheFrameOfEventsAreReadToTheEnd() {
        String chunks = Responses.text("Hel") + "\n" + Responses.text("lo.") + "\n";

        assertThat(read(chunks + finish("stop")).completion().text()).isEqualTo("Hello.");
        assertThat(read(chunks).error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    void anAnswerThatIsNeitherJsonNorEventsIsNamedSo() {
        for (String body : new String[] {"Service is healthy", "down for maintenance\n", "\u001f\u008b\b\u0000gzip"}) {
            MiniMaxException error = read(body).error();
            assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
            assertThat(error.retriable()).isFalse();
            assertThat(error).hasMessageContaining("neither JSON nor a stream of events");
        }
    }

    @Test
    @Tag("B11")
    void jsonThatIsCutByTheEndOfTheConnectionIsALostConnection() {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"Hel").error().kind())
                .isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    void anAnswerOfManyMegabytesIsAnAnswer() {
        String text = "a".repeat(25_000_000);
        ChatCompletion answer =
                completion("{\"choices\":[{\"message\":{\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}");

        assertThat(answer.text()).hasSize(text.length());
    }

    @Test
    void manySmallFragmentsOfArgumentsTakeLinearTime() {
        StringBuilder stream = new StringBuilder(
                sse(
                        delta(
                                "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\\\"é\"}}]")));
        String fragment =
                sse(delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + "x".repeat(50) + "\"}}]"));
        for (int i = 0; i < 100_000; i++) {
            stream.append(fragment);
        }
        stream.append(sse(finish("tool_calls")));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(read(stream.toString()).completion().toolCalls())
                        .hasSize(1));
    }

    @Test
    void aModelThatLoopsOnLineBreaksTakesLinearTime() {
        String lineBreak = "\"\\n\"";
        for (String field : new String[] {"content", "reasoning_content"}) {
            for (String begin : new String[] {"\"\"", "\"x\"", "\"<think>x\""}) {
                StringBuilder stream = new StringBuilder(sse(delta("\"" + field + "\":" + begin)));
                String loop = sse(delta("\"" + field + "\":" + lineBreak));
                for (int i = 0; i < 200_000; i++) {
                    stream.append(loop);
                }
                stream.append(sse(finish("length")));
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> assertThat(completion(stream.toString())).isNotNull());
            }
        }
    }

    @Test
    void closedClientsLeaveNoThreadsBehind(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        long before = selectorThreads();
        for (int i = 0; i < 30; i++) {
            try (MiniMaxClient client = builder(server).build()) {
                client.chat(MiniMaxClientTest.REQUEST);
                RecordingListener listener = new RecordingListener();
                client.stream(MiniMaxClientTest.REQUEST, listener);
                listener.completion();
            }
        }
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (selectorThreads() > before + 3 && System.nanoTime() < until) {
            System.gc(); // before JDK 21 a client of the JDK's ends when it is found to be unreachable
            Thread.onSpinWait();
        }
        assertThat(selectorThreads()).isLessThanOrEqualTo(before + 3);
    }

    /** Reads an answer without writing down what it tells. */
    private static ChatCompletion completion(String body) {
        ChatResponseReader reader = new ChatResponseReader(
                new ChunkParser(Responses.LIMITS),
                new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions")),
                Expectations.NONE,
                event -> {},
                null);
        reader.head(ResponseDetails.of(200, null, null, Redaction.NONE));
        reader.bytes(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        reader.end();
        return ((Outcome.Completed<ChatCompletion>) reader.outcome()).response();
    }

    private static long selectorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SelectorManager"))
                .count();
    }
}
