package io.github.minimax4j.examples.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import java.util.Map;

/** Lets the model call a method to answer a question, and prints what it called. */
public final class CallTools {

    private CallTools() {}

    interface Assistant {
        Result<String> answer(String question);
    }

    static final class Rates {

        private static final Map<String, Double> EURO = Map.of("EUR", 1.0, "NOK", 11.6, "USD", 1.1);

        @Tool("The exchange rate between two currencies")
        double rate(@P("ISO code, such as EUR") String from, @P("ISO code") String to) {
            if (!EURO.containsKey(from) || !EURO.containsKey(to)) {
                throw new IllegalArgumentException("Known are " + EURO.keySet()); // the model reads this
            }
            return EURO.get(to) / EURO.get(from);
        }
    }

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        try (Backend backend = Backend.of(CallTools.class)) {
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
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(new Rates())
                    .maxToolCallingRoundTrips(5) // a model that keeps calling tools is stopped
                    .build();
            Result<String> result = assistant.answer("How many Norwegian kroner are 250 euros?");
            result.toolExecutions()
                    .forEach(execution -> System.out.println(
                            execution.request().name() + execution.request().arguments() + " = " + execution.result()));
            System.out.println(result.content());
        }
    }
}
