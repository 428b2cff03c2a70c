package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import io.github.minimax4j.core.transport.Region;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Asks MiniMax itself, if there is a key. {@code MINIMAX_REGION} (GLOBAL or CHINA) and {@code MINIMAX_MODEL} choose otherwise than the
 * defaults.
 */
@EnabledIfEnvironmentVariable(named = "MINIMAX_API_KEY", matches = ".+")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MiniMaxLiveTest {

    private static <B extends MiniMaxModelBuilder<B>> B configured(B builder) {
        return builder.apiKey(System.getenv("MINIMAX_API_KEY"))
                .region(Region.valueOf(System.getenv().getOrDefault("MINIMAX_REGION", "GLOBAL")))
                .modelName(System.getenv().getOrDefault("MINIMAX_MODEL", MiniMaxChatModelName.MINIMAX_M3.toString()));
    }

    @Test
    void respondsAtOnce() {
        try (MiniMaxChatModel model = configured(MiniMaxChatModel.builder()).build()) {
            ChatResponse response = model.chat(TestModels.ask("What is the capital of Germany?"));
            assertThat(response.aiMessage().text()).contains("Berlin").doesNotContain("<think>");
            assertThat(response.tokenUsage().totalTokenCount()).isPositive();
        }
    }

    @Test
    void respondsInAStream() throws Exception {
        try (MiniMaxStreamingChatModel model =
                configured(MiniMaxStreamingChatModel.builder()).build()) {
            java.util.concurrent.CompletableFuture<ChatResponse> answer =
                    new java.util.concurrent.CompletableFuture<>();
            RecordingHandler handler = new RecordingHandler() {
                @Override
                public void onCompleteResponse(ChatResponse response) {
                    super.onCompleteResponse(response);
                    answer.complete(response);
                }

                @Override
                public void onError(Throwable error) {
                    super.onError(error);
                    answer.completeExceptionally(error);
                }
            };
            model.chat("What is the capital of Germany?", handler);
            ChatResponse response = answer.get();
            assertThat(response.aiMessage().text())
                    .contains("Berlin")
                    .doesNotContain("<think>")
                    .isEqualTo(handler.text());
            assertThat(response.tokenUsage().totalTokenCount()).isPositive();
        }
    }

    interface Assistant {
        Result<String> ask(String question);
    }

    static final class Thermometer {
        @Tool("Temperature now, in degrees Celsius")
        String temperature(@P(name = "city", value = "the city") String city) {
            return "-17";
        }
    }

    @Test
    void runsATool() {
        try (MiniMaxChatModel model = configured(MiniMaxChatModel.builder()).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(new Thermometer())
                    .build();
            Result<String> result = assistant.ask("How cold is it in Oslo? Use the tool.");
            assertThat(result.toolExecutions()).isNotEmpty();
            assertThat(result.content()).contains("17");
        }
    }
}
