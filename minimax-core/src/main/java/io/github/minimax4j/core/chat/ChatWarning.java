package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.MiniMaxClientBuilder;

/** Something about an answer that is no error but that its reader should know. */
public enum ChatWarning {

    /**
     * The text, or the thinking, holds a tool call in the model's own markup instead of a real one (Q27). Nothing of it was run. See
     * {@link MiniMaxClientBuilder#convertToolCallMarkup}.
     */
    TOOL_CALL_MARKUP,

    /** A tool had to be called by {@link ToolChoice#REQUIRED} or by name, and none was (Q12). */
    REQUIRED_TOOL_NOT_CALLED,

    /** A tool was called though none was offered (Q28). */
    TOOL_NOT_OFFERED,

    /** The answer ended within a tool call, usually at the output limit: see {@link ChatCompletion#incompleteToolCalls()}. */
    INCOMPLETE_TOOL_CALL,
    /** The server sent more than one choice. The first is the answer; see {@link ChatCompletion#otherChoices}. */
    SEVERAL_CHOICES
}
