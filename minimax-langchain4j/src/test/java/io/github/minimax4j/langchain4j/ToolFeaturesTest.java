package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.CompensateFor;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.SearchBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.search.simple.SimpleToolSearchStrategy;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What LangChain4j's AI Services do with tools beyond calling them, over MiniMax's conversations. */
@ExtendWith(MiniMaxServerExtension.class)
class ToolFeaturesTest {
    interface Assistant {
        Result<String> ask(String question);
    }

    static final class Desk {
        final List<String> done = new CopyOnWriteArrayList<>();

        @Tool(
                value = "Books a flight",
                returnBehavior = ReturnBehavior.IMMEDIATE,
                searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
        String bookFlight(String city) {
            done.add("booked " + city);
            return "booked";
        }

        @Tool("Reserves a table in a restaurant")
        String reserveTable(String place) {
            done.add("reserved " + place);
            return "reserved";
        }

        @CompensateFor("reserveTable")
        void cancelTable(String place) {
            done.add("cancelled " + place);
        }

        @Tool("Pays the bill")
        String pay() {
            throw new IllegalStateException("no money");
        }
    }

    @Test
    void aResultThatIsTheResponseEndsTheConversation(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("call_1", "bookFlight", "{\"arg0\":\"Oslo\",\"city\":\"Oslo\"}"));
        Desk desk = new Desk();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Result<String> result = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(desk)
                    .build()
                    .ask("To Oslo!");
            assertThat(result.toolExecutions())
                    .singleElement()
                    .satisfies(execution -> assertThat(execution.result()).isEqualTo("booked"));
        }
        assertThat(desk.done).containsExactly("booked Oslo");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void toolsThatAreSearchedForAreOfferedOnceTheyAreFound(MiniMaxServer server) {
        SimpleToolSearchStrategy search = new SimpleToolSearchStrategy();
        String searchTool = search.getToolSearchTools(null).get(0).name();
        server.enqueue(
                Reply.toolCall("call_1", searchTool, "{\"terms\":[\"restaurant\"]}"),
                Reply.toolCall("call_2", "reserveTable", "{\"arg0\":\"Fishery\",\"place\":\"Fishery\"}"),
                Reply.text("Reserved."));
        Desk desk = new Desk();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Result<String> result = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(desk)
                    .toolSearchStrategy(search)
                    .build()
                    .ask("A table, please");
            assertThat(result.content()).isEqualTo("Reserved.");
        }
        assertThat(server.takeRequest().toolNames()).containsExactlyInAnyOrder(searchTool, "bookFlight");
        assertThat(server.takeRequest().toolNames())
                .contains(searchTool, "bookFlight", "reserveTable")
                .doesNotContain("pay");
        assertThat(desk.done).containsExactly("reserved Fishery");
    }

    @Test
    void aToolThatFailsUndoesThoseBeforeIt(MiniMaxServer server) {
        server.enqueue(
                Reply.toolCall("call_1", "reserveTable", "{\"arg0\":\"Fishery\",\"place\":\"Fishery\"}"),
                Reply.toolCall("call_2", "pay", "{}"),
                Reply.text("Sorry."));
        Desk desk = new Desk();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(desk)
                    .compensateOnToolErrors(true)
                    .build();
            assertThat(assistant.ask("Reserve and pay").content()).isEqualTo("Sorry.");
        }
        assertThat(desk.done).containsExactly("reserved Fishery", "cancelled Fishery");
    }
}
