package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecution;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B2")
@ExtendWith(MiniMaxServerExtension.class)
class AiServiceToolLoopTest {
    private static final CompletionReply CALLS = Reply.thinking("I need both.")
            .toolCall("call_1", "weather", "{\"city\": \"Oslo\"}")
            .toolCall("call_2", "time", "")
            .usage(100, 20, 10, 5);
    private static final CompletionReply ANSWER =
            Reply.thinking("Now I know.").text("4 degrees at 10:14.").usage(150, 30, 90, 6);

    static final class Tools {
        @Tool("Weather now")
        String weather(@P(name = "city", value = "where") String city) {
            return city + ": 4 degrees";
        }

        @Tool("Time now")
        String time() {
            return "10:14";
        }
    }

    interface Assistant {
        Result<String> ask(String question);
    }

    static final class BrokenTools {
        @Tool("Weather now")
        String weather(@P(name = "city", value = "where") String city) {
            throw new IllegalStateException("no weather station in " + city);
        }
    }

    interface StreamingAssistant {
        TokenStream ask(String question);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theModelLearnsThatAToolFailedUnlessThatIsSwitchedOff(boolean marked, MiniMaxServer server) {
        server.enqueue(Reply.toolCall("call_1", "weather", "{\"city\": \"Oslo\"}"), Reply.text("Nobody knows."));
        MiniMaxChatModelBuilder builder = TestModels.chat(server);
        try (MiniMaxChatModel model = (marked ? builder : builder.markToolErrors(false)).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(new BrokenTools())
                    .build();
            assertThat(assistant.ask("Weather in Oslo?").content()).isEqualTo("Nobody knows.");
        }
        assertThat(server.lastRequest().toolResults())
                .containsExactly((marked ? "Error: " : "") + "no weather station in Oslo");
    }

    private static void checkRequests(MiniMaxServer server, boolean split) {
        RecordedRequest first = server.takeRequest();
        assertThat(first.toolNames()).containsExactlyInAnyOrder("weather", "time");
        assertThat(first.messages()).hasSize(1);
        RecordedRequest second = server.takeRequest();
        assertThat(second.toolNames()).containsExactlyInAnyOrder("weather", "time");
        assertThat(second.messages()).hasSize(4);
        if (split) {
            assertThat(second.at("messages[1].reasoning_details"))
                    .isEqualTo(List.of(Map.of(
                            "type",
                            "reasoning.text",
                            "id",
                            "reasoning-text-1",
                            "format",
                            "MiniMax-response-v1",
                            "index",
                            0,
                            "text",
                            "I need both.")));
            assertThat(second.has("messages[1].content")).isFalse();
        } else {
            assertThat(second.at("messages[1].content")).isEqualTo("<think>\nI need both.\n</think>\n");
            assertThat(second.has("messages[1].reasoning_details")).isFalse();
        }
        assertThat(second.at("messages[1].tool_calls[0].id")).isEqualTo("call_1");
        assertThat(second.at("messages[1].tool_calls[0].function.arguments")).isEqualTo("{\"city\": \"Oslo\"}");
        assertThat(second.at("messages[1].tool_calls[1].function.arguments")).isEqualTo("{}");
        assertThat(second.at("messages[2]"))
                .isEqualTo(Map.of("role", "tool", "tool_call_id", "call_1", "content", "Oslo: 4 degrees"));
        assertThat(second.at("messages[3]"))
                .isEqualTo(Map.of("role", "tool", "tool_call_id", "call_2", "content", "10:14"));
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoToolsRunAndTheThinkingGoesBack(boolean split, MiniMaxServer server) {
        server.enqueue(CALLS, ANSWER);
        try (MiniMaxChatModel model =
                TestModels.chat(server).reasoningSplit(split).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
                    .tools(new Tools())
                    .build();
            Result<String> result = assistant.ask("Weather and time in Oslo?");
            assertThat(result.content()).isEqualTo("4 degrees at 10:14.");
            assertThat(result.toolExecutions()).hasSize(2);
            assertThat(result.finalResponse().aiMessage().thinking()).isEqualTo("Now I know.");
            assertThat(result.tokenUsage())
                    .isEqualTo(MiniMaxTokenUsage.builder()
                            .inputTokenCount(250)
                            .outputTokenCount(50)
                            .totalTokenCount(300)
                            .cachedInputTokens(100)
                            .reasoningTokens(11)
                            .build());
        }
        checkRequests(server, split);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoToolsRunInAStreamAndTheThinkingGoesBack(boolean split, MiniMaxServer server) throws Exception {
        server.enqueue(CALLS, ANSWER);
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).reasoningSplit(split).build()) {
            StreamingAssistant assistant = AiServices.builder(StreamingAssistant.class)
                    .streamingChatModel(model)
                    .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
                    .tools(new Tools())
                    .build();
            StringBuffer text = new StringBuffer();
            StringBuffer thinking = new StringBuffer();
            List<ToolExecution> executions = new java.util.concurrent.CopyOnWriteArrayList<>();
            CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
            assistant
                    .ask("Weather and time in Oslo?")
                    .onPartialResponse(text::append)
                    .onPartialThinking(partial -> thinking.append(partial.text()))
                    .onToolExecuted(executions::add)
                    .onCompleteResponse(answer::complete)
                    .onError(answer::completeExceptionally)
                    .start();
            ChatResponse response = answer.get(10, TimeUnit.SECONDS);
            assertThat(response.aiMessage().text())
                    .isEqualTo("4 degrees at 10:14.")
                    .isEqualTo(text.toString());
            assertThat(thinking.toString().replace("\n", "")).isEqualTo("I need both.Now I know.");
            assertThat(executions).hasSize(2);
            assertThat(response.metadata()).isExactlyInstanceOf(MiniMaxChatResponseMetadata.class);
            assertThat(((MiniMaxChatResponseMetadata) response.metadata()).traceId())
                    .isNotBlank();
            assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(300);
            assertThat(((MiniMaxTokenUsage) response.tokenUsage()).cachedInputTokens())
                    .isEqualTo(100);
        }
        checkRequests(server, split);
    }

    @Test
    @Tag("B19")
    void argumentsThatAreNoJsonDoNotPoisonTheConversation(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("call_1", "weather", "{\"city\": "), Reply.text("I could not look it up."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(new Tools())
                    .toolArgumentsErrorHandler((error, context) ->
                            dev.langchain4j.service.tool.ToolErrorHandlerResult.text("The arguments are no JSON."))
                    .build();
            assertThat(assistant.ask("Weather?").content()).isEqualTo("I could not look it up.");
        }
        server.takeRequest();
        assertThat(server.takeRequest().at("messages[1].tool_calls[0].function.arguments"))
                .isEqualTo("{\"malformed_arguments\":\"{\\\"city\\\": \"}");
    }
}
