package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tool calls that an answer breaks off in, and histories whose calls have no result. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class CutToolCallsTest {

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
                .apiKey("test-key")
                .maxRetries(0);
    }

    private static String call(int index, String name, String arguments) {
        return "{\"index\":" + index + ",\"id\":\"c" + index + "\",\"function\":{\"name\":" + Json.write(name)
                + ",\"arguments\":" + Json.write(arguments) + "}}";
    }

    /** The answer whole, in deltas, and in deltas with a closing message. */
    private List<ChatCompletion> answers(MiniMaxServer server, String reason, String further, String... calls) {
        String message = "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"" + reason
                + "\",\"message\":{\"tool_calls\":[" + String.join(",", calls) + "]}}]" + further + "}";
        List<String> events = new ArrayList<>();
        for (String call : calls) {
            events.add(delta("\"tool_calls\":[" + call + "]"));
        }
        events.add(finish(reason).replaceFirst("}$", further + "}"));
        List<String> closed = new ArrayList<>(events);
        closed.add(message);
        server.enqueue(
                Reply.raw(200, "application/json", message),
                Reply.events(events.toArray(String[]::new)),
                Reply.events(closed.toArray(String[]::new)));
        List<ChatCompletion> answers = new ArrayList<>(List.of(client.chat(MiniMaxClientTest.REQUEST)));
        for (int i = 0; i < 2; i++) {
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            ChatCompletion answer = listener.completion();
            assertThat(listener.toolCalls).isEqualTo(answer.toolCalls());
            answers.add(answer);
        }
        return answers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length | LENGTH | {\"a\":1,\"b\":",
                "length | LENGTH | {\"a\":\"x",
                "length | LENGTH | {",
                "length | LENGTH | ''",
                "content_filter | CONTENT_FILTER | {\"a\":",
                "max_output | OTHER | {\"a\":"
            })
    @Tag("Q36")
    @Tag("B23")
    void aCallThatIsCutIsNoneOfTheToolCallsAndTheReasonStays(
            String reason, FinishReason expected, String arguments, MiniMaxServer server) {
        for (ChatCompletion answer : answers(server, reason, "", call(0, "f", arguments))) {
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.incompleteToolCalls()).containsExactly(new ToolCall("c0", "f", arguments));
            assertThat(answer.finishReason()).isEqualTo(expected);
            assertThat(answer.warnings()).containsExactly(ChatWarning.INCOMPLETE_TOOL_CALL);
            assertThat(answer.toMessage().toolCalls()).isNull();
        }
    }

    @Test
    @Tag("Q36")
    void theCallsBeforeACutOneAreCalls(MiniMaxServer server) {
        for (ChatCompletion answer :
                answers(server, "length", "", call(0, "f", "{\"a\":1}"), call(1, "now", ""), call(2, "g", "{\"b\""))) {
            assertThat(answer.toolCalls())
                    .containsExactly(new ToolCall("c0", "f", "{\"a\":1}"), new ToolCall("c1", "now", "{}"));
            assertThat(answer.incompleteToolCalls()).containsExactly(new ToolCall("c2", "g", "{\"b\""));
            assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(answer.toMessage().toolCalls()).isEqualTo(answer.toolCalls());
        }
    }

    @Test
    @Tag("B31")
    void wholeCallsAreCallsWhateverTheReason(MiniMaxServer server) {
        for (ChatCompletion answer : answers(server, "length", "", call(0, "f", "{\"a\":1}"))) {
            assertThat(answer.toolCalls()).hasSize(1);
            assertThat(answer.incompleteToolCalls()).isEmpty();
            assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        }
    }

    @Test
    @Tag("B19")
    void whatTheModelWroteWronglyAndEndedItselfIsACall(MiniMaxServer server) {
        for (ChatCompletion answer : answers(server, "tool_calls", "", call(0, "f", "{\"a\":"))) {
            assertThat(answer.toolCalls()).containsExactly(new ToolCall("c0", "f", "{\"a\":"));
            assertThat(answer.incompleteToolCalls()).isEmpty();
        }
    }

    @Test
    @Tag("B23")
    void aCallThatTheContentCheckCutsIsNone(MiniMaxServer server) {
        for (ChatCompletion answer :
                answers(server, "tool_calls", ",\"output_sensitive\":true", call(0, "f", "{\"a\":"))) {
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.incompleteToolCalls()).hasSize(1);
            assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        }
    }

    @Test
    @Tag("Q36")
    void aCallThatIsCutBeforeItsNameIsIncompleteWithoutOne(MiniMaxServer server) {
        server.enqueue(
                Reply.events(delta("\"tool_calls\":[{\"index\":0,\"id\":\"c0\",\"function\":{}}]"), finish("length")));
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);

        assertThat(listener.completion().incompleteToolCalls()).containsExactly(new ToolCall("c0", "", ""));
    }

    private static ChatCompletionRequest offering(Map<String, Object> schema) {
        return MiniMaxClientTest.REQUEST.toBuilder()
                .tools(List.of(Tool.of("f", null, schema)))
                .build();
    }

    /** The end of a response that says nothing of why the model stopped, whole and in deltas. */
    private List<ChatCompletion> withoutReason(MiniMaxServer server, ChatCompletionRequest request, String call) {
        server.enqueue(
                Reply.raw(200, "application/json", "{\"choices\":[{\"message\":{\"tool_calls\":[" + call + "]}}]}"),
                Reply.events(delta("\"tool_calls\":[" + call + "]"), "[DONE]"));
        RecordingListener listener = new RecordingListener();
        ChatCompletion whole = client.chat(request);
        client.stream(request, listener);
        return List.of(whole, listener.completion());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"a\":1}"})
    @Tag("B6")
    @Tag("B17")
    void aCallThatMayBeWholeIsACallIfTheServerEndsTheResponseWithoutAReason(String arguments, MiniMaxServer server) {
        Map<String, Object> optional = Map.of("type", "object", "properties", Map.of("a", Map.of("type", "integer")));

        for (ChatCompletion response : withoutReason(server, offering(optional), call(0, "f", arguments))) {
            assertThat(response.toolCalls())
                    .containsExactly(new ToolCall("c0", "f", arguments.startsWith("{") ? arguments : "{}"));
            assertThat(response.incompleteToolCalls()).isEmpty();
            assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(response.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1"})
    @Tag("B23")
    void aCallThatCannotBeWholeIsIncompleteIfTheServerEndsTheResponseWithoutAReason(
            String arguments, MiniMaxServer server) {
        Map<String, Object> required = Map.of(
                "type", "object", "properties", Map.of("a", Map.of("type", "integer")), "required", List.of("a"));

        for (ChatCompletion response : withoutReason(server, offering(required), call(0, "f", arguments))) {
            assertThat(response.toolCalls()).isEmpty();
            assertThat(response.incompleteToolCalls()).containsExactly(new ToolCall("c0", "f", arguments));
            assertThat(response.finishReason()).isEqualTo(FinishReason.OTHER);
            assertThat(response.warnings()).containsExactly(ChatWarning.INCOMPLETE_TOOL_CALL);
        }
    }

    private static ChatCompletionRequest history() {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(
                        Message.user("Weather?"),
                        Message.builder(Role.ASSISTANT)
                                .toolCalls(
                                        List.of(new ToolCall("a", "f", "{\"secret\":"), new ToolCall("b", "g", "{}")))
                                .build(),
                        Message.tool("b", "20 degrees"),
                        Message.user("And now?"))
                .build();
    }

    @Test
    @Tag("B7")
    @Tag("Q15")
    void aCallWithoutResultGoesOutWithOneThatSaysSoAndTheLogSaysItOnce(MiniMaxServer server) {
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            server.enqueue(Reply.text("Fine."), Reply.text("Fine."));
            client.chat(history());
            RecordingListener listener = new RecordingListener();
            client.stream(history(), listener);
            listener.completion();
        } finally {
            logger.detachAppender(log);
        }

        for (int i = 0; i < 2; i++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.messages())
                    .extracting(message -> message.get("role"))
                    .containsExactly("user", "assistant", "tool", "tool", "user");
            assertThat(request.at("messages[2].tool_call_id")).isEqualTo("a");
            assertThat(request.at("messages[2].content")).asString().contains("not executed");
            assertThat(request.at("messages[3].tool_call_id")).isEqualTo("b");
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("messages[1] 'a'")
                        .doesNotContain("secret", "Weather", "degrees", "'b'"));
    }

    @Test
    @Tag("Q15")
    void aCallWithoutResultIsRefusedIfNoHistoryIsToBeRepaired(MiniMaxServer server) {
        try (MiniMaxClient strict = builder(server).repairToolHistory(false).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> strict.chat(history()))
                    .withMessage(
                            "messages[1] makes the tool call 'a', but its result does not follow: MiniMax refuses such a"
                                    + " conversation");
        }
        assertThat(server.requests()).isEmpty();
    }

    private static ChatCompletionRequest sharedId(String... results) {
        List<Message> messages = new ArrayList<>(List.of(
                Message.user("Weather?"),
                Message.builder(Role.ASSISTANT)
                        .toolCalls(List.of(
                                new ToolCall("c", "f", "{\"n\":1}"),
                                new ToolCall("b", "g", "{}"),
                                new ToolCall("c", "f", "{\"n\":2}")))
                        .build(),
                Message.tool("b", "of b")));
        for (String result : results) {
            messages.add(Message.tool("c", result));
        }
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(messages)
                .build();
    }

    @Test
    @Tag("B7")
    @Tag("Q15")
    void callsThatShareAnIdTakeTheResultsUnderItInTheirOrder(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."), Reply.text("Fine."));

        client.chat(sharedId("first", "second"));
        assertThat(server.takeRequest().messages())
                .filteredOn(message -> "tool".equals(message.get("role")))
                .extracting(message -> message.get("tool_call_id") + ": " + message.get("content"))
                .containsExactly("c: first", "b: of b", "c: second");

        client.chat(sharedId("first"));
        assertThat(server.takeRequest().at("messages[4].content")).asString().contains("not executed");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.chat(sharedId("first", "second", "third")))
                .withMessageContaining("messages[5]")
                .withMessageContaining("'c'");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    @Tag("B7")
    void resultsThatAnswerNoCallAreRefusedAllTheSame(MiniMaxServer server) {
        ChatCompletionRequestBuilder apart = history().toBuilder().messages(Message.tool("a", "4 degrees"));
        ChatCompletionRequest wrongId = ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(history().messages().get(1), Message.tool("z", "4 degrees"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.chat(apart.build()))
                .withMessageContaining("messages[4]")
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.chat(wrongId))
                .withMessageContaining("messages[0]");
        assertThat(server.requests()).isEmpty();
    }
}
