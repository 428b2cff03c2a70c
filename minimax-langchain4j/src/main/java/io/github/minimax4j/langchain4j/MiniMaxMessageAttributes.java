package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.message.AiMessage;

/**
 * Keys of {@link AiMessage#attributes()} under which a response carries what MiniMax expects back in the next request. The values are
 * plain JSON values, so they survive LangChain4j's serialisation of messages. Leave them in a message that goes into a chat
 * memory: without them the models do worse between tool calls.
 */
public final class MiniMaxMessageAttributes {
    /** The thinking as the service structured it: a list of maps, sent back item by item. */
    public static final String REASONING_DETAILS = "minimax.reasoning_details";

    /** The content as it came, with its thinking tags: a string, sent back if there are no reasoning details. */
    public static final String RAW_CONTENT = "minimax.raw_content";

    private MiniMaxMessageAttributes() {}
}
