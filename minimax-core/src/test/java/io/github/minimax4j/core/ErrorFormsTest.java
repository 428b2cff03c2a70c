package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.refusedByTheService;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an error, what only looks like one, and that the server's words are in it. */
@Timeout(60)
class ErrorFormsTest extends ConnectedTest {

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.maxRetries(null).profile(TargetProfile.MINIMAX).retryDelay(Duration.ofMillis(1));
    }

    private MiniMaxException unary() {
        return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
    }

    private static void alwaysReply(MiniMaxServer server, Reply reply) {
        server.reset();
        server.when(request -> true, reply);
    }

    private static final class Recorder extends RecordingListener {

        @Override
        public void onOtherEvent(String json) {
            events.add("other:" + json);
        }
    }

    private Recorder stream() {
        Recorder listener = new Recorder();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        listener.end.join();
        return listener;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"  \"",
                "{}",
                "{\"code\":0,\"message\":\"\"}",
                "{\"code\":\"0\",\"message\":\"success\"}",
                "{\"code\":200,\"message\":\"OK\"}",
                "{\"code\":null,\"message\":null,\"type\":\"\",\"param\":null,\"details\":[]}",
                "null",
                "false",
                "0",
                "[]"
            })
    @Tag("B4")
    void anErrorThatSaysNothingIsNone(String error, MiniMaxServer server) {
        String member = ",\"error\":" + error + "}";
        server.enqueue(
                Reply.raw(
                        200,
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":\"Fine.\"},\"finish_reason\":\"stop\"}]" + member),
                Reply.events(
                        text("Fine.").replaceFirst("}$", member),
                        finish("stop").replaceFirst("}$", member),
                        "{\"choices\":[],\"usage\":{\"total_tokens\":5}" + member,
                        "[DONE]"));

        assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Fine.");
        ChatCompletion streamed = stream().completion();
        assertThat(streamed.text()).isEqualTo("Fine.");
        assertThat(streamed.usage().totalTokens()).isEqualTo(5);
        assertThat(server.requests()).as("paid once each").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"boom\"}",
                "{\"code\":0,\"message\":\"boom\"}",
                "{\"reason\":\"boom\"}",
                "\"boom\""
            })
    @Tag("B4")
    void anErrorThatSaysSomethingIsOneBesideChoicesToo(String error, MiniMaxServer server) {
        String body =
                "{\"choices\":[{\"message\":{\"content\":\"Hm\"},\"finish_reason\":\"stop\"}],\"error\":" + error + "}";
        alwaysReply(server, Reply.raw(200, "application/json", body));

        assertThat(unary()).is(refusedByTheService());
        assertThat(unary().bodyExcerpt()).contains("boom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":true,\"message\":\"boom\"}",
                "{\"error\":true,\"msg\":\"boom\"}",
                "{\"error\":[\"boom\"]}",
                "{\"error\":{\"reason\":\"boom\"}}",
                "{\"detail\":\"boom\"}",
                "{\"detail\":[{\"msg\":\"boom\"}]}",
                "{\"msg\":\"boom\"}",
                "{\"message\":\"boom\"}",
                "{\"code\":7,\"msg\":\"boom\"}"
            })
    @Tag("B4")
    @Tag("B32")
    void aBodyOfNothingButAMessageIsAnErrorWithItsWords(String body, MiniMaxServer server) {
        alwaysReply(server, Reply.raw(200, "application/json", body));
        assertThat(unary()).is(refusedByTheService()).hasMessageContaining("boom");
        assertThat(stream().error()).is(refusedByTheService()).hasMessageContaining("boom");

        alwaysReply(server, Reply.raw(400, "application/json", body));
        assertThat(unary().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(unary()).hasMessageContaining("boom");
    }

    private static final String[] PROGRESS = {
        "{\"message\":\"queued, position 3\"}",
        "{\"detail\":\"warming up\"}",
        "{\"msg\":\"loading\",\"code\":0}",
        "{\"type\":\"progress\",\"message\":\"almost there\",\"code\":200}"
    };

    @Test
    @Tag("B32")
    void eventsOfProgressDoNotEndAStream(MiniMaxServer server) {
        String[] events = new String[PROGRESS.length + 4];
        System.arraycopy(PROGRESS, 0, events, 0, PROGRESS.length);
        events[PROGRESS.length] = text("One");
        events[PROGRESS.length + 1] = PROGRESS[0];
        events[PROGRESS.length + 2] = text(" two");
        events[PROGRESS.length + 3] = finish("stop");
        server.enqueue(Reply.events(events));

        Recorder listener = stream();

        assertThat(listener.completion().text()).isEqualTo("One two");
        assertThat(listener.events)
                .containsExactly(
                        "other:" + PROGRESS[0],
                        "other:" + PROGRESS[1],
                        "other:" + PROGRESS[2],
                        "other:" + PROGRESS[3],
                        "text:One",
                        "other:" + PROGRESS[0],
                        "text: two",
                        "other:" + finish("stop"),
                        "complete");
    }

    @Test
    @Tag("B32")
    void aMessageThatIsTheLastOfAStreamIsItsError(MiniMaxServer server) {
        String last = "{\"detail\":\"engine crashed\"}";
        server.enqueue(
                Reply.events(text("One"), last),
                Reply.events(text("One"), last, "[DONE]"),
                Reply.events(text("One"), "{\"choices\":[],\"usage\":{\"total_tokens\":5}}", last));
        for (int i = 0; i < 3; i++) {
            assertThat(stream().error()).is(refusedByTheService()).hasMessageContaining("engine crashed");
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    @Tag("B11")
    @Tag("B32")
    void messagesBeforeTheEndOfAStreamWithoutAnAnswerAreInItsError(MiniMaxServer server) {
        alwaysReply(server, Reply.events(PROGRESS[1], PROGRESS[0]));
        assertThat(stream().error()).is(refusedByTheService()).hasMessageContaining("queued, position 3");
        assertThat(server.requests()).as("tried again").hasSize(3);

        alwaysReply(server, Reply.events(PROGRESS[0], "[DONE]"));
        assertThat(stream().error()).hasMessageContaining("queued, position 3");
    }

    @Test
    @Tag("B16")
    @Tag("B32")
    void messagesBeforeAStreamThatFallsSilentAreInItsError(MiniMaxServer server) {
        server.enqueue(Reply.events(PROGRESS[0], text("One"), finish("stop")).stallAfterEvents(1));
        client.close();
        client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .idleTimeout(Duration.ofMillis(300))
                .maxRetries(0)
                .build();

        MiniMaxException silent = stream().error();

        assertThat(silent.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(silent.bodyExcerpt()).contains("queued, position 3");
    }

    @Test
    @Tag("B32")
    void aMessageInAnEventNamedErrorEndsAStreamAtOnce(MiniMaxServer server) {
        server.enqueue(Reply.raw(
                200,
                "text/event-stream",
                sse(text("One")) + "event: error\ndata: " + PROGRESS[0] + "\n\n" + sse(finish("stop"), "[DONE]")));

        Recorder listener = stream();

        assertThat(listener.error()).hasMessageContaining("said: queued, position 3");
        assertThat(listener.events).containsExactly("text:One", "error");
    }

    @ParameterizedTest
    @CsvSource({
        "upstream connect error, SERVER_ERROR",
        "'Internal Server Error\ndata: at line 2', SERVER_ERROR",
        "login fail (1004), AUTHENTICATION",
        "{not JSON, SERVER_ERROR",
        "5, SERVER_ERROR"
    })
    @Tag("B4")
    @Tag("B32")
    void anEventNamedErrorIsAnErrorOfTheServerWhateverItsFormIs(String said, ErrorKind kind, MiniMaxServer server) {
        for (String end : new String[] {"\n\n" + sse(finish("stop"), "[DONE]"), "\n\n", ""}) {
            server.enqueue(Reply.raw(200, "text/event-stream", sse(text("One")) + "event: error\ndata: " + said + end));

            Recorder listener = stream();

            assertThat(listener.error())
                    .is(refusedByTheService())
                    .hasMessageContaining("said: " + said.replace("data: ", "").replace(" (1004)", ""));
            assertThat(listener.error().kind()).isEqualTo(kind);
            assertThat(listener.events).containsExactly("text:One", "error");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401,AUTHENTICATION,1",
        "'\"401\"',AUTHENTICATION,1",
        "403,AUTHENTICATION,1",
        "402,QUOTA_EXCEEDED,1",
        "400,INVALID_REQUEST,1",
        "429,RATE_LIMIT,3",
        "500,SERVER_ERROR,3",
        "503,OVERLOADED,3",
        "1004,AUTHENTICATION,1",
        "'\"1008\"',QUOTA_EXCEEDED,1"
    })
    @Tag("B4")
    @Tag("B5")
    void aCodeWithAMessageUnderStatus200IsNamedByTheTable(
            String code, ErrorKind kind, int requests, MiniMaxServer server) {
        for (String member : new String[] {"msg", "message"}) {
            String error = "{\"code\":" + code + ",\"" + member + "\":\"invalid token\",\"data\":null}";
            for (Reply reply : List.of(
                    Reply.raw(200, "application/json", error), Reply.raw(200, "text/event-stream", sse(error)))) {
                alwaysReply(server, reply);
                int before = server.requests().size();

                for (MiniMaxException failure : List.of(unary(), stream().error())) {
                    assertThat(failure).is(refusedByTheService()).hasMessageContaining("invalid token");
                    assertThat(failure.kind()).isEqualTo(kind);
                }
                assertThat(server.requests()).hasSize(before + 2 * requests);
            }
        }
    }

    @Test
    @Tag("B4")
    void aCodeInMidStreamEndsTheStreamAndOneWithoutWordsIsAnErrorToo(MiniMaxServer server) {
        server.enqueue(
                Reply.events(text("One"), "{\"code\":401,\"msg\":\"expired\"}", text(" two"), finish("stop")),
                Reply.raw(200, "application/json", "{\"code\":\"401\"}"));

        assertThat(stream().error()).hasMessageContaining("expired");
        assertThat(unary().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    }

    @Test
    @Tag("B4")
    void otherEndpointsReadTheSameForms(MiniMaxServer server) {
        alwaysReply(server, Reply.raw(200, "application/json", "{\"code\":401,\"msg\":\"invalid token\"}"));

        MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.models());

        assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(error).hasMessageContaining("invalid token");
    }
}
