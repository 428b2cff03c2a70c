package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.CompensateFor;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.SearchBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.search.simple.SimpleToolSearchStrategy;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LangChain4j's AI Services do with tools beyond calling them, over MiniMax's conversations. */
@ExtendWith(MiniMaxServerExtension.class)
class ToolFeaturesTest {
    interface Assistant {
        Result<String> ask(String question);
    }

    interface StreamingAssistant {
        TokenStream ask(String question);
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
    void aResultThatIsTheResponseEndsAStream(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.toolCall("call_1", "bookFlight", "{\"arg0\":\"Oslo\",\"city\":\"Oslo\"}"));
        Desk desk = new Desk();

        ask(true, server, services -> services.tools(desk), "To Oslo!");

        assertThat(desk.done).containsExactly("booked Oslo");
        assertThat(server.requests()).hasSize(1);
    }

    /** The text of the response. */
    private static String ask(boolean streamed, MiniMaxServer server, Consumer<AiServices<?>> tools, String question)
            throws Exception {
        if (streamed) {
            CompletableFuture<ChatResponse> response = new CompletableFuture<>();
            try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
                AiServices<StreamingAssistant> services =
                        AiServices.builder(StreamingAssistant.class).streamingChatModel(model);
                tools.accept(services);
                services.build()
                        .ask(question)
                        .onPartialResponse(text -> {})
                        .onCompleteResponse(response::complete)
                        .onError(response::completeExceptionally)
                        .start();
                return response.get(10, TimeUnit.SECONDS).aiMessage().text();
            }
        }
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            AiServices<Assistant> services = AiServices.builder(Assistant.class).chatModel(model);
            tools.accept(services);
            return services.build().ask(question).content();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toolsThatAreSearchedForAreOfferedOnceTheyAreFound(boolean streamed, MiniMaxServer server) throws Exception {
        SimpleToolSearchStrategy search = new SimpleToolSearchStrategy();
        String searchTool = search.getToolSearchTools(null).get(0).name();
        server.enqueue(
                Reply.toolCall("call_1", searchTool, "{\"terms\":[\"restaurant\"]}"),
                Reply.toolCall("call_2", "reserveTable", "{\"arg0\":\"Fishery\",\"place\":\"Fishery\"}"),
                Reply.text("Reserved."));
        Desk desk = new Desk();

        String text =
                ask(streamed, server, services -> services.tools(desk).toolSearchStrategy(search), "A table, please");

        assertThat(text).isEqualTo("Reserved.");
        assertThat(server.takeRequest().toolNames()).containsExactlyInAnyOrder(searchTool, "bookFlight");
        assertThat(server.takeRequest().toolNames())
                .contains(searchTool, "bookFlight", "reserveTable")
                .doesNotContain("pay");
        assertThat(desk.done).containsExactly("reserved Fishery");
    }

    @Test
    void aToolThatFailsUndoesThoseBeforeIt(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.toolCall("call_1", "reserveTable", "{\"arg0\":\"Fishery\",\"place\":\"Fishery\"}"),
                Reply.toolCall("call_2", "pay", "{}"),
                Reply.text("Sorry."));
        Desk desk = new Desk();

        String text =
                ask(false, server, services -> services.tools(desk).compensateOnToolErrors(true), "Reserve and pay");

        assertThat(text).isEqualTo("Sorry.");
        assertThat(desk.done).containsExactly("reserved Fishery", "cancelled Fishery");
    }
}
