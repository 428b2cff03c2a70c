package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls that come as text: told of, never run unless asked. */
@ExtendWith(MiniMaxServerExtension.class)
class ToolCallMarkupTest {

    private static final Tool WEATHER = Tool.of(
            "get_weather",
            null,
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer"))));

    private static final String M2 = "<minimax:tool_call>\n<invoke name=\"get_weather\">\n"
            + "<parameter name=\"city\">Oslo & <b>all</b></parameter>\n<parameter name=\"days\">3</parameter>\n</invoke>\n"
            + "</minimax:tool_call>";

    private static final String M3 = "]<]minimax[>[<tool_call>\n]<]minimax[>[<invoke name=\"get_weather\">"
            + "]<]minimax[>[<city>Oslo & <b>all</b>]<]minimax[>[</city>]<]minimax[>[<days>3]<]minimax[>[</days>"
            + "]<]minimax[>[</invoke>\n]<]minimax[>[</tool_call>";

    private static Responses.Result read(String text, boolean convert) {
        byte[] stream = sse(text(text), finish("stop")).getBytes(StandardCharsets.UTF_8);
        return Responses.readCutAt(
                stream, List.of(), new Expectations(Map.of("get_weather", WEATHER), false, convert, false));
    }

    private static Responses.Result readInPieces(String text, int size) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < text.length(); i += size) {
            stream.append(sse(text(text.substring(i, Math.min(text.length(), i + size)))));
        }
        stream.append(sse(finish("stop")));
        return Responses.readCutAt(
                stream.toString().getBytes(StandardCharsets.UTF_8),
                List.of(),
                new Expectations(Map.of("get_weather", WEATHER), false, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {M2, M3})
    @Tag("B38")
    @Tag("Q27")
    void markupIsReportedAndStaysText(String markup) {
        ChatCompletion answer = read("I look it up. " + markup, false).completion();

        assertThat(answer.warnings()).containsExactly(ChatWarning.TOOL_CALL_MARKUP);
        assertThat(answer.text()).isEqualTo("I look it up. " + markup);
        assertThat(answer.toolCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {M2, M3})
    @Tag("B38")
    void markupBecomesACallIfAskedForWhereverItIsCut(String markup) {
        for (int size = 1; size < markup.length(); size += size < 30 ? 1 : 37) {
            Responses.Result result = readInPieces("I look it up. " + markup + "\n", size);

            ChatCompletion answer = result.completion();
            assertThat(answer.toolCalls()).hasSize(1);
            assertThat(answer.toolCalls().get(0).name()).isEqualTo("get_weather");
            assertThat(answer.toolCalls().get(0).arguments()).isEqualTo("{\"city\":\"Oslo & <b>all</b>\",\"days\":3}");
            assertThat(answer.text()).isEqualTo("I look it up. ");
            assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(answer.warnings()).containsExactly(ChatWarning.TOOL_CALL_MARKUP);
            assertThat(result.joined().get(0)).isEqualTo("text:I look it up. ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<minimax:tool_call><invoke name=\"rm\"></invoke></minimax:tool_call>",
                "<minimax:tool_call><invoke name=\"get_weather\"><parameter name=\"days\">many</parameter></invoke></minimax:tool_call>",
                "<minimax:tool_call><invoke name=\"get_weather\">",
                "<minimax:tool_call></minimax:tool_call>",
                "]<]minimax[>["
            })
    @Tag("B38")
    void markupThatIsBrokenOrCallsWhatWasNotOfferedStaysText(String markup) {
        ChatCompletion answer = read("So: " + markup, true).completion();

        assertThat(answer.toolCalls()).isEmpty();
        assertThat(answer.text()).isEqualTo("So: " + markup);
        assertThat(answer.warnings()).containsExactly(ChatWarning.TOOL_CALL_MARKUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Write `" + M2 + "` to call it.", "Like this:\n```xml\n" + M3 + "\n```\n"})
    @Tag("B38")
    void aDocumentThatQuotesMarkupIsNeitherReportedNorRun(String text) {
        for (boolean convert : new boolean[] {false, true}) {
            ChatCompletion answer = read(text, convert).completion();

            assertThat(answer.text()).isEqualTo(text);
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.warnings()).isEmpty();
        }
    }

    @Test
    void textThatOnlyLooksLikeTheBeginningOfMarkupComesThrough() {
        String text = "a < b ] c <minimax and ]<]mini and <minimax:tool";
        for (int size = 1; size < 10; size++) {
            assertThat(readInPieces(text, size).completion().text()).isEqualTo(text);
        }
    }

    @Test
    @Tag("B26")
    @Tag("Q12")
    void aRequiredToolThatIsNotCalledIsReported(MiniMaxServer server) {
        server.enqueue(Reply.text("I would rather talk."), Reply.text("And I too."));
        ChatCompletionRequest request = MiniMaxClientTest.REQUEST.toBuilder()
                .tools(List.of(WEATHER))
                .toolChoice(ToolChoice.REQUIRED)
                .build();
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            assertThat(client.chat(request).warnings()).containsExactly(ChatWarning.REQUIRED_TOOL_NOT_CALLED);
            assertThat(client.chat(request.toBuilder()
                                    .toolChoice(ToolChoice.function("get_weather"))
                                    .build())
                            .warnings())
                    .containsExactly(ChatWarning.REQUIRED_TOOL_NOT_CALLED);
        }
        assertThat(server.requests().get(0).at("tool_choice")).isEqualTo("required");
    }

    @Test
    @Tag("Q28")
    void aCallOfAToolThatWasNotOfferedIsPassedOnAndReported(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("phantom", "{}"));
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            ChatCompletion answer = client.chat(MiniMaxClientTest.REQUEST);

            assertThat(answer.toolCalls()).hasSize(1);
            assertThat(answer.warnings()).containsExactly(ChatWarning.TOOL_NOT_OFFERED);
        }
    }

    @Test
    void theJsonOfAnAnswerIsKeptOnRequest(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(200, "application/json", "{\"novel\":1,\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"),
                Reply.events(
                        "{\"novel\":2,\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
                        "[DONE]"));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .keepRawResponses(true)
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).raw().get(0)).contains("\"novel\":1");
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().raw()).hasSize(1).allMatch(json -> json.contains("\"novel\":2"));
        }
    }
}
