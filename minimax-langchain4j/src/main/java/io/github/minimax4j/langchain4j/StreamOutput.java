package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.minimax4j.core.chat.StreamHandle;

/**
 * The receiver of a streamed response, in LangChain4j's terms: a handler or a subscriber. Called sequentially. Never propagates exceptions
 * of the application's code.
 */
interface StreamOutput {
    /** Called first, before the request is sent. */
    void started(StreamHandle stream);

    /** Whether the application has cancelled the stream. */
    boolean isCancelled();

    /** Never empty. */
    void thinking(String thinking);

    /** Never empty. */
    void text(String text);

    void toolCallPart(PartialToolCall part);

    void toolCall(CompleteToolCall call);

    /** An event of the server that has no other callback, as JSON. */
    void rawEvent(String json);

    /** Called last, unless the stream failed. */
    void complete(ChatResponse response);

    /** Called last, unless the stream completed. */
    void fail(Throwable error);
}
