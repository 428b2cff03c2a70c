package io.github.minimax4j.examples.terminal;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows one response as it streams: thinking, text, tool calls with their results, and at the end the tokens used. The callbacks and Ctrl-C
 * only queue what is to be shown; the thread that shows the turn does the rest.
 */
final class Turn {

    /** How a turn ended. */
    enum Outcome {
        ANSWERED,
        FAILED,
        /** By the user. */
        STOPPED,
        /** The user pressed Ctrl-C again, and wants to leave. */
        QUIT
    }

    private enum Part {
        NOTHING,
        THINKING,
        TEXT
    }

    private static final int TICK_MILLIS = 100;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Screen screen;

    private final boolean wholeThinking;

    private final Runnable stop;

    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

    private final Spinner spinner;

    private Part part = Part.NOTHING;

    private WordWrap text;

    private boolean stopping;

    private @Nullable Outcome outcome;

    private Turn(Screen screen, boolean wholeThinking, Runnable stop) {
        this.screen = screen;
        this.wholeThinking = wholeThinking || !screen.redraws();
        this.stop = stop;
        this.spinner = new Spinner(screen);
        this.text = new WordWrap(screen::width, 0);
    }

    /**
     * Sends the question and waits until the response is complete.
     *
     * @param wholeThinking whether all of the thinking is shown, and not only its last words while it lasts
     * @param stop          stops the response, which then ends with an error
     */
    static Outcome show(TokenStream answer, Screen screen, boolean wholeThinking, Runnable stop) {
        Turn turn = new Turn(screen, wholeThinking, stop);
        answer.onPartialThinking(thinking -> turn.queue(() -> turn.thinking(thinking.text())))
                .onPartialResponse(text -> turn.queue(() -> turn.append(Part.TEXT, text)))
                .beforeToolExecution(call -> turn.queue(() -> turn.toolCall(call)))
                .onToolExecuted(execution -> turn.queue(() -> turn.toolResult(execution)))
                .onCompleteResponse(response -> turn.queue(() -> turn.complete(response)))
                .onError(error -> turn.queue(() -> turn.failed(error)));
        return turn.run(answer);
    }

    private void queue(Runnable event) {
        events.add(event);
    }

    private Outcome run(TokenStream answer) {
        Runnable noLonger = screen.onInterrupt(() -> queue(this::interrupted));
        try {
            spinner.start("Waiting");
            start(answer);
            while (outcome == null) {
                Runnable event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    event.run();
                }
                if (outcome == null && part != Part.TEXT && !(part == Part.THINKING && wholeThinking)) {
                    spinner.turn();
                }
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.QUIT;
        } finally {
            noLonger.run();
            endPart();
            screen.clearStatus();
        }
    }

    private void start(TokenStream answer) {
        try {
            answer.start();
        } catch (
                RuntimeException
                        e) { // a request that is not sent, such as one with a setting that the model does not have
            failed(e);
        }
    }

    private void interrupted() {
        if (stopping) {
            outcome = Outcome.QUIT;
        } else {
            stopping = true;
            stop.run(); // which ends the stream with an error
        }
    }

    private void thinking(String thinking) {
        if (wholeThinking) {
            append(Part.THINKING, thinking);
        } else {
            if (part != Part.THINKING) {
                endPart();
                spinner.start("Thinking");
                part = Part.THINKING;
            }
            spinner.add(Screen.harmless(thinking));
        }
    }

    private void append(Part kind, String piece) {
        if (part != kind) {
            endPart();
            String label = kind == Part.THINKING ? "Thinking: " : "Desk: ";
            screen.print(kind == Part.THINKING ? screen.aside(label) : screen.prompt(label));
            text = new WordWrap(screen::width, label.length());
            part = kind;
        }
        print(text.add(Screen.harmless(piece)));
    }

    private void print(String shown) {
        if (!shown.isEmpty()) {
            screen.print(part == Part.THINKING ? screen.aside(shown) : shown);
        }
    }

    private void endPart() {
        if (part == Part.THINKING && !wholeThinking) {
            screen.println(screen.aside("Thought for " + spinner.seconds() + " s"));
        } else if (part != Part.NOTHING) {
            print(text.end());
            screen.println("");
        }
        part = Part.NOTHING;
    }

    private void toolCall(BeforeToolExecution call) {
        endPart();
        String name = call.request().name();
        screen.println(
                screen.tool("Tool call: ") + inALine(name + " " + call.request().arguments()));
        spinner.start("Running " + Screen.harmless(name));
    }

    private void toolResult(ToolExecution execution) {
        endPart();
        String label = execution.hasFailed() ? "Tool failed: " : "Tool result: ";
        screen.println(screen.tool(label) + ToolLine.of(inALine(execution.result()), screen.width() - label.length()));
        spinner.start("Waiting");
    }

    private static String inALine(@Nullable String text) {
        return SPACE.matcher(Screen.harmless(text).strip()).replaceAll(" ");
    }

    private void complete(ChatResponse response) {
        endPart();
        TokenUsage usage = response.tokenUsage();
        if (usage != null) {
            screen.println(
                    screen.aside("(" + usage.inputTokenCount() + " tokens in, " + usage.outputTokenCount() + " out)"));
        }
        outcome = Outcome.ANSWERED;
    }

    private void failed(Throwable error) {
        endPart();
        if (stopping) {
            screen.println(screen.aside("Stopped. Ctrl-C again ends the program."));
            outcome = Outcome.STOPPED;
            return;
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        screen.println(screen.error(screen.wrapped("Error: " + inALine(message))));
        outcome = Outcome.FAILED;
    }
}
