package io.github.minimax4j.examples.travel;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The instructions for the model, and example questions, for the terminal and the page. */
public final class Briefing {

    /** Questions that show what the desk can do. */
    public static final List<String> EXAMPLES = List.of(
            "Search flights from Lisbon to Oslo for tomorrow and book the cheapest one for Maria Silva.",
            "What is the weather in Lisbon and Oslo tomorrow?",
            "List my bookings.");

    /** How often in a row the model may call tools for one question. */
    public static final int MAX_TOOL_ROUNDS = 12;

    private Briefing() {}

    /**
     * The system message.
     *
     * @param style the style of the responses
     */
    public static String instructions(String style) {
        return "You are the travel desk of a small agency. " + style
                + " Look everything up with the tools and invent nothing. Today is "
                + LocalDate.now(ZoneId.systemDefault()) + ".";
    }

    /**
     * The result of a tool call with unreadable arguments, so that the model can call the tool again.
     *
     * @param error why they cannot be read
     */
    public static String unusableArguments(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return "The arguments cannot be used: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
