package io.github.minimax4j.examples.terminal;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import java.util.concurrent.CompletableFuture;

/** Shows one answer as it streams: thinking, text, tool calls with their results, and at the end the tokens used. */
final class Turn {

    private enum Part {
        NOTHING,
        THINKING,
        TEXT
    }

    private final Terminal terminal;

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    private Part part = Part.NOTHING;

    private Turn(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Sends the question and waits until the answer is complete.
     *
     * @return false if it failed; the error has been shown
     */
    static boolean show(TokenStream answer, Terminal terminal) {
        Turn turn = new Turn(terminal);
        answer.onPartialThinking(thinking -> turn.append(Part.THINKING, thinking.text()))
                .onPartialResponse(text -> turn.append(Part.TEXT, text))
                .beforeToolExecution(turn::toolCall)
                .onToolExecuted(turn::toolResult)
                .onCompleteResponse(turn::complete)
                .onError(turn::failed)
                .start();
        return turn.done.join();
    }

    private void append(Part kind, String text) {
        if (part != kind) {
            endPart();
            terminal.print(kind == Part.THINKING ? terminal.aside("Thinking: ") : terminal.prompt("Desk: "));
            part = kind;
        }
        String harmless = Terminal.harmless(text);
        terminal.print(kind == Part.THINKING ? terminal.aside(harmless) : harmless);
    }

    private void endPart() {
        if (part != Part.NOTHING) {
            terminal.println("");
        }
        part = Part.NOTHING;
    }

    private void toolCall(BeforeToolExecution call) {
        endPart();
        terminal.println(terminal.tool("Tool call: ")
                + Terminal.harmless(call.request().name() + " " + call.request().arguments()));
    }

    private void toolResult(ToolExecution execution) {
        endPart();
        terminal.println(terminal.tool(execution.hasFailed() ? "Tool failed: " : "Tool result: ")
                + Terminal.harmless(execution.result()));
    }

    private void complete(ChatResponse response) {
        endPart();
        TokenUsage usage = response.tokenUsage();
        if (usage != null) {
            terminal.println(terminal.aside(
                    "(" + usage.inputTokenCount() + " tokens in, " + usage.outputTokenCount() + " out)"));
        }
        done.complete(true);
    }

    private void failed(Throwable error) {
        endPart();
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        terminal.println(
                terminal.error("Error: " + Terminal.harmless(message.strip().replaceAll("\\s+", " "))));
        done.complete(false);
    }
}
