package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream may end with the whole message: what no delta has brought comes from there, and nothing comes twice. */
@Timeout(60)
@Tag("Q6")
@Tag("B9")
class ClosingMessageTest extends ConnectedTest {

    private static final String THOUGHT = "They greet me, so I greet back.";

    private static final String ROLE = delta("\"role\":\"assistant\",\"content\":\"\"");

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.profile(TargetProfile.MINIMAX);
    }

    private static String message(String members) {
        return "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                + "{\"role\":\"assistant\"," + members + "}}]}";
    }

    private static String content(String content) {
        return "\"content\":" + Json.write(content);
    }

    private static String reasoning(String thinking) {
        return "\"reasoning_content\":" + Json.write(thinking);
    }

    private RecordingListener streamed(MiniMaxServer server, String... events) {
        server.enqueue(Reply.events(events));
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        ChatCompletion completion = listener.completion();
        assertThat(listener.text).hasToString(completion.text() == null ? "" : completion.text());
        assertThat(listener.thinking).hasToString(completion.thinking() == null ? "" : completion.thinking());
        return listener;
    }

    static Stream<Arguments> streams() {
        String whole = message(reasoning(THOUGHT) + "," + content("Hello there."));
        String inline = message(content("<think>\n" + THOUGHT + "\n</think>\n\nHello there."));
        return Stream.of(
                stream("no delta", whole),
                stream("an empty role delta", ROLE, whole),
                stream("an empty role delta, then the thinking in the text", ROLE, inline),
                stream("thinking only", delta(reasoning(THOUGHT)), whole),
                stream("thinking only, inline in the message", delta(reasoning(THOUGHT)), inline),
                stream("inline thinking only", text("<think>\n" + THOUGHT + "\n</think>"), inline),
                stream("text only", text("Hello there."), whole),
                stream("text only, the thinking inline in the message", text("Hello there."), inline),
                stream("a beginning of the thinking", delta(reasoning("They greet ")), whole),
                stream("a beginning of the inline thinking", text("<think>They greet me"), inline),
                stream("a beginning of the text", delta(reasoning(THOUGHT)), text("Hello"), whole),
                stream("a beginning of both", delta(reasoning("They")), text("Hel"), text("lo "), whole),
                stream("a beginning of the inline text", text("<think>" + THOUGHT + "</think>Hel"), inline),
                stream("everything", delta(reasoning(THOUGHT)), text("Hello "), text("there."), finish("stop"), whole),
                stream("everything, inline", text("<think>\n" + THOUGHT + "\n</think>\n\nHello there."), whole),
                stream("everything apart, the message inline", delta(reasoning(THOUGHT)), text("Hello there."), inline),
                stream(
                        "everything, and an empty message",
                        delta(reasoning(THOUGHT)),
                        text("Hello there."),
                        message(content(""))),
                stream("another text", delta(reasoning(THOUGHT)), text("Hello there."), message(content("Goodbye."))),
                stream("the same message twice", ROLE, whole, whole),
                stream(
                        "delta and message in one choice",
                        "{\"choices\":[{\"index\":0,\"delta\":{" + reasoning(THOUGHT) + ",\"content\":\"Hello\"},"
                                + "\"finish_reason\":\"stop\",\"message\":{" + content("Hello there.") + "}}]}"));
    }

    private static Arguments stream(String brought, String... events) {
        return Arguments.of(brought, events);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void whatNoDeltaBroughtComesFromTheMessageAndNothingComesTwice(
            String brought, String[] events, MiniMaxServer server) {
        ChatCompletion completion = streamed(server, events).completion();

        assertThat(completion.text()).isEqualTo("Hello there.");
        assertThat(completion.thinking()).isEqualTo(THOUGHT);
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void whatIsHeldBackWhenTheMessageComesIsNeitherLostNorDoubled(MiniMaxServer server) {
        assertThat(streamed(server, text("2 <"), message(content("2 < 3"))).text)
                .hasToString("2 < 3");
        assertThat(streamed(server, text("2 </th"), message(content("2 </th"))).text)
                .hasToString("2 </th");
        assertThat(streamed(server, delta(reasoning("2 <")), message(reasoning("2 < 3") + "," + content("Yes.")))
                        .thinking)
                .hasToString("2 < 3");
        assertThat(streamed(server, delta(reasoning("One.\n")), message(reasoning("One.\nTwo.\n"))).thinking)
                .hasToString("One.\nTwo.");
        assertThat(streamed(server, text("\n"), message(content("\nYes."))).text)
                .hasToString("\nYes.");
    }

    @Test
    void theRestOfARefusalComesFromTheMessage(MiniMaxServer server) {
        String whole = message("\"refusal\":\"\\ud83d\\ude00 I cannot help.\"");

        for (String begun : List.of("", "\\ud83d", "\\ud83d\\ude00 I can", "\\ud83d\\ude00 I cannot help.")) {
            assertThat(streamed(server, delta("\"refusal\":\"" + begun + "\""), whole)
                            .completion()
                            .refusal())
                    .as(begun)
                    .isEqualTo("\uD83D\uDE00 I cannot help.");
        }
        assertThat(streamed(server, delta("\"refusal\":\"No.\""), whole)
                        .completion()
                        .refusal())
                .isEqualTo("No.");
    }

    @Test
    @Tag("B2")
    void theMessageHasTheLastWordOnWhatGoesBackInline(MiniMaxServer server) {
        String content = "<think>\n" + THOUGHT + "\n</think>\n\nHello there.";

        assertThat(streamed(server, text("<think>\nThey"), message(content(content)))
                        .completion()
                        .rawContent())
                .isEqualTo(content);
        assertThat(streamed(server, ROLE, message(content(content)))
                        .completion()
                        .rawContent())
                .isEqualTo(content);
        assertThat(streamed(server, text("<think>" + THOUGHT + "</think>Hel"), message(content("Hello there.")))
                        .completion()
                        .rawContent())
                .isEqualTo("<think>" + THOUGHT + "</think>Hello there.");
    }

    @Test
    void textAndThinkingComeBesideToolCallsThatDeltasBrought(MiniMaxServer server) {
        String call = "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]";

        ChatCompletion completion = streamed(
                        server,
                        delta(call),
                        finish("tool_calls"),
                        message(reasoning(THOUGHT) + "," + content("I look.") + "," + call))
                .completion();

        assertThat(completion.text()).isEqualTo("I look.");
        assertThat(completion.thinking()).isEqualTo(THOUGHT);
        assertThat(completion.toolCalls()).containsExactly(new ToolCall("c1", "f", "{}"));
    }

    @Test
    @Tag("Q27")
    void markupThatBecomesACallIsNotDoubledByTheMessage(MiniMaxServer server) {
        String markup = "<minimax:tool_call>\n<invoke name=\"f\">\n</invoke>\n</minimax:tool_call>";
        ChatCompletionRequest request = MiniMaxClientTest.REQUEST.toBuilder()
                .tools(List.of(Tool.of("f", null, Map.of("type", "object"))))
                .build();
        try (MiniMaxClient converting = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key")
                .convertToolCallMarkup(true)
                .build()) {
            for (List<String> events : List.of(
                    List.of(text("I look. "), text(markup), message(content("I look. " + markup))),
                    List.of(text("I look. <minim"), message(content("I look. " + markup))),
                    List.of(ROLE, message(content("I look. " + markup))))) {
                server.enqueue(Reply.events(events.toArray(String[]::new)));
                RecordingListener listener = new RecordingListener();
                converting.stream(request, listener);
                assertThat(listener.completion().toolCalls())
                        .extracting(ToolCall::name)
                        .containsExactly("f");
                assertThat(listener.text.toString().strip()).isEqualTo("I look.");
            }
        }
    }
}
