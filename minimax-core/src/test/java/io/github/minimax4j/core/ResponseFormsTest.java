package io.github.minimax4j.core;

import static io.github.minimax4j.core.Answers.finish;
import static io.github.minimax4j.core.Answers.sse;
import static io.github.minimax4j.core.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of what a server says is lost, in whichever form it says it. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class ResponseFormsTest {

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = builder(server.baseUrl()).build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static MiniMaxClientBuilder builder(String baseUrl) {
        return MiniMaxClient.builder()
                .baseUrl(baseUrl)
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key")
                .maxRetries(0);
    }

    private static RecordingListener stream(MiniMaxClient client) {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        return listener;
    }

    private RecordingListener stream(MiniMaxServer server, String body) {
        return stream(server, body.getBytes(StandardCharsets.UTF_8));
    }

    private RecordingListener stream(MiniMaxServer server, byte[] body) {
        server.enqueue(Reply.raw(200, "text/event-stream", body));
        RecordingListener listener = stream(client);
        listener.end.join();
        return listener;
    }

    private ChatCompletion unary(MiniMaxServer server, String body) {
        server.enqueue(Reply.raw(200, "application/json", body));
        return client.chat(MiniMaxClientTest.REQUEST);
    }

    private static String whole(String choices) {
        return "{\"id\":\"a\",\"object\":\"chat.completion\",\"model\":\"MiniMax-M3\",\"choices\":[" + choices + "]}";
    }

    // several values in one event

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\ndata: ", "\r\ndata:", "\n"})
    @Tag("B32")
    void severalValuesInOneEventAreAllRead(String between, MiniMaxServer server) {
        String first = "data: " + String.join(between, text("One"), text(" two"), text(" three")) + "\n\n";

        RecordingListener listener = stream(server, first + sse(finish("stop"), "[DONE]"));

        assertThat(listener.completion().text()).isEqualTo("One two three");
        assertThat(listener.text).hasToString("One two three");
    }

    @Test
    @Tag("B32")
    void aStreamWithoutAnyEmptyLineIsReadAsItComes() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (RawServer server = RawServer.start(socket -> {
                    RawServer.readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
                    write(socket, "data: " + text("One") + "\ndata: " + text(" two") + "\n");
                    heard.await(20, TimeUnit.SECONDS);
                    write(socket, "data: " + finish("stop") + "\ndata: [DONE]\n");
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            RecordingListener listener = stream(client);

            assertThat(listener.awaitFirstEvent()).as("before the end").isTrue();
            assertThat(listener.events).containsExactly("text:One");
            heard.countDown();
            assertThat(listener.completion().text()).isEqualTo("One two");
            assertThat(listener.completion().finishReason()).isEqualTo(FinishReason.STOP);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Test
    @Tag("B32")
    void aValueOverSeveralLinesIsStillOneValue(MiniMaxServer server) {
        String lines = "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\ndata: \"} {\"}}]}\n\n";

        assertThat(stream(server, lines + lines + sse(finish("stop")))
                        .completion()
                        .text())
                .isEqualTo("} {} {");
    }

    @Test
    @Tag("B32")
    void anErrorBehindAValueOfTheSameEventIsTheErrorOfTheStream(MiniMaxServer server) {
        String error = "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"login fail\"}}";

        for (String between : new String[] {"", "\ndata: ", "\n\n"}) {
            RecordingListener listener = stream(server, "data: " + text("One") + between + error + "\n\n");

            assertThat(listener.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
            assertThat(listener.events).containsExactly("text:One", "error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "5", "null", "]", "\ndata: oops", "{\"a\" oops}"})
    @Tag("B32")
    void garbageBehindAValueIsAnErrorOfTheProtocol(String garbage, MiniMaxServer server) {
        for (String rest : new String[] {"\n\n" + sse(finish("stop"), "[DONE]"), "\n\n", "\n"}) {
            RecordingListener listener = stream(server, "data: " + text("One") + garbage + rest);

            assertThat(listener.error().kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
            assertThat(listener.error().bodyExcerpt()).contains("oops".equals(garbage) ? "One" : "");
            assertThat(listener.events).containsExactly("text:One", "error");
        }
    }

    @Test
    @Tag("B11")
    void aSecondValueThatIsCutIsALostConnection(MiniMaxServer server) {
        String second = text(" two é 🌊.");
        for (int cut = 1; cut < second.getBytes(StandardCharsets.UTF_8).length; cut++) {
            byte[] body = ("data: " + text("One") + second).getBytes(StandardCharsets.UTF_8);
            int length = body.length - second.getBytes(StandardCharsets.UTF_8).length + cut;

            RecordingListener listener = stream(server, java.util.Arrays.copyOf(body, length));

            assertThat(listener.error().kind()).as("cut at %s", cut).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
    }

    @Test
    @Tag("B32")
    void piecesInAnArrayAreAllRead(MiniMaxServer server) {
        String pieces = "[" + text("One") + "," + text(" two") + "," + finish("stop") + "]";

        assertThat(unary(server, pieces).text()).isEqualTo("One two");
        assertThat(stream(server, sse(pieces, "[DONE]")).completion().text()).isEqualTo("One two");
        assertThat(catchThrowableOfType(MiniMaxException.class, () -> unary(server, "[]"))
                        .kind())
                .isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    // several choices

    private static String message(String members) {
        return "{" + members + "\"finish_reason\":\"stop\"}";
    }

    private static String says(String text) {
        return "\"message\":{\"role\":\"assistant\",\"content\":" + Json.write(text) + "},";
    }

    private static String piece(String index, String text) {
        return "{" + index + "\"delta\":{\"content\":" + Json.write(text) + "}}";
    }

    private static void assertThreeChoices(ChatCompletion answer) {
        assertThat(answer.text()).isEqualTo("One");
        assertThat(answer.otherChoices()).extracting(ChatCompletion::text).containsExactly("Two", "Three");
        assertThat(answer.otherChoices())
                .extracting(ChatCompletion::finishReason)
                .containsOnly(FinishReason.STOP);
        assertThat(answer.warnings()).containsExactly(ChatWarning.SEVERAL_CHOICES);
        assertThat(answer.usage()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("B32")
    void theFirstChoiceIsTheAnswerAndTheOthersAreBesideIt(boolean indexed, MiniMaxServer server) {
        String[] index =
                indexed ? new String[] {"\"index\":0,", "\"index\":1,", "\"index\":2,"} : new String[] {"", "", ""};
        String usage = ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
        String choices = message(index[0] + says("One")) + "," + message(index[1] + says("<think>Hm</think>Two")) + ","
                + message(index[2] + says("Three"));

        ChatCompletion answer = unary(server, whole(choices).replaceFirst("}$", "") + usage);

        assertThreeChoices(answer);
        assertThat(answer.otherChoices().get(0).thinking()).isEqualTo("Hm");
        assertThat(answer.otherChoices().get(0).model()).isEqualTo("MiniMax-M3");

        RecordingListener streamed = stream(
                server,
                sse(
                        whole(piece(index[0], "On") + "," + piece(index[1], "Tw") + "," + piece(index[2], "Thr")),
                        whole(piece(index[0], "e") + "," + piece(index[1], "o") + "," + piece(index[2], "ee")),
                        whole(message(index[0]) + "," + message(index[1]) + "," + message(index[2]))
                                        .replaceFirst("}$", "")
                                + usage,
                        "[DONE]"));

        assertThreeChoices(streamed.completion());
        assertThat(streamed.text).hasToString("One");
    }

    @Test
    @Tag("B32")
    void choicesThatComeInTurnsAreToldApartByTheirIndex(MiniMaxServer server) {
        RecordingListener streamed = stream(
                server,
                sse(
                        whole(piece("\"index\":1,", "Tw")),
                        whole(piece("\"index\":0,", "On")),
                        whole(piece("\"index\":1,", "o")),
                        whole(piece("\"index\":0,", "e")),
                        whole(message("\"index\":0,\"delta\":{},")),
                        whole(message("\"index\":1,\"delta\":{},")),
                        "[DONE]"));

        assertThat(streamed.completion().text()).isEqualTo("One");
        assertThat(streamed.completion().otherChoices())
                .extracting(ChatCompletion::text)
                .containsExactly("Two");
    }

    @Test
    @Tag("B32")
    void severalObjectsForOneChoiceAreOneChoice(MiniMaxServer server) {
        RecordingListener streamed = stream(
                server,
                sse(
                        whole(piece("\"index\":0,", "One") + "," + piece("\"index\":0,", " two")),
                        whole(piece("\"index\":0,", ".") + "," + message("\"index\":0,")),
                        "[DONE]"));

        assertThat(streamed.completion().text()).isEqualTo("One two.");
        assertThat(streamed.completion().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(streamed.completion().warnings()).isEmpty();
        assertThat(streamed.completion().otherChoices()).isEmpty();
    }

    @Test
    @Tag("B32")
    void anotherChoiceThatCannotBeReadSpoilsNothing(MiniMaxServer server) {
        String nameless = "\"message\":{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"arguments\":\"{}\"}}]},";
        client.close();
        client = builder(server.baseUrl()).keepRawResponses(true).build();

        ChatCompletion answer = unary(server, whole(message(says("One")) + "," + message(nameless)));

        assertThat(answer.text()).isEqualTo("One");
        assertThat(answer.otherChoices()).isEmpty();
        assertThat(answer.warnings()).containsExactly(ChatWarning.SEVERAL_CHOICES);
        assertThat(answer.raw()).singleElement().asString().contains("tool_calls");
    }
}
