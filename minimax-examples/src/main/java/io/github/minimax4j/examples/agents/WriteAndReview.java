package io.github.minimax4j.examples.agents;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import java.util.Map;

/** A workflow: one agent writes, one reviews, and one rewrites until the review is good enough. */
public final class WriteAndReview {

    private static final double GOOD_ENOUGH = 0.8;

    private WriteAndReview() {}

    /** Writes the first version. */
    public interface Writer {
        @UserMessage("Write one line that advertises a trip to {{city}}.")
        @Agent(description = "Writes an advertisement", outputKey = "text")
        String write(@V("city") String city);
    }

    /** Gives a score. */
    public interface Reviewer {
        @UserMessage(
                "Rate this advertisement from 0.0 to 1.0 by how specific it is. Reply with the number only: {{text}}")
        @Agent(description = "Rates an advertisement", outputKey = "score")
        double rate(@V("text") String text);
    }

    /** Writes a better version. */
    public interface Editor {
        @UserMessage("Rewrite this advertisement, more specific, in one line: {{text}}")
        @Agent(description = "Improves an advertisement", outputKey = "text")
        String improve(@V("text") String text);
    }

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        try (Backend backend = Backend.of(WriteAndReview.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) {
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .build()) {
            UntypedAgent improve = AgenticServices.loopBuilder()
                    .subAgents(agent(Reviewer.class, model), agent(Editor.class, model))
                    .maxIterations(4)
                    .exitCondition(scope -> scope.readState("score", 0.0) >= GOOD_ENOUGH)
                    .build();
            UntypedAgent workflow = AgenticServices.sequenceBuilder()
                    .subAgents(agent(Writer.class, model), improve)
                    .outputKey("text")
                    .build();
            System.out.println(workflow.invoke(Map.of("city", "Oslo")));
        }
    }

    private static <T> T agent(Class<T> type, MiniMaxChatModel model) {
        return AgenticServices.agentBuilder(type).chatModel(model).build();
    }
}
