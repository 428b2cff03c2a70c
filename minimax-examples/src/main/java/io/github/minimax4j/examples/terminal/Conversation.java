package io.github.minimax4j.examples.terminal;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.memory.ChatMemory;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelDesk;
import java.util.List;

/** Plays a short conversation, then reads the user's own lines if the terminal is interactive. */
public final class Conversation {

    private static final String PROMPT = "You: ";

    private final TravelDesk desk;

    private final ChatMemory memory;

    private final Terminal terminal;

    /**
     * Creates the conversation.
     *
     * @param desk     the agent that answers
     * @param memory   the memory of the desk
     * @param terminal the terminal to use
     */
    public Conversation(TravelDesk desk, ChatMemory memory, Terminal terminal) {
        this.desk = desk;
        this.memory = memory;
        this.terminal = terminal;
    }

    /** Runs the conversation until the user ends it. */
    public void play() {
        for (String line : Briefing.EXAMPLES) {
            terminal.println(terminal.prompt(PROMPT) + line);
            if (!answer(line)) {
                break; // a failure such as a wrong key would only repeat
            }
        }
        if (terminal.interactive()) {
            terminal.println("Your turn, here or on the page. Ctrl-D or exit ends both.");
            for (String line = terminal.readLine(PROMPT);
                    line != null && !line.strip().equalsIgnoreCase("exit");
                    line = terminal.readLine(PROMPT)) {
                if (!line.isBlank()) {
                    answer(line);
                }
            }
        }
    }

    private boolean answer(String line) {
        List<ChatMessage> before = List.copyOf(memory.messages());
        boolean answered = Turn.show(desk.answer(line), terminal);
        if (!answered) {
            // remove the incomplete turn: otherwise the next question would follow a question
            memory.clear();
            before.forEach(memory::add);
        }
        terminal.println("");
        return answered;
    }
}
