package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.minimax4j.core.chat.StreamHandle;

/**
 * Where a streamed answer goes, in LangChain4j's terms: a handler or a subscriber. It is called one at a time, and never throws what
 * the application's code throws.
 */
interface StreamOutput {
    /** Called first, before anything is sent. */
    void started(StreamHandle stream);

    /** Whether the application wants no more. */
    boolean isCancelled();

    /** Never empty. */
    void thinking(String thinking);

    /** Never empty. */
    void text(String text);

    void toolCallPart(PartialToolCall part);

    void toolCall(CompleteToolCall call);

    /** An event of the server's that has no callback of its own, as JSON. */
    void rawEvent(String json);

    /** Last, unless it failed. */
    void complete(ChatResponse response);

    /** Last, unless it was completed. */
    void fail(Throwable error);
}
