package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.supervisor.SupervisorAgent;
import dev.langchain4j.agentic.supervisor.SupervisorResponseStrategy;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's agentic module on MiniMax: the pattern to copy for agents that work one after the other, or under a supervisor. */
@ExtendWith(MiniMaxServerExtension.class)
class AgentsTest {

    public interface Researcher {
        @UserMessage("Find the connections from {{from}} to {{to}}.")
        @Agent(description = "Finds train connections between two cities", outputKey = "connections")
        String research(@V("from") String from, @V("to") String to);
    }

    public interface Writer {
        @UserMessage("Write a travel plan of these connections: {{connections}}")
        @Agent(description = "Writes a travel plan of connections", outputKey = "plan")
        String write(@V("connections") String connections);
    }

    static class Timetable {
        @Tool("Connections of a day")
        String connections(@P("city of departure") String from, @P("city of arrival") String to) {
            return from + " 8:15, " + to + " 14:40";
        }
    }

    private static Researcher researcher(MiniMaxChatModel model) {
        return AgenticServices.agentBuilder(Researcher.class)
                .chatModel(model)
                .tools(new Timetable())
                .build();
    }

    private static Writer writer(MiniMaxChatModel model) {
        return AgenticServices.agentBuilder(Writer.class).chatModel(model).build();
    }

    private static void playAgents(MiniMaxServer server) {
        server.when(
                request -> request.lastUserText().startsWith("Find the connections from Oslo to Bergen"),
                request -> request.toolResults().isEmpty()
                        ? Reply.thinking("The timetable knows.")
                                .toolCall("connections", "{\"from\":\"Oslo\",\"to\":\"Bergen\"}")
                        : Reply.text("Found: " + request.toolResults().get(0)));
        server.when(
                request -> request.lastUserText().startsWith("Write a travel plan"),
                request -> Reply.thinking("Short.")
                        .text("Plan. "
                                + request.lastUserText()
                                        .substring(request.lastUserText().indexOf("Found:"))));
    }

    @Test
    void twoAgentsWorkOneAfterTheOther(MiniMaxServer server) {
        playAgents(server);
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            UntypedAgent desk = AgenticServices.sequenceBuilder()
                    .subAgents(researcher(model), writer(model))
                    .outputKey("plan")
                    .build();

            Object plan = desk.invoke(Map.of("from", "Oslo", "to", "Bergen"));

            assertThat(plan).isEqualTo("Plan. Found: Oslo 8:15, Bergen 14:40");
        }
        List<RecordedRequest> requests = server.requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0).toolNames()).containsExactly("connections");
        assertThat(requests.get(2).toolNames()).isEmpty();
    }

    private static Reply plan(RecordedRequest request) {
        // agents are offered under names like research$0
        String offered = request.systemText();
        String question = request.lastUserText();
        if (question.contains("The last received response is: ''")) {
            return Reply.thinking("First the trains.")
                    .text("```json\n{\"agentName\":\"" + name(offered, "research")
                            + "\",\"arguments\":{\"from\":\"Oslo\",\"to\":\"Bergen\"}}\n```");
        }
        return question.contains("response is: 'Found: Oslo 8:15, Bergen 14:40'")
                ? Reply.text("{\"agentName\":\"" + name(offered, "write")
                        + "\",\"arguments\":{\"connections\":\"Found: Oslo 8:15, Bergen 14:40\"}}")
                : Reply.text("{\"agentName\":\"done\",\"arguments\":{\"response\":\"A plan was made.\"}}");
    }

    private static String name(String offered, String method) {
        return Pattern.compile("'(" + method + "[^']*)'")
                .matcher(offered)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSupervisorDecidesWhichAgentIsNext(boolean schemaInPrompt, MiniMaxServer server) {
        playAgents(server);
        server.when(request -> request.systemText().contains("planner"), AgentsTest::plan);
        try (MiniMaxChatModel model =
                TestModels.chat(server).jsonSchemaInPrompt(schemaInPrompt).build()) {
            SupervisorAgent supervisor = AgenticServices.supervisorBuilder()
                    .chatModel(model)
                    .subAgents(researcher(model), writer(model))
                    .responseStrategy(SupervisorResponseStrategy.LAST)
                    .build();

            String plan = supervisor.invoke("Plan a trip from Oslo to Bergen.");

            assertThat(plan).isEqualTo("Plan. Found: Oslo 8:15, Bergen 14:40");
        }
        assertThat(server.requests()).hasSize(6);
    }
}
