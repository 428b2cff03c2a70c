package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.refusedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong ends in one error, named for what it is, and soon. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class FaultsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static MiniMaxClientBuilder builder(String baseUrl) {
        return MiniMaxClient.builder()
                .baseUrl(baseUrl)
                .profile(TargetProfile.MINIMAX)
                .maxRetries(0)
                .apiKey("test-key");
    }

    private static MiniMaxException unary(MiniMaxClientBuilder builder) {
        try (MiniMaxClient client = builder.build()) {
            return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
        }
    }

    private static MiniMaxException stream(MiniMaxClientBuilder builder) {
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder.build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            MiniMaxException error = listener.error();
            assertThat(listener.ends()).isEqualTo(1);
            return error;
        }
    }

    private static void bothFail(MiniMaxServer server, Reply reply, ErrorKind kind) {
        server.enqueue(reply, reply);
        assertThat(unary(builder(server.baseUrl())).kind()).isEqualTo(kind);
        assertThat(stream(builder(server.baseUrl())).kind()).isEqualTo(kind);
    }

    @Test
    @Tag("B16")
    void anUnknownHostIsNamed() {
        MiniMaxException error = unary(builder("http://no-such-host.invalid"));

        assertThat(error.kind()).isEqualTo(ErrorKind.UNREACHABLE);
        assertThat(error).hasMessageContaining("no-such-host.invalid");
        assertThat(stream(builder("http://no-such-host.invalid")).kind()).isEqualTo(ErrorKind.UNREACHABLE);
    }

    @Test
    @Tag("B16")
    void aRefusedConnectionIsNamed() {
        String nobody;
        try (MiniMaxServer server = MiniMaxServer.start()) {
            nobody = server.baseUrl();
        }
        assertThat(unary(builder(nobody)).kind()).isEqualTo(ErrorKind.UNREACHABLE);
        assertThat(stream(builder(nobody)).kind()).isEqualTo(ErrorKind.UNREACHABLE);
    }

    @Test
    @Tag("B16")
    void aServerThatSpeaksNoTlsIsAnError(MiniMaxServer server) {
        server.enqueue(Reply.text("never"), Reply.text("never"));
        String tls = server.baseUrl().replace("http://", "https://");

        assertThat(unary(builder(tls).firstByteTimeout(Duration.ofSeconds(5)))).isNotNull();
        assertThat(stream(builder(tls).firstByteTimeout(Duration.ofSeconds(5)))).isNotNull();
    }

    @Test
    @Tag("B16")
    void aServerThatRespondsToTlsInPlainTextIsNamedAndNotAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = RawServer.start(client -> {
            asked.incrementAndGet();
            client.getInputStream().read();
            client.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            MiniMaxException error =
                    unary(builder("https://localhost:" + server.port()).maxRetries(2));

            assertThat(error.kind()).isEqualTo(ErrorKind.UNREACHABLE);
            assertThat(error.retriable()).isFalse();
            assertThat(error).hasMessageContaining("The server at localhost:" + server.port() + " does not speak TLS");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    @Tag("Q40")
    void aServerThatNeverAnswersEndsInATimeout(MiniMaxServer server) {
        server.enqueue(Reply.stall(), Reply.stall());

        assertThat(unary(builder(server.baseUrl()).firstByteTimeout(SHORT)))
                .is(failed(ErrorKind.TIMEOUT))
                .hasMessageContaining("firstByteTimeout");
        assertThat(stream(builder(server.baseUrl()).firstByteTimeout(SHORT))).is(failed(ErrorKind.TIMEOUT));
        assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(5))).isTrue();
    }

    @Test
    @Tag("B10")
    void aStreamThatFallsSilentEndsInATimeout(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.").stallAfterEvents(1));

        MiniMaxException error = stream(builder(server.baseUrl()).idleTimeout(SHORT));

        assertThat(error).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("idleTimeout");
        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    @Tag("B10")
    void anAnswerThatStopsInTheMiddleOfItsBodyEndsInATimeout(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.").stallAfter(40));

        assertThat(unary(builder(server.baseUrl()).idleTimeout(SHORT).firstByteTimeout(SHORT)))
                .is(failed(ErrorKind.TIMEOUT));
    }

    @Test
    @Tag("B10")
    void aStreamThatIsSlowButAlivePasses(MiniMaxServer server) {
        server.enqueue(Reply.text("abcdefghij").streamed(s -> s.chunkSize(1).pause(Duration.ofMillis(60))));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder(server.baseUrl()).idleTimeout(SHORT).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("abcdefghij");
        }
    }

    @Test
    void theLimitOnAWholeCallCutsALiveStream(MiniMaxServer server) {
        server.enqueue(Reply.text("word ".repeat(20))
                .streamed(s -> s.pause(Duration.ofMillis(20)).endless()));

        assertThat(stream(builder(server.baseUrl()).callTimeout(SHORT)))
                .is(failed(ErrorKind.TIMEOUT))
                .hasMessageContaining("callTimeout");
    }

    @ParameterizedTest
    @MethodSource("borders")
    @Tag("B11")
    @Tag("Q7")
    void aStreamCutBetweenEventsIsAnErrorBeforeTheFinishReasonAndAnAnswerAfterIt(int events) {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.enqueue(Reply.text("Hello there.")
                    .streamed(s -> s.textDeltas("Hello", " there", ".").withoutDone())
                    .cutAfterEvents(events));
            RecordingListener listener = new RecordingListener();
            try (MiniMaxClient client = builder(server.baseUrl()).build()) {
                client.stream(MiniMaxClientTest.REQUEST, listener);
                if (events < 3) {
                    assertThat(listener.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
                } else {
                    assertThat(listener.completion().text()).isEqualTo("Hello there.");
                }
            }
            assertThat(listener.ends()).isEqualTo(1);
        }
    }

    static IntStream borders() {
        return IntStream.rangeClosed(0, 4);
    }

    @Test
    @Tag("B11")
    void aStreamCutWithinAnEventIsALostConnection(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.").cutAfter(60));

        assertThat(stream(builder(server.baseUrl())).kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    @Tag("B16")
    void aResetConnectionIsALostConnection(MiniMaxServer server) {
        server.enqueue(
                Reply.text("Hello there.").resetAfterEvents(1),
                Reply.text("Hello").resetAfter(10));

        assertThat(stream(builder(server.baseUrl())).kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        assertThat(unary(builder(server.baseUrl())).kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    @Tag("B16")
    void garbageInAStreamIsAnErrorThatShowsIt(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.").garbageAfterEvents(1, "data: not json\n\n"));

        MiniMaxException error = stream(builder(server.baseUrl()));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error.bodyExcerpt()).isEqualTo("not json");
    }

    @Test
    void aWebPageUnderStatus200IsAnError(MiniMaxServer server) {
        bothFail(
                server, Reply.raw(200, "text/html", "<html><body>Sign in</body></html>"), ErrorKind.MALFORMED_RESPONSE);
    }

    @Test
    void anEmptyBodyIsAnError(MiniMaxServer server) {
        bothFail(server, Reply.raw(200, "application/json", ""), ErrorKind.SERVER_ERROR);
    }

    @Test
    @Tag("Q26")
    void anAnswerWithoutAChoiceIsAnError(MiniMaxServer server) {
        bothFail(server, Reply.raw(200, "application/json", "{\"choices\":[]}"), ErrorKind.SERVER_ERROR);
        bothFail(server, Reply.raw(200, "application/json", "{\"choices\":null}"), ErrorKind.SERVER_ERROR);
    }

    @Test
    @Tag("B4")
    @Tag("Q2")
    void anErrorUnderStatus200IsAnError(MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.BASE_RESP, 200, 1004, "login fail"));

        MiniMaxException error = unary(builder(server.baseUrl()));

        assertThat(error).is(refusedByTheService());
        assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(error.code()).isEqualTo(1004);
        assertThat(error.httpStatus()).isEqualTo(200);
        assertThat(error.traceId()).isNotNull();
        assertThat(error.serverMessage()).isEqualTo("login fail");
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    @Tag("B5")
    @Tag("Q3")
    @Tag("Q37")
    void everyShapeOfARateLimitIsARateLimit(ErrorShape shape) {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            bothFail(server, Reply.error(shape, 429, 1002, "slow down"), ErrorKind.RATE_LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorShape.class,
            names = {"ENVELOPE", "BASE_RESP", "OPENAI", "INNER_OBJECT"})
    @Tag("B4")
    void anErrorInTheMiddleOfAStreamIsAnError(ErrorShape shape) {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.enqueue(Reply.text("Once upon a time")
                    .streamed(s -> s.chunkSize(4))
                    .errorAfterEvents(2, Reply.error(shape, 500, 1027, "output new_sensitive")));

            MiniMaxException error = stream(builder(server.baseUrl()));

            assertThat(error.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
            assertThat(error.code()).isEqualTo(1027);
        }
    }

    @Test
    @Tag("Q25")
    void aWrongPathNamesTheAddressThatWasAsked(MiniMaxServer server) {
        server.enqueue(Reply.raw(404, "text/plain", "404 page not found"));

        MiniMaxException error = unary(builder(server.baseUrl() + "/wrong"));

        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(error).hasMessageContaining(server.baseUrl() + "/wrong/v1/chat/completions");
        assertThat(error.bodyExcerpt()).isEqualTo("404 page not found");
    }

    @Test
    @Tag("Q1")
    @Tag("B12")
    void aKeyThatIsNotAcceptedNamesTheHostAndIsTriedOnce(MiniMaxServer server) {
        server.enqueue(Reply.error(2049, "invalid api key"));

        MiniMaxException error = unary(builder(server.baseUrl()));

        assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(error).hasMessageContaining("127.0.0.1").hasMessageContaining("region");
        assertThat(error.getMessage()).doesNotContain("test-key");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("B9")
    @Tag("Q37")
    void aWholeAnswerWhereAStreamWasAskedForIsAnAnswer(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").thinking("Greet.").asUnary());
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder(server.baseUrl()).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
        }
        assertThat(listener.joined()).startsWith("thinking:Greet.", "text:Hello.");
    }

    @Test
    void anEventLargerThanTheLimitIsAnError(MiniMaxServer server) {
        server.enqueue(
                Reply.text("x".repeat(5000)), Reply.text("x".repeat(5000)).streamed(s -> s.chunkSize(5000)));

        assertThat(unary(builder(server.baseUrl()).maxEventSize(2048)).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(stream(builder(server.baseUrl()).maxEventSize(2048))).hasMessageContaining("maxEventSize");
    }

    @Test
    @Tag("B10")
    void aServerThatFinishesButNeverClosesCostsTheIdleLimitAndNoAnswer(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there.")
                .streamed(s -> s.withoutDone())
                .usage(3, 2)
                .stallAfterEvents(50));
        server.enqueue(Reply.text("Hi")
                .streamed(s ->
                        s.ending(io.github.minimax4j.test.Ending.LAST_DELTA).textDeltas("Hi"))
                .stallAfterEvents(1));
        Stream.of(1, 2).forEach(i -> {
            RecordingListener listener = new RecordingListener();
            try (MiniMaxClient client =
                    builder(server.baseUrl()).idleTimeout(SHORT).build()) {
                client.stream(MiniMaxClientTest.REQUEST, listener);
                assertThat(listener.completion().finishReason()).isEqualTo(FinishReason.STOP);
            }
        });
    }

    @Test
    void aRequestKeepsTheSchemaOfItsToolWhateverBecomesOfTheMapThatWasGiven(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Map<String, Object> schema = new HashMap<>(Map.of("type", "object"));
        Tool tool = Tool.of("t", null, schema);
        schema.put("type", new Object());
        try (MiniMaxClient client = builder(server.baseUrl()).maxRetries(0).build()) {
            client.chat(
                    MiniMaxClientTest.REQUEST.toBuilder().tools(List.of(tool)).build());
        }
        assertThat(server.requests().get(0).body()).contains("{\"type\":\"object\"}");
    }
}
