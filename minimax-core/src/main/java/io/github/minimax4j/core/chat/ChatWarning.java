package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.MiniMaxClientBuilder;

/** Something about a response that is no error but worth knowing. */
public enum ChatWarning {

    /**
     * The text, or the thinking, contains a tool call in the model's own markup instead of a real one (Q27). It was not run. See
     * {@link MiniMaxClientBuilder#convertToolCallMarkup}.
     */
    TOOL_CALL_MARKUP,

    /** The request required a tool call, by {@link ToolChoice#REQUIRED} or by name, and the model made none (Q12). */
    REQUIRED_TOOL_NOT_CALLED,

    /** The model called a tool although the request offered none (Q28). */
    TOOL_NOT_OFFERED,

    /** The response ended within a tool call, usually at the output limit: see {@link ChatCompletion#incompleteToolCalls()}. */
    INCOMPLETE_TOOL_CALL,
    /** The server sent more than one choice. The first is the response; see {@link ChatCompletion#otherChoices}. */
    SEVERAL_CHOICES
}
