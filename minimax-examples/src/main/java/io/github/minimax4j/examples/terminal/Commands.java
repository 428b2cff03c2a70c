package io.github.minimax4j.examples.terminal;

import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.langchain4j.MiniMaxChatModelName;
import io.github.minimax4j.langchain4j.MiniMaxChatRequestParameters;
import io.github.minimax4j.langchain4j.MiniMaxTokenUsage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jline.reader.Completer;
import org.jline.reader.impl.completer.AggregateCompleter;
import org.jline.reader.impl.completer.ArgumentCompleter;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** The commands of the terminal, which begin with a slash, and what the user has set with them. */
final class Commands {

    private enum Shown {
        /** The last words, in a line, while it lasts. */
        LINE,
        ALL,
        /** The model is asked not to think. */
        OFF
    }

    private static final List<String> NAMES = List.of("/model", "/thinking", "/clear", "/usage", "/help", "/exit");

    private final Screen screen;

    private final StoppableModel model;

    private final ChatMemory memory;

    private @Nullable String modelName;

    private Shown thinking = Shown.LINE;

    Commands(Screen screen, StoppableModel model, ChatMemory memory) {
        this.screen = screen;
        this.model = model;
        this.memory = memory;
    }

    /** Completes the commands and their arguments. */
    static Completer completer() {
        String[] models =
                Stream.of(MiniMaxChatModelName.values()).map(String::valueOf).toArray(String[]::new);
        return new AggregateCompleter(
                new ArgumentCompleter(new StringsCompleter(NAMES), NullCompleter.INSTANCE),
                new ArgumentCompleter(
                        new StringsCompleter("/model"), new StringsCompleter(models), NullCompleter.INSTANCE),
                new ArgumentCompleter(
                        new StringsCompleter("/thinking"),
                        new StringsCompleter("line", "all", "off"),
                        NullCompleter.INSTANCE));
    }

    /** What the next question is sent with. */
    ChatRequestParameters parameters() {
        MiniMaxChatRequestParameters.Builder parameters = MiniMaxChatRequestParameters.builder();
        if (modelName != null) {
            parameters.modelName(modelName);
        }
        if (thinking == Shown.OFF) {
            parameters.thinking(Thinking.DISABLED);
        }
        return parameters.build();
    }

    boolean showsAllThinking() {
        return thinking == Shown.ALL;
    }

    static boolean isCommand(String line) {
        return line.startsWith("/");
    }

    static boolean isExit(String line) {
        return line.equalsIgnoreCase("exit") || line.equals("/exit");
    }

    void run(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case "/model" -> model(argument);
            case "/thinking" -> thinking(argument);
            case "/clear" -> {
                memory.clear();
                screen.println("The conversation is forgotten; bookings are not.");
            }
            case "/usage" -> screen.println(usage());
            case "/help" -> help();
            default -> screen.println("There is no command " + words[0] + ". /help lists them.");
        }
        screen.println("");
    }

    private void model(String name) {
        if (name.contains(" ")) {
            screen.println("A model's name contains no spaces.");
            return;
        }
        if (!name.isEmpty()) {
            modelName = name;
        }
        String current = modelName == null ? model.defaultRequestParameters().modelName() : modelName;
        screen.println("The next question here goes to " + current + ".");
    }

    private void thinking(String mode) {
        if (!mode.isEmpty()) {
            try {
                thinking = Shown.valueOf(mode.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                screen.println("It is /thinking line, /thinking all or /thinking off.");
                return;
            }
        }
        screen.println(
                switch (thinking) {
                    case LINE -> "Thinking is shown in a line while it lasts.";
                    case ALL -> "All of the thinking is shown.";
                    case OFF -> "The model is asked not to think; not every model can do without.";
                });
    }

    private String usage() {
        TokenUsage usage = model.usage();
        String count = model.responses() == 1 ? "1 response" : model.responses() + " responses";
        if (usage == null) {
            return count + ", no tokens counted.";
        }
        String cached = "";
        String reasoning = "";
        if (usage instanceof MiniMaxTokenUsage own) {
            cached = part(own.cachedInputTokens(), "from the cache");
            reasoning = part(own.reasoningTokens(), "thinking");
        }
        return count + ": " + usage.inputTokenCount() + " tokens in" + cached + ", " + usage.outputTokenCount() + " out"
                + reasoning + ".";
    }

    private static String part(@Nullable Integer tokens, String what) {
        return tokens == null || tokens == 0 ? "" : " (" + tokens + " " + what + ")";
    }

    /** Lists the commands, and shows what the desk can be asked. */
    void help() {
        screen.println("""
                /model [NAME]             shows or changes the model
                /thinking [line|all|off]  how much of the thinking is shown, or none at all
                /clear                    starts a new conversation
                /usage                    the tokens used so far
                /exit                     ends the program, as Ctrl-D does
                Tab completes a command, arrow keys bring back earlier lines,
                and Ctrl-C stops a response. Ask, for example:""");
        Briefing.EXAMPLES.forEach(example -> screen.println(screen.wrapped("  " + example)));
    }
}
