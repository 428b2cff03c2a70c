package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The two gateways that the project began with: each field of theirs arrives, and none that they do not know. */
@Tag("Q42")
@ExtendWith(MiniMaxServerExtension.class)
class GatewaysTest {
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("get_weather")
            .description("Weather now")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    @Test
    void abab55RespondsThroughItsGateway(MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.raw(
                        200,
                        "application/json",
                        "{\"id\":\"cmpl-7Qx0000000000000000000001\",\"object\":\"chat.completion\","
                                + "\"created\":1711000000,\"model\":\"abab5.5-chat\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"},"
                                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":14,"
                                + "\"completion_tokens\":2,\"total_tokens\":16}}"));
        Map<String, Object> expected = new HashMap<>(Map.of(
                "model",
                "abab5.5-chat",
                "messages",
                List.of(
                        Map.of("role", "system", "content", "You are brief."),
                        Map.of("role", "user", "content", "Say hello.")),
                "max_tokens",
                50,
                "temperature",
                0.7,
                "top_p",
                0.9,
                "stop",
                List.of("END"),
                "presence_penalty",
                0.0,
                "frequency_penalty",
                0.0));
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from("You are brief."), UserMessage.from("Say hello."))
                .build();
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("gateway-key")
                        .profile(TargetProfile.GATEWAY)
                        .modelName("abab5.5-chat")
                        .maxOutputTokens(50)
                        .temperature(0.7)
                        .topP(0.9)
                        .stopSequences(List.of("END"))
                        .presencePenalty(0.0)
                        .frequencyPenalty(0.0)
                        .build();
                MiniMaxStreamingChatModel streaming = MiniMaxStreamingChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("gateway-key")
                        .profile(TargetProfile.GATEWAY)
                        .streamUsage(false) // as the gateway's own host has it by default
                        .modelName("abab5.5-chat")
                        .defaultRequestParameters(model.defaultRequestParameters())
                        .build()) {
            ChatResponse response = model.chat(request);
            assertThat(response.aiMessage().text()).isEqualTo("Hello.");
            assertThat(response.aiMessage().attributes()).isEmpty();
            assertThat(response.id()).isEqualTo("cmpl-7Qx0000000000000000000001");
            assertThat(response.modelName()).isEqualTo("abab5.5-chat");
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.tokenUsage())
                    .isEqualTo(MiniMaxTokenUsage.builder()
                            .inputTokenCount(14)
                            .outputTokenCount(2)
                            .totalTokenCount(16)
                            .build());
            assertThat(server.takeRequest().json()).isEqualTo(expected);

            RecordingHandler handler = new RecordingHandler();
            streaming.chat(request, handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
            expected.put("stream", true);
            assertThat(server.takeRequest().json()).isEqualTo(expected);
        }
    }

    @Test
    void m1RespondsThroughItsGateway(MiniMaxServer server) {
        server.enqueue(
                Reply.text("{\"raining\": false}").asGateway().usage(70, 8),
                Reply.toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}").asGateway());
        Map<String, Object> expected = new HashMap<>(Map.of(
                "model",
                "MiniMax-M1",
                "temperature",
                0.7,
                "max_tokens",
                500,
                "top_p",
                1.0,
                "stop",
                List.of("###"),
                "frequency_penalty",
                0.0,
                "presence_penalty",
                0.0,
                "tools",
                List.of(Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of(
                                "name",
                                "get_weather",
                                "description",
                                "Weather now",
                                "parameters",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("city", Map.of("type", "string")),
                                        "required",
                                        List.of("city"))))),
                "tool_choice",
                "auto",
                "response_format",
                Map.of("type", "json_object")));
        MiniMaxChatRequestParameters parameters = MiniMaxChatRequestParameters.builder()
                .modelName(MiniMaxChatModelName.MINIMAX_M1)
                .temperature(0.7)
                .maxOutputTokens(500)
                .topP(1.0)
                .stopSequences("###")
                .frequencyPenalty(0.0)
                .presencePenalty(0.0)
                .toolSpecifications(WEATHER)
                .toolChoice(ToolChoice.AUTO)
                .responseFormat(ResponseFormat.JSON)
                .build();
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .baseUrl(server.baseUrl() + "/v1")
                        .apiKey("gateway-key")
                        .profile(TargetProfile.GATEWAY)
                        .defaultRequestParameters(parameters)
                        .build();
                MiniMaxStreamingChatModel streaming = MiniMaxStreamingChatModel.builder()
                        .baseUrl(server.baseUrl() + "/v1/")
                        .apiKey("gateway-key")
                        .profile(TargetProfile.GATEWAY)
                        .streamUsage(false) // as the gateway's own host has it by default
                        .defaultRequestParameters(parameters)
                        .build()) {
            ChatResponse response = model.chat(TestModels.ask("Is it raining in Oslo? Answer as JSON."));
            assertThat(response.aiMessage().text()).isEqualTo("{\"raining\": false}");
            assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(78);
            checkM1(server, expected);

            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Is it raining in Oslo? Answer as JSON.", handler);
            assertThat(handler.awaitResponse().finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
            expected.put("stream", true);
            checkM1(server, expected);
        }
    }

    private static void checkM1(MiniMaxServer server, Map<String, Object> expected) {
        io.github.minimax4j.test.RecordedRequest request = server.takeRequest();
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.header("Authorization")).isEqualTo("Bearer gateway-key");
        Map<String, Object> body = new HashMap<>();
        ((Map<?, ?>) request.json()).forEach((name, value) -> body.put((String) name, value));
        body.remove("messages");
        assertThat(body).isEqualTo(expected);
        assertThat(request.lastUserText()).isEqualTo("Is it raining in Oslo? Answer as JSON.");
    }
}
