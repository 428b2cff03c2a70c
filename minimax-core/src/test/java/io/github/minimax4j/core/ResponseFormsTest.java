package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", " [DONE] ", " data: [DONE]", "data:[DONE]", "\tdata:  [DONE]"})
    @Tag("B32")
    void theEndMarkBehindAValueOnItsLineIsTheEnd(String mark, MiniMaxServer server) {
        for (String rest : new String[] {"\n\n" + sse(text("late")), "\n", ""}) {
            RecordingListener listener = stream(server, sse(text("One")) + "data: " + finish("stop") + mark + rest);

            assertThat(listener.completion().text()).isEqualTo("One");
            assertThat(listener.completion().finishReason()).isEqualTo(FinishReason.STOP);
        }
        assertThat(unary(server, text("One") + "\n" + finish("stop") + mark).text())
                .isEqualTo("One");
        assertThat(stream(server, "data: " + text("One [DONE]") + mark + "\n\n")
                        .completion()
                        .text())
                .isEqualTo("One [DONE]");
        assertThat(stream(server, "data: oops" + mark + "\n\n").error().kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    @Test
    @Tag("B11")
    void aSecondValueThatIsCutIsALostConnection(MiniMaxServer server) {
        String second = text(" two é 🌊.");
        for (int cut = 1; cut < second.getBytes(StandardCharsets.UTF_8).length; cut++) {
            byte[] body = ("data: " + text("One") + second).getBytes(StandardCharsets.UTF_8);
            int length = body.length - second.getBytes(StandardCharsets.UTF_8).length + cut;

            RecordingListener listener = stream(server, Arrays.copyOf(body, length));

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
    void interleavedChoicesAreDistinguishedByTheirIndex(MiniMaxServer server) {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    @Tag("B32")
    void aSoleChoiceIsTheResponseWhateverItsIndex(int number, MiniMaxServer server) throws Exception {
        String index = "\"index\":" + number + ",";
        ChatCompletion whole = unary(server, whole(message(index + says("<think>Hm</think>One two."))));
        RecordingListener streamed = stream(
                server,
                sse(
                        whole(piece(index, "<think>Hm</think>One")),
                        whole(piece(index, " two")),
                        whole(piece(index, ".")),
                        whole(message(index + "\"delta\":{},")),
                        "[DONE]"));

        for (ChatCompletion response : List.of(whole, streamed.completion())) {
            assertThat(response.text()).isEqualTo("One two.");
            assertThat(response.thinking()).isEqualTo("Hm");
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.otherChoices()).isEmpty();
            assertThat(response.warnings()).isEmpty();
        }
        assertThat(streamed.events).containsExactly("thinking:Hm", "text:One", "text: two", "text:.", "complete");
        assertThat(stream(server, sse(whole(piece(index, "One")), "[DONE]"))
                        .completion()
                        .text())
                .isEqualTo("One");
        assertThat(stream(server, sse(whole(message(index + says("One")))))
                        .completion()
                        .text())
                .isEqualTo("One");
        assertThat(stream(server, sse(whole(piece(index, "One")))).error().kind())
                .isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    @Tag("B32")
    void aSoleChoiceWithAnotherIndexIsStreamedAsItComes() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (RawServer server = RawServer.start(socket -> {
                    RawServer.readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
                    write(socket, sse(whole(piece("\"index\":1,", "One")), whole(piece("\"index\":1,", " two"))));
                    heard.await(20, TimeUnit.SECONDS);
                    write(socket, sse(whole(message("\"index\":1,\"delta\":{},")), "[DONE]"));
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            RecordingListener listener = stream(client);

            assertThat(listener.awaitFirstEvent()).as("before the end").isTrue();
            heard.countDown();
            assertThat(listener.completion().text()).isEqualTo("One two");
        }
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

    // fields in other places and forms

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"12\"", "12.0", "\" 12 \""})
    @Tag("B20")
    void usageIsReadAsTextToo(String count, MiniMaxServer server) {
        String usage = "\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":\"3\",\"total_tokens\":\"15\","
                + "\"prompt_tokens_details\":{\"cached_tokens\":\"4\"}}";

        assertThat(unary(server, whole(message(says("Hi"))).replaceFirst("}$", "," + usage + "}"))
                        .usage())
                .isEqualTo(new Usage(12, 3, 15, 4, null, null));
    }

    @Test
    @Tag("B20")
    void usageInsideTheFirstChoiceIsRead(MiniMaxServer server) {
        String usage = "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15},";
        Usage expected = new Usage(12, 3, 15, null, null, null);

        assertThat(unary(server, whole(message(usage + says("Hi")))).usage()).isEqualTo(expected);
        assertThat(stream(server, sse(text("Hi"), whole(message(usage + "\"delta\":{},")), "[DONE]"))
                        .completion()
                        .usage())
                .isEqualTo(expected);
    }

    @Test
    @Tag("B23")
    void aRefusalIsKeptAndWithoutTextItIsWhyTheModelStopped(MiniMaxServer server) {
        String refusal = "\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot do that.\"},";
        ChatCompletion refused = unary(server, whole(message(refusal)));
        RecordingListener streamed = stream(
                server,
                sse(delta("\"refusal\":\"I cannot\""), delta("\"refusal\":\" do that.\""), finish("stop"), "[DONE]"));

        for (ChatCompletion answer : new ChatCompletion[] {refused, streamed.completion()}) {
            assertThat(answer.refusal()).isEqualTo("I cannot do that.");
            assertThat(answer.text()).isNull();
            assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(answer.toMessage().content()).isEqualTo(new Message.Content.Text("I cannot do that."));
        }
        assertThat(unary(server, whole(message(refusal.replace("null", "\"Hi\""))))
                        .finishReason())
                .isEqualTo(FinishReason.STOP);
        assertThat(unary(server, whole(message(says("Hi")))).refusal()).isNull();
        String repeated = whole(message(refusal)).replace("\"index\":0,", "");
        assertThat(stream(server, sse(delta("\"refusal\":\"I cannot do that.\""), repeated, "[DONE]"))
                        .completion()
                        .refusal())
                .isEqualTo("I cannot do that.");
    }

    @Test
    @Tag("B32")
    void theTextOfALegacyChoiceIsContent(MiniMaxServer server) {
        assertThat(unary(server, whole(message("\"text\":\"<think>Hm</think>Hello.\",\"logprobs\":null,")))
                        .text())
                .isEqualTo("Hello.");
        RecordingListener streamed = stream(
                server,
                sse(
                        whole("{\"text\":\"Hel\",\"index\":0}"),
                        whole("{\"text\":\"lo.\",\"index\":0,\"delta\":{}}"),
                        whole(message("\"text\":\"\",")),
                        "[DONE]"));
        assertThat(streamed.completion().text()).isEqualTo("Hello.");
        assertThat(streamed.text).hasToString("Hello.");
        assertThat(unary(server, whole(message("\"text\":\"Hi\"," + says("Hi"))))
                        .text())
                .isEqualTo("Hi");
    }

    // characters cut over two events

    private static final String WAVE = "🌊";

    private static String toolPiece(String name, String json) {
        return delta("\"tool_calls\":[{\"index\":0," + name + "\"function\":{" + name.replace("id", "name")
                + "\"arguments\":\"" + json + "\"}}]");
    }

    /** A stream whose events say a text in two pieces, in any of the fields that hold text. */
    private static String inTwoPieces(String field, String first, String second) {
        return switch (field) {
            case "arguments" ->
                sse(
                        toolPiece("\"id\":\"c\",", "{\\\"a\\\":\\\"" + first),
                        toolPiece("", second + "\\\"}"),
                        finish("tool_calls"),
                        "[DONE]");
            case "reasoning_details" ->
                sse(
                        delta("\"reasoning_details\":[{\"index\":0,\"text\":\"" + first + "\"}]"),
                        delta("\"reasoning_details\":[{\"index\":0,\"text\":\"" + second + "\"}]"),
                        finish("stop"),
                        "[DONE]");
            default ->
                sse(
                        delta("\"" + field + "\":\"" + first + "\""),
                        delta("\"" + field + "\":\"" + second + "\""),
                        finish("stop"),
                        "[DONE]");
        };
    }

    private static String said(String field, ChatCompletion answer) {
        return switch (field) {
            case "content" -> answer.text();
            case "refusal" -> answer.refusal();
            case "arguments" -> answer.toolCalls().get(0).arguments();
            case "reasoning_details" -> {
                assertThat(answer.reasoningDetails().get(0)).containsEntry("text", answer.thinking());
                yield answer.thinking();
            }
            default -> answer.thinking();
        };
    }

    /** No event holds half a character. */
    private static void assertWhole(RecordingListener listener) {
        assertThat(listener.events)
                .allMatch(event -> event.codePoints()
                        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "reasoning_content", "reasoning_details", "arguments", "refusal"})
    @Tag("B32")
    void aCharacterCutIntoTwoEscapesReachesTheListenerWhole(String field, MiniMaxServer server) {
        RecordingListener listener = stream(server, inTwoPieces(field, "Sea \\ud83c", "\\udf0a."));

        assertThat(said(field, listener.completion())).contains("Sea " + WAVE + ".");
        assertWhole(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "reasoning_content", "reasoning_details", "arguments", "refusal"})
    @Tag("B32")
    void aCharacterCutWithinItsBytesReachesTheListenerWhole(String field, MiniMaxServer server) {
        for (String character : new String[] {WAVE, "é", "海"}) {
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            for (int cut = 1; cut < length; cut++) {
                String[] frame = inTwoPieces(field, "Sea §", "§.").split("§");
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.writeBytes(frame[0].getBytes(StandardCharsets.UTF_8));
                body.write(character.getBytes(StandardCharsets.UTF_8), 0, cut);
                body.writeBytes(frame[1].getBytes(StandardCharsets.UTF_8));
                body.write(character.getBytes(StandardCharsets.UTF_8), cut, length - cut);
                body.writeBytes(frame[2].getBytes(StandardCharsets.UTF_8));

                RecordingListener listener = stream(server, body.toByteArray());

                assertThat(said(field, listener.completion())).contains("Sea " + character + ".");
                assertWhole(listener);
                assertThat(String.join("", listener.events)).doesNotContain("\uFFFD");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "reasoning_content", "reasoning_details", "arguments", "refusal"})
    @Tag("B32")
    void halfACharacterIsShownAsOneThatCannotBeRead(String field, MiniMaxServer server) {
        for (String[] pieces : new String[][] {{"Sea ", "\\ud83c"}, {"Sea ", "\\udf0a"}, {"Sea \\ud83c", ""}}) {
            String end = field.equals("arguments") ? "\"}" : "";
            RecordingListener listener = stream(server, inTwoPieces(field, pieces[0], pieces[1]));

            assertThat(said(field, listener.completion())).endsWith("Sea \uFFFD" + end);
            assertWhole(listener);
        }
        RecordingListener inside = stream(server, inTwoPieces(field, "Sea \\ud83c", "side"));
        assertThat(said(field, inside.completion())).contains("Sea \uFFFDside");
        assertWhole(inside);
    }

    @Test
    @Tag("B32")
    void halfACharacterInAWholeResponseBreaksNothing(MiniMaxServer server) {
        String half =
                "\"message\":{\"content\":\"Sea \\ud83c\",\"reasoning_content\":\"Hm \\udf0a\",\"tool_calls\":[{\"id\":\"c\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\\\"\\ud83c\\\"}\"}}]},";

        ChatCompletion answer = unary(server, whole(message(half)));

        assertThat(answer.text()).isEqualTo("Sea \uFFFD");
        assertThat(answer.thinking()).isEqualTo("Hm \uFFFD");
        assertThat(answer.toolCalls().get(0).arguments()).isEqualTo("{\"a\":\"\uFFFD\"}");
        server.enqueue(Reply.text("Fine."));
        assertThat(client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                                .messages(List.of(answer.toMessage(), Message.tool("c", "1"), Message.user("And?")))
                                .build())
                        .text())
                .isEqualTo("Fine.");
    }

    // values are what the server sent

    @Test
    @Tag("B6")
    void argumentsThatComeAsAnObjectKeepTheirNullsAndNumbers(MiniMaxServer server) {
        String arguments = "{\"x\":null,\"row\":[1,null,3],\"p\":0.12345678901234567890,\"big\":1E+400}";
        String calls =
                "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":" + arguments + "}}]}}";

        RecordingListener listener = stream(
                server, sse("{\"choices\":[{\"index\":0,\"delta\":{" + calls + "]}", finish("tool_calls"), "[DONE]"));
        ChatCompletion whole = unary(
                server,
                whole("{\"index\":0,\"finish_reason\":\"tool_calls\",\"message\":{\"role\":\"assistant\"," + calls));

        assertThat(listener.completion().toolCalls().get(0).arguments()).isEqualTo(arguments);
        assertThat(whole.toolCalls().get(0).arguments()).isEqualTo(arguments);
    }

    @Test
    @Tag("B31")
    void tokenCountsThatNoIntegerHoldsAreTheLargestOne(MiniMaxServer server) {
        String body =
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"a\"}}],"
                        + "\"usage\":{\"prompt_tokens\":4294967299,\"completion_tokens\":99999999999999999999,\"total_tokens\":7}}";

        Usage usage = unary(server, body).usage();

        assertThat(usage.promptTokens()).isEqualTo(Integer.MAX_VALUE);
        assertThat(usage.completionTokens()).isEqualTo(Integer.MAX_VALUE);
        assertThat(usage.totalTokens()).isEqualTo(7);
    }

    @Test
    void whatIsIgnoredMayBeOfAnyLength(MiniMaxServer server) {
        String number = "9".repeat(5_000);
        String ignored = "\"number\":" + number + ",\"fraction\":0." + number + ",\"" + "n".repeat(60_000) + "\":1,";
        String choice = "{\"index\":0,\"finish_reason\":\"stop\",\"%s\":{" + ignored + "\"content\":\"Hi\"}}";
        server.enqueue(json("{" + ignored + "\"choices\":[" + choice.formatted("message") + "]}"));
        assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hi");

        RecordingListener streamed = stream(
                server, "data: {" + ignored + "\"choices\":[" + choice.formatted("delta") + "]}\n\ndata: [DONE]\n\n");
        assertThat(streamed.completion().text()).isEqualTo("Hi");
    }

    /** Numbers of millions of digits would take minutes to compute with. */
    @Test
    void aNumberTooLongToComputeWithIsNoNumber(MiniMaxServer server) {
        String number = "9".repeat(20_000_000);
        server.enqueue(json("{\"created\":" + number + ",\"usage\":{\"prompt_tokens\":" + number
                + ",\"completion_tokens\":1},\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"));
        ChatCompletion completion = client.chat(MiniMaxClientTest.REQUEST);
        assertThat(completion.text()).isEqualTo("Hi");
        assertThat(completion.usage()).isNotNull();
        assertThat(completion.usage().completionTokens()).isEqualTo(1);
    }

    private static Reply json(String body) {
        return Reply.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
