package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.List;

/** An event that is sent to the page while the desk answers. The components are the JSON of the server-sent event. */
sealed interface DeskEvent {

    /** The name of the server-sent event. */
    String event();

    /** A part of the thinking. */
    record Thinking(String text) implements DeskEvent {
        @Override
        public String event() {
            return "thinking";
        }
    }

    /** A part of the answer. */
    record Text(String text) implements DeskEvent {
        @Override
        public String event() {
            return "text";
        }
    }

    /** The model calls a tool; the arguments are JSON. */
    record ToolCall(String id, String name, String arguments) implements DeskEvent {
        @Override
        public String event() {
            return "tool-call";
        }
    }

    /** The result of the tool, usually JSON, or why it failed. */
    record ToolResult(String id, String result, boolean failed) implements DeskEvent {

        static ToolResult of(ToolExecutionResultMessage message) {
            return new ToolResult(message.id(), message.text(), Boolean.TRUE.equals(message.isError()));
        }

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
     * @param reasoningTokens thinking tokens among the output, if MiniMax reports them
     * @param note            a note to show with the answer, or empty
     */
    record Done(int inputTokens, int outputTokens, int reasoningTokens, String note) implements DeskEvent {
        @Override
        public String event() {
            return "done";
        }
    }

    /**
     * The answer failed.
     *
     * @param problem what is wrong, in a sentence
     * @param advice  what the user can do, in a sentence
     * @param details further details, for the operator; may be empty
     * @param actions what the page offers: {@code retry}, {@code new} (conversation)
     */
    record Failed(String problem, String advice, String details, List<String> actions) implements DeskEvent {
        @Override
        public String event() {
            return "failed";
        }
    }
}
