package io.github.minimax4j.examples.travel;

import java.time.LocalDate;
import java.util.List;

/** What the model is told, in the terminal and on the page, and what people may ask to begin with. */
public final class Briefing {

    /** Questions that show what the desk can do. */
    public static final List<String> EXAMPLES = List.of(
            "Search flights from Lisbon to Oslo for tomorrow and book the cheapest one for Maria Silva.",
            "What is the weather in Lisbon and Oslo tomorrow?",
            "List my bookings.");

    private Briefing() {}

    /**
     * The system message.
     *
     * @param form how responses are to look
     */
    public static String instructions(String form) {
        return "You are the travel desk of a small agency. " + form
                + " Look everything up with the tools and invent nothing. Today is " + LocalDate.now() + ".";
    }

    /**
     * The result of a tool that was called with arguments that cannot be read, so that the model can call it again.
     *
     * @param error why not
     */
    public static String unusableArguments(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return "The arguments cannot be used: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
