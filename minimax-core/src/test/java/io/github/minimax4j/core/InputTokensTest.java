package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class InputTokensTest extends ConnectedTest {

    @Test
    void aConversationWithToolsAndAnImageIsCountedInTheFormOfResponses(MiniMaxServer server) {
        server.enqueue(Reply.inputTokens(588));

        int tokens = client.countInputTokens(ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(
                        Message.system("Be brief."),
                        Message.user(List.of(
                                new ContentPart.Text("Where is this?"),
                                new ContentPart.Image("https://example.com/cat.png", ContentPart.Detail.HIGH, null))),
                        Message.builder(Role.ASSISTANT)
                                .content("Let me look.")
                                .toolCalls(List.of(new ToolCall("c1", "find", "{\"q\":\"cat\"}")))
                                .build(),
                        Message.tool("c1", "Oslo"))
                .tools(List.of(Tool.of("find", "Finds places", null)))
                .temperature(0.5)
                .build());

        assertThat(tokens).isEqualTo(588);
        assertThat(server.lastRequest().path()).isEqualTo("/v1/responses/input_tokens");
        assertThat(server.lastRequest().body())
                .isEqualTo("{\"model\":\"MiniMax-M3\",\"input\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Where is this?\"},"
                        + "{\"type\":\"input_image\",\"image_url\":\"https://example.com/cat.png\",\"detail\":\"high\"}]},"
                        + "{\"role\":\"assistant\",\"content\":\"Let me look.\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"find\",\"arguments\":\"{\\\"q\\\":\\\"cat\\\"}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"Oslo\"}],"
                        + "\"tools\":[{\"type\":\"function\",\"name\":\"find\",\"description\":\"Finds places\","
                        + "\"parameters\":{\"type\":\"object\",\"properties\":{}}}]}");
    }

    @Test
    void aVideoIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.countInputTokens(ChatCompletionRequest.builder()
                        .model("MiniMax-M3")
                        .messages(Message.user(
                                List.of(new ContentPart.Video("https://example.com/cat.mp4", null, null, null))))
                        .build()))
                .withMessageContaining("video");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void aServerWithoutTheEndpointIsNamedWithIt(int status, MiniMaxServer server) {
        server.enqueue(Reply.raw(status, "text/plain", "no"), Reply.error(ErrorShape.ENVELOPE, status, 0, "no route"));

        for (int i = 0; i < 2; i++) {
            MiniMaxException error = catchThrowableOfType(
                    MiniMaxException.class, () -> client.countInputTokens(MiniMaxClientTest.REQUEST));
            assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            assertThat(error)
                    .hasMessageContaining("/v1/responses/input_tokens")
                    .hasMessageContaining("lack this endpoint");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"object\":\"response.input_tokens\"}", "{\"input_tokens\":-1}", "{\"input_tokens\":\"many\"}"
            })
    void aResponseWithoutACountIsMalformed(String body, MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", body));

        MiniMaxException error =
                catchThrowableOfType(MiniMaxException.class, () -> client.countInputTokens(MiniMaxClientTest.REQUEST));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error).hasMessageContaining("input_tokens");
    }
}
