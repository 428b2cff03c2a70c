package io.github.minimax4j.examples.terminal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import io.github.minimax4j.examples.terminal.Turn.Outcome;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelDesk;
import io.github.minimax4j.examples.travel.TravelTools;
import java.util.List;
import org.jline.reader.UserInterruptException;

/** The conversation in the terminal: reads the user's lines, runs commands, and has the agent answer the rest. */
public final class Conversation {

    private static final String PROMPT = "You: ";

    private static final int MAX_MESSAGES = 60;

    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(MAX_MESSAGES);

    private final StoppableModel model;

    private final TravelDesk desk;

    private final Screen screen;

    private final Commands commands;

    /**
     * Creates the conversation.
     *
     * @param model  the model that answers
     * @param tools  what the model can do
     * @param screen the terminal to use
     */
    public Conversation(StreamingChatModel model, TravelTools tools, Screen screen) {
        this.model = new StoppableModel(model);
        this.desk = AiServices.builder(TravelDesk.class)
                .streamingChatModel(this.model)
                .chatMemory(memory)
                .tools(tools)
                .maxToolCallingRoundTrips(Briefing.MAX_TOOL_ROUNDS)
                .toolArgumentsErrorHandler(
                        (error, context) -> ToolErrorHandlerResult.text(Briefing.unusableArguments(error)))
                .systemMessageProvider(id -> Briefing.instructions("Answer in a few plain sentences, without markup."))
                .build();
        this.screen = screen;
        this.commands = new Commands(screen, this.model, memory);
    }

    /**
     * Runs the conversation until the user ends it.
     *
     * @param examples questions that are asked without the user; nothing else is sent unasked
     */
    public void play(List<String> examples) {
        for (String line : examples) {
            screen.println(screen.prompt(PROMPT) + line);
            Outcome outcome = ask(line);
            if (outcome == Outcome.QUIT) {
                return;
            }
            if (outcome != Outcome.ANSWERED) {
                break; // a failure such as a wrong key would only repeat
            }
        }
        screen.complete(Commands.completer());
        if (screen.interactive()) {
            screen.println("/help lists the commands, and what you can ask.");
            screen.println("Your turn, here or on the page. Ctrl-D or exit ends both.");
        }
        answerLines();
    }

    private void answerLines() {
        boolean interrupted = false;
        while (true) {
            try {
                String line = screen.readLine(PROMPT);
                if (line == null || Commands.isExit(line.strip())) {
                    return;
                }
                interrupted = false;
                if (Commands.isCommand(line.strip())) {
                    commands.run(line.strip());
                } else if (!line.isBlank()) {
                    Outcome outcome = ask(line);
                    if (outcome == Outcome.QUIT) {
                        return;
                    }
                    interrupted = outcome == Outcome.STOPPED;
                }
            } catch (UserInterruptException e) {
                boolean emptyLine = e.getPartialLine().isEmpty(); // otherwise Ctrl-C discarded the line
                if (emptyLine && interrupted) {
                    return;
                }
                interrupted = emptyLine;
                if (interrupted) {
                    screen.println(screen.aside("Ctrl-C again ends the program."));
                }
            }
        }
    }

    private Outcome ask(String line) {
        List<ChatMessage> before = List.copyOf(memory.messages());
        model.resume();
        Outcome outcome =
                Turn.show(desk.answer(line, commands.parameters()), screen, commands.showsAllThinking(), model::stop);
        if (outcome != Outcome.ANSWERED) {
            endIncompleteTurn(before);
        }
        screen.println("");
        return outcome;
    }

    /** Makes the memory valid again: otherwise the next question would follow a question. What the tools have done stays known. */
    private void endIncompleteTurn(List<ChatMessage> before) {
        List<ChatMessage> now = List.copyOf(memory.messages());
        int end = now.size();
        while (end > 0 && now.get(end - 1) instanceof AiMessage) {
            end--;
        }
        memory.clear();
        if (end > 0 && now.get(end - 1) instanceof ToolExecutionResultMessage) {
            now.subList(0, end).forEach(memory::add);
            memory.add(AiMessage.from("(interrupted)"));
        } else {
            before.forEach(memory::add);
        }
    }
}
