package io.github.minimax4j.examples;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.memory.ChatMemory;
import java.util.List;

/** Plays a short conversation, then takes the user's own lines if somebody is there. */
final class Conversation {

    static final List<String> PLAYED = List.of(
            "Search flights from Lisbon to Oslo for tomorrow and book the cheapest one for Maria Silva.",
            "What is the weather in Lisbon and Oslo tomorrow?",
            "List my bookings.");

    private static final String PROMPT = "You: ";

    private final TravelDesk desk;

    private final ChatMemory memory;

    private final Terminal terminal;

    Conversation(TravelDesk desk, ChatMemory memory, Terminal terminal) {
        this.desk = desk;
        this.memory = memory;
        this.terminal = terminal;
    }

    void play() {
        for (String line : PLAYED) {
            terminal.println(terminal.prompt(PROMPT) + line);
            if (!answer(line)) {
                break; // what failed once, such as a wrong key, would only fail again
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
            // half a turn must not stay: the next question would follow a question
            memory.clear();
            before.forEach(memory::add);
        }
        terminal.println("");
        return answered;
    }
}
