package io.github.minimax4j.examples.web;

import java.util.List;

/** What happens while the desk answers, as the page hears of it: the name is that of the server-sent event, the rest its JSON. */
sealed interface DeskEvent {

    /** The name of the server-sent event. */
    String event();

    /** A piece of the thinking. */
    record Thinking(String text) implements DeskEvent {
        @Override
        public String event() {
            return "thinking";
        }
    }

    /** A piece of the answer. */
    record Text(String text) implements DeskEvent {
        @Override
        public String event() {
            return "text";
        }
    }

    /** The model wants a tool; the arguments are JSON. */
    record ToolCall(String id, String name, String arguments) implements DeskEvent {
        @Override
        public String event() {
            return "tool-call";
        }
    }

    /** What the tool returned, mostly JSON, or why it failed. */
    record ToolResult(String id, String result, boolean failed) implements DeskEvent {
        @Override
        public String event() {
            return "tool-result";
        }
    }

    /**
     * The answer is complete.
     *
     * @param inputTokens     read by the model, over all rounds of tool calls
     * @param outputTokens    written by the model, thinking included
     * @param reasoningTokens those of the output that were thinking, as far as MiniMax tells
     * @param note            what is to be said about the answer, or empty
     */
    record Done(int inputTokens, int outputTokens, int reasoningTokens, String note) implements DeskEvent {
        @Override
        public String event() {
            return "done";
        }
    }

    /**
     * There will be no answer.
     *
     * @param problem what is wrong, in a sentence
     * @param advice  what the reader can do, in a sentence
     * @param details what else is known, for those who look after the program; may be empty
     * @param actions what the page offers: {@code retry}, {@code new} (conversation)
     */
    record Failed(String problem, String advice, String details, List<String> actions) implements DeskEvent {
        @Override
        public String event() {
            return "failed";
        }
    }
}
