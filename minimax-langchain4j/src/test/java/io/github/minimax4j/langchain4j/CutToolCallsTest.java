package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tool call that the output limit cuts is not executed and does not spoil the memory; a memory that is spoilt already is repaired. */
@Tag("B19")
@Tag("B23")
@Tag("Q36")
@ExtendWith(MiniMaxServerExtension.class)
class CutToolCallsTest {
    private static final CompletionReply CUT = Reply.text("I look.")
            .toolCall("call_1", "weather", "{\"city\":\"Os")
            .finishReason("length");

    interface Assistant {
        Result<String> ask(String question);
    }

    interface StreamingAssistant {
        TokenStream ask(String question);
    }

    static final class Tools {
        final AtomicInteger executions = new AtomicInteger();

        @Tool("Weather now")
        String weather(@P(name = "city", value = "where") String city) {
            executions.incrementAndGet();
            return city + ": 4 degrees";
        }
    }

    private final Tools tools = new Tools();
    private final MessageWindowChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);
    private MiniMaxServer server;
    private MiniMaxChatModel model;
    private MiniMaxStreamingChatModel streaming;

    @BeforeEach
    void start(MiniMaxServer server) {
        this.server = server;
        model = TestModels.chat(server).build();
        streaming = TestModels.streaming(server).build();
    }

    @AfterEach
    void close() {
        model.close();
        streaming.close();
    }

    private Assistant assistant(MiniMaxChatModel model) {
        return AiServices.builder(Assistant.class)
                .chatModel(model)
                .chatMemory(memory)
                .tools(tools)
                .build();
    }

    private ChatResponse ask(StreamingAssistant assistant, String question) throws Exception {
        CompletableFuture<ChatResponse> response = new CompletableFuture<>();
        assistant
                .ask(question)
                .onPartialResponse(text -> {})
                .onCompleteResponse(response::complete)
                .onError(response::completeExceptionally)
                .start();
        return response.get(10, TimeUnit.SECONDS);
    }

    private static void assertCutCallIsReported(ChatResponse response) {
        assertThat(response.aiMessage().hasToolExecutionRequests()).isFalse();
        MiniMaxChatResponseMetadata metadata = (MiniMaxChatResponseMetadata) response.metadata();
        assertThat(metadata.warnings()).containsExactly(ChatWarning.INCOMPLETE_TOOL_CALL);
        assertThat(metadata.incompleteToolCalls()).containsExactly(call("call_1", "weather", "{\"city\":\"Os"));
        assertThat(metadata.toBuilder().build()).isEqualTo(metadata).hasSameHashCodeAs(metadata);
        assertThat(metadata.toString()).contains("incompleteToolCalls=1").doesNotContain("Os\"");
    }

    private void assertFollowingTurnWorks(RecordedRequest first, RecordedRequest second) {
        assertThat(tools.executions).hasValue(0);
        assertThat(first.messages()).hasSize(1);
        assertThat(second.messages())
                .containsExactly(
                        Map.of("role", "user", "content", "Weather?"),
                        Map.of("role", "assistant", "content", "I look."),
                        Map.of("role", "user", "content", "And now?"));
    }

    @Test
    void anAiServiceResponsesWithWhatThereIsAndGoesOn() {
        server.enqueue(CUT, Reply.text("4 degrees."));
        Assistant assistant = assistant(model);

        Result<String> cut = assistant.ask("Weather?");
        Result<String> next = assistant.ask("And now?");

        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.content()).isEqualTo("I look.");
        assertCutCallIsReported(cut.finalResponse());
        assertThat(next.content()).isEqualTo("4 degrees.");
        assertFollowingTurnWorks(server.takeRequest(), server.takeRequest());
    }

    @Test
    void aStreamingAiServiceResponsesWithWhatThereIsAndGoesOn() throws Exception {
        server.enqueue(CUT, Reply.text("4 degrees."));
        StreamingAssistant assistant = AiServices.builder(StreamingAssistant.class)
                .streamingChatModel(streaming)
                .chatMemory(memory)
                .tools(tools)
                .executeToolsConcurrently()
                .build();

        ChatResponse cut = ask(assistant, "Weather?");
        ChatResponse next = ask(assistant, "And now?");

        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.aiMessage().text()).isEqualTo("I look.");
        assertCutCallIsReported(cut);
        assertThat(next.aiMessage().text()).isEqualTo("4 degrees.");
        assertFollowingTurnWorks(server.takeRequest(), server.takeRequest());
    }

    @Test
    void anAiServiceGoesOnAfterAResponseThatIsNothingButACutCall() {
        server.enqueue(
                Reply.toolCall("call_1", "weather", "{\"city\":\"Os").finishReason("length"), Reply.text("4 degrees."));
        Assistant assistant = assistant(model);

        assertThat(assistant.ask("Weather?").content()).isNull();
        assertThat(assistant.ask("And now?").content()).isEqualTo("4 degrees.");
        assertThat(tools.executions).hasValue(0);
        server.takeRequest();
        assertThat(server.takeRequest().messages())
                .extracting(message -> message.get("role"))
                .containsExactly("user", "assistant", "user");
    }

    @Test
    void theCallsBeforeACutOneAreExecuted() {
        server.enqueue(
                Reply.toolCall("call_1", "weather", "{\"city\":\"Oslo\"}")
                        .toolCall("call_2", "weather", "{\"city\":\"Ro")
                        .finishReason("length"),
                Reply.text("4 degrees."));

        assertThat(assistant(model).ask("Weather?").content()).isEqualTo("4 degrees.");
        assertThat(tools.executions).hasValue(1);
        server.takeRequest();
        assertThat(server.takeRequest().messages())
                .extracting(message -> message.get("role"))
                .containsExactly("user", "assistant", "tool");
    }

    private List<ChatMessage> unanswered() {
        return List.of(
                UserMessage.from("Weather?"),
                AiMessage.from(call("call_1", "weather", "{\"city\":\"Os"), call("call_2", "weather", "{}")),
                ToolExecutionResultMessage.from("call_2", "weather", "Rome: 20 degrees"));
    }

    @Test
    @Tag("Q15")
    void anAiServiceGoesOnWithAMemoryThatHasACallWithoutResult() {
        server.enqueue(Reply.text("4 degrees."));
        unanswered().forEach(memory::add);

        assertThat(assistant(model).ask("And now?").content()).isEqualTo("4 degrees.");

        RecordedRequest request = server.takeRequest();
        assertThat(request.messages())
                .extracting(message -> message.get("role"))
                .containsExactly("user", "assistant", "tool", "tool", "user");
        assertThat(request.at("messages[2].tool_call_id")).isEqualTo("call_1");
        assertThat(request.at("messages[2].content")).asString().contains("not executed");
        assertThat(request.at("messages[3].content")).isEqualTo("Rome: 20 degrees");
    }

    @Test
    @Tag("Q15")
    void aMemoryWithACallWithoutResultIsRefusedIfItIsNotToBeRepaired() {
        unanswered().forEach(memory::add);
        try (MiniMaxChatModel strict =
                TestModels.chat(server).repairToolHistory(false).build()) {
            Assistant assistant = assistant(strict);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assistant.ask("And now?"))
                    .withMessage(
                            "messages[1] makes the tool call 'call_1', but its result does not follow: MiniMax refuses such"
                                    + " a conversation");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B6")
    void anIdGivenTwiceIsDistinctInEveryEventAndResponse() {
        String calls = "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"weather\",\"arguments\":"
                + "\"{\\\"city\\\":\\\"Oslo\\\"}\"}},{\"index\":1,\"id\":\"c\",\"function\":{\"name\":\"weather\","
                + "\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}]";
        server.enqueue(
                Reply.raw(
                        200,
                        "application/json",
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"message\":{" + calls + "}}]}"),
                Reply.events(
                        "{\"choices\":[{\"index\":0,\"delta\":{" + calls + "}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}"));
        List<String> ids = new CopyOnWriteArrayList<>();
        RecordingHandler handler = new RecordingHandler() {
            @Override
            public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
                ids.add("part " + partial.id());
            }

            @Override
            public void onCompleteToolCall(CompleteToolCall call) {
                ids.add("call " + call.toolExecutionRequest().id());
            }
        };

        ChatResponse whole = model.chat(UserMessage.from("Weather?"));
        streaming.chat(TestModels.ask("Weather?"), handler);
        ChatResponse streamed = handler.awaitResponse();

        assertThat(whole.aiMessage().toolExecutionRequests())
                .extracting(ToolExecutionRequest::id)
                .containsExactly("c", "c_2");
        assertThat(streamed.aiMessage()).isEqualTo(whole.aiMessage());
        assertThat(ids).containsExactly("part c", "call c", "part c_2", "call c_2");
    }
}
