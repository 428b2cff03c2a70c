package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import io.github.minimax4j.test.CompletionReply;
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

/** Histories of tool calls that chat memories have cut, or that other providers have made. */
@Tag("B7")
@ExtendWith(MiniMaxServerExtension.class)
class ToolHistoryTest {
    private static final UserMessage QUESTION = UserMessage.from("And now?");

    interface Assistant {
        String ask(String question);
    }

    static final class Tools {
        @Tool("Weather now")
        String weather(@P(name = "city", value = "where") String city) {
            return city + ": 4 degrees";
        }
    }

    private MiniMaxServer server;
    private MiniMaxChatModel model;

    @BeforeEach
    void start(MiniMaxServer server) {
        this.server = server;
        model = TestModels.chat(server).build();
    }

    @AfterEach
    void close() {
        model.close();
    }

    private RecordedRequest sent(ChatMessage... history) {
        server.enqueue(Reply.text("Fine."));
        model.chat(history);
        return server.takeRequest();
    }

    private Assistant assistant(MessageWindowChatMemory memory) {
        return AiServices.builder(Assistant.class)
                .chatModel(model)
                .chatMemory(memory)
                .tools(new Tools())
                .build();
    }

    private static CompletionReply calls(int count) {
        CompletionReply reply = Reply.toolCall("call_1", "weather", "{\"city\":\"Oslo\"}");
        for (int i = 2; i <= count; i++) {
            reply = reply.toolCall("call_" + i, "weather", "{\"city\":\"Oslo\"}");
        }
        return reply;
    }

    @Test
    void resultsWhoseCallWasCutOffAtTheBeginningAreLeftOut() {
        RecordedRequest request = sent(
                SystemMessage.from("Be brief."),
                ToolExecutionResultMessage.from("c1", "get_time", "10:14"),
                ToolExecutionResultMessage.from("c2", "get_time", "10:15"),
                AiMessage.from("It is 10:15."),
                QUESTION);
        assertThat(request.messages())
                .containsExactly(
                        Map.of("role", "system", "content", "Be brief."),
                        Map.of("role", "assistant", "content", "It is 10:15."),
                        Map.of("role", "user", "content", "And now?"));
    }

