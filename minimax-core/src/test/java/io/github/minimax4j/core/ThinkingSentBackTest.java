package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M3.1 gets the thinking of earlier turns as text and as details, whichever of them the conversation has (wire reference 3.1). */
@ExtendWith(MiniMaxServerExtension.class)
class ThinkingSentBackTest {

    private static final Map<String, Object> DETAIL =
            Map.of("type", "reasoning.text", "id", "reasoning-text-1", "text", "I look ");

    private static final Map<String, Object> MORE = Map.of("type", "reasoning.text", "text", "it up.");

    private static RecordedRequest sent(
            MiniMaxServer server,
            String model,
            TargetProfile profile,
            String content,
            @Nullable String text,
            @Nullable List<Map<String, Object>> details) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(profile)
                .apiKey("key")
                .build()) {
            client.chat(ChatCompletionRequest.builder()
                    .model(model)
                    .messages(
                            Message.user("Hi"),
                            Message.builder(Role.ASSISTANT)
                                    .content(content)
                                    .reasoningContent(text)
                                    .reasoningDetails(details)
                                    .build(),
                            Message.user("And now?"))
                    .build());
        }
        return server.lastRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MiniMax-M3.1-Flash", "minimax-m3.1-flash", "MINIMAX-M3.1-FLASH-PREVIEW", "minimax/minimax-m3.1"
            })
    void m31GetsTheFormThatIsMissing(String model, MiniMaxServer server) {
        RecordedRequest details = sent(server, model, TargetProfile.MINIMAX, "Done.", null, List.of(DETAIL, MORE));
        assertThat(details.at("messages[1].reasoning_content")).isEqualTo("I look it up.");
        assertThat(details.at("messages[1].reasoning_details")).isEqualTo(List.of(DETAIL, MORE));

        RecordedRequest text = sent(server, model, TargetProfile.MINIMAX, "Done.", "I look.", null);
        assertThat(text.at("messages[1].reasoning_content")).isEqualTo("I look.");
        assertThat(text.at("messages[1].reasoning_details"))
                .isEqualTo(List.of(Map.of("type", "reasoning.text", "text", "I look.")));
    }

    @Test
    void thinkingWithinTheContentGoesAsTextTooAndTheContentStays(MiniMaxServer server) {
        String content = "<think>\nI look.\n</think>\n\nDone.";
        RecordedRequest request = sent(server, "MiniMax-M3.1-Flash", TargetProfile.MINIMAX, content, null, null);
        assertThat(request.at("messages[1].content")).isEqualTo(content);
        assertThat(request.at("messages[1].reasoning_content")).isEqualTo("I look.");
    }

    @Test
    void whatHasBothFormsOrNoneStaysAsItIs(MiniMaxServer server) {
        RecordedRequest both =
                sent(server, "MiniMax-M3.1-Flash", TargetProfile.MINIMAX, "Done.", "Other words.", List.of(DETAIL));
        assertThat(both.at("messages[1].reasoning_content")).isEqualTo("Other words.");
        assertThat(both.at("messages[1].reasoning_details")).isEqualTo(List.of(DETAIL));

        RecordedRequest none = sent(server, "MiniMax-M3.1-Flash", TargetProfile.MINIMAX, "Done.", null, null);
        assertThat(none.has("messages[1].reasoning_content")).isFalse();
        assertThat(none.has("messages[1].reasoning_details")).isFalse();
    }

    @Test
    void otherModelsAndTheDetailsOfGatewaysAreLeftAlone(MiniMaxServer server) {
        RecordedRequest m3 = sent(server, "MiniMax-M3", TargetProfile.MINIMAX, "Done.", null, List.of(DETAIL));
        assertThat(m3.has("messages[1].reasoning_content")).isFalse();

        RecordedRequest gateway = sent(server, "MiniMax-M3.1-Flash", TargetProfile.GATEWAY, "Done.", "I look.", null);
        assertThat(gateway.has("messages[1].reasoning_details")).isFalse();
    }

    @Test
    void detailsGoBackWithTheNullsTheyCameWith(MiniMaxServer server) {
        String details = "[{\"type\":\"reasoning.text\",\"text\":\"I look.\",\"signature\":null,\"index\":[1,null]}]";
        server.enqueue(
                json("{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Done.\",\"reasoning_details\":" + details + "}}]}"),
                Reply.text("Fine."));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("key")
                .build()) {
            ChatCompletion first = client.chat(MiniMaxClientTest.REQUEST);
            client.chat(ChatCompletionRequest.builder()
                    .model("MiniMax-M3")
                    .messages(Message.user("Hi"), first.toMessage(), Message.user("And now?"))
                    .build());
        }
        assertThat(server.lastRequest().body()).contains("\"reasoning_details\":" + details);
    }

    private static Reply json(String body) {
        return Reply.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