    @Test
    void resultsWithoutTheirCallInTheMiddleAreRefusedByTheirId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(QUESTION, ToolExecutionResultMessage.from("c9", "get_time", "10:14")))
                .withMessageContaining("c9");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aMemoryThatIsTooSmallForTheCallsOfOneTurnIsNamedAsTheCause() {
        server.enqueue(calls(3));
        // the third result finds its call and the two before it evicted
        Assistant assistant = assistant(MessageWindowChatMemory.withMaxMessages(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assistant.ask("Weather?"))
                .withMessageContaining("call_3")
                .withMessageContaining("memory");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anAiServiceWithASmallMemoryGoesOnCallingTools() {
        Assistant assistant = assistant(MessageWindowChatMemory.withMaxMessages(4));
        for (int turn = 0; turn < 4; turn++) {
            server.enqueue(calls(2), Reply.text("4 degrees."));
            assertThat(assistant.ask("Weather?")).isEqualTo("4 degrees.");
        }
        // the memory has lost the first turns by now, each whole
        assertThat(server.requests())
                .hasSize(8)
                .allSatisfy(request -> assertThat(request.messages()).hasSizeLessThan(8))
                .allSatisfy(request -> assertThat(request.messages().get(0)).doesNotContainEntry("role", "tool"));
    }

    @Test
    void anAiServiceGoesOnWithAHistoryThatItsStoreHasCut() {
        InMemoryChatMemoryStore store = new InMemoryChatMemoryStore();
        store.updateMessages(
                "ada",
                List.of(
                        ToolExecutionResultMessage.from("c1", "weather", "Rome: 20 degrees"),
                        AiMessage.from("20 degrees.")));
        server.enqueue(calls(1), Reply.text("4 degrees."));
        Assistant assistant = assistant(MessageWindowChatMemory.builder()
                .id("ada")
                .maxMessages(10)
                .chatMemoryStore(store)
                .build());
        assertThat(assistant.ask("And in Oslo?")).isEqualTo("4 degrees.");
        assertThat(server.takeRequest().messages())
                .extracting(message -> message.get("role"))
                .containsExactly("assistant", "user");
        assertThat(server.takeRequest().messages())
                .extracting(message -> message.get("role"))
                .containsExactly("assistant", "user", "assistant", "tool");
    }

    @Test
    void callsAndResultsWithoutIdsArePairedByNameAndElseByPosition() {
        RecordedRequest request = sent(
                UserMessage.from("Time and weather?"),
                AiMessage.from(
                        call(null, "get_time", "{}"),
                        call("", "get_weather", "{\"city\":\"Oslo\"}"),
                        call(null, "get_weather", "{\"city\":\"Rome\"}")),
                ToolExecutionResultMessage.from(null, "get_weather", "4 degrees"),
                ToolExecutionResultMessage.from(null, "get_weather", "20 degrees"),
                ToolExecutionResultMessage.from("", "get_time", "10:14"),
                QUESTION);
        assertThat(request.at("messages[1].tool_calls[0].id")).isEqualTo("call_1_0");
        assertThat(request.at("messages[1].tool_calls[1].id")).isEqualTo("call_1_1");
        assertThat(request.at("messages[1].tool_calls[2].id")).isEqualTo("call_1_2");
        assertThat(request.messages().subList(2, 5))
                .containsExactly(
                        Map.of("role", "tool", "tool_call_id", "call_1_0", "content", "10:14"),
                        Map.of("role", "tool", "tool_call_id", "call_1_1", "content", "4 degrees"),
                        Map.of("role", "tool", "tool_call_id", "call_1_2", "content", "20 degrees"));
    }

    /** A memory puts a system message that has changed behind the others, even while tools run. */
    @Test
    void aSystemMessageAmongCallsAndResultsWithoutIdsDoesNotPartThem() {
        RecordedRequest request = sent(
                UserMessage.from("Time and weather?"),
                AiMessage.from(call(null, "get_time", "{}"), call("c2", "get_weather", "{}")),
                SystemMessage.from("Be brief."),
                ToolExecutionResultMessage.from("c2", "get_weather", "4 degrees"),
                SystemMessage.from("Be kind."),
                ToolExecutionResultMessage.from(null, "get_time", "10:14"));
        assertThat(request.systemText()).isEqualTo("Be brief.\n\nBe kind.");
        assertThat(request.messages().subList(3, 5))
                .containsExactly(
                        Map.of("role", "tool", "tool_call_id", "call_1_0", "content", "10:14"),
                        Map.of("role", "tool", "tool_call_id", "c2", "content", "4 degrees"));
    }

    @Test
    void anIdThatIsThereIsKeptAndTheMissingOneIsTakenFromItsPartner() {
        RecordedRequest request = sent(
                UserMessage.from("Time?"),
                AiMessage.from(
                        call("c1", "get_time", "{}"), call(null, "get_time", "{}"), call("c3", "get_time", "{}")),
                ToolExecutionResultMessage.from("other", "get_time", "10:15"),
                ToolExecutionResultMessage.from("c3", "get_time", "10:16"),
                ToolExecutionResultMessage.from(null, "other_name", "10:14"),
                QUESTION);
        assertThat(request.messages().subList(2, 5))
                .containsExactly(
                        Map.of("role", "tool", "tool_call_id", "c1", "content", "10:14"),
                        Map.of("role", "tool", "tool_call_id", "call_1_1", "content", "10:15"),
                        Map.of("role", "tool", "tool_call_id", "c3", "content", "10:16"));
    }

    @Test
    void aCallWithoutAResultIsRefusedByItsIdIfNoHistoryIsToBeRepaired() {
        try (MiniMaxChatModel strict =
                TestModels.chat(server).repairToolHistory(false).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> strict.chat(
                            UserMessage.from("Time?"),
                            AiMessage.from(call("c1", "get_time", "{}"), call(null, "get_time", "{}")),
                            ToolExecutionResultMessage.from(null, "get_time", "10:14"),
                            QUESTION))
                    .withMessageContaining("call_1_1");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCallWhoseResultHasAnotherIdIsRefusedByItsId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(
                        UserMessage.from("Time?"),
                        AiMessage.from(call("c1", "get_time", "{}")),
                        ToolExecutionResultMessage.from("c2", "get_time", "10:14"),
                        QUESTION))
                .withMessageContaining("c1");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("Q15")
    void aCallWithoutAResultGoesOutWithOneThatSaysSo() {
        RecordedRequest request = sent(
                UserMessage.from("Time?"),
                AiMessage.from(call("c1", "get_time", "{}"), call(null, "get_time", "{}")),
                ToolExecutionResultMessage.from(null, "get_time", "10:14"),
                QUESTION);
        assertThat(request.at("messages[2].content")).isEqualTo("10:14");
        assertThat(request.at("messages[3].tool_call_id")).isEqualTo("call_1_1");
        assertThat(request.at("messages[3].content")).asString().contains("not executed");
    }

    /** With a look at each open call for each result it would take minutes. */
    @Test
    @Timeout(60)
    void manyCallsAreMatchedInLinearWork() {
        int count = 200_000;
        List<ToolExecutionRequest> calls = new ArrayList<>(count);
        List<ChatMessage> messages = new ArrayList<>(count + 1);
        messages.add(UserMessage.from("Go."));
        messages.add(null);
        for (int i = 0; i < count; i++) {
            calls.add(call("c" + i, "get_time", "{}"));
            messages.add(ToolExecutionResultMessage.from("c" + (count - 1 - i), "get_time", "10:14"));
        }
        messages.set(1, AiMessage.from(calls));

        assertThat(ToolHistory.repaired(messages)).isEqualTo(messages);
    }
}
