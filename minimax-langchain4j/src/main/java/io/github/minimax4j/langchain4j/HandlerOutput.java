package io.github.minimax4j.langchain4j;

import dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.core.chat.StreamHandle;
import org.jspecify.annotations.Nullable;

/**
 * Calls LangChain4j's handler. All callbacks, here and nowhere else, go through LangChain4j's own helper: it passes what they throw to the
 * handler's {@code onError}, and the stream continues.
 */
final class HandlerOutput implements StreamOutput {
    private final StreamingChatResponseHandler handler;
    private StreamingHandle handle = new CancellableStream(null);

    HandlerOutput(StreamingChatResponseHandler handler) {
        this.handler = handler;
    }

    @Override
    public void started(StreamHandle stream) {
        handle = new CancellableStream(stream);
    }

    @Override
    public boolean isCancelled() {
        return handle.isCancelled();
    }

    @Override
    public void thinking(String thinking) {
        InternalStreamingChatResponseHandlerUtils.onPartialThinking(handler, thinking, handle);
    }

    @Override
    public void text(String text) {
        InternalStreamingChatResponseHandlerUtils.onPartialResponse(handler, text, handle);
    }

    @Override
    public void toolCallPart(PartialToolCall part) {
        InternalStreamingChatResponseHandlerUtils.onPartialToolCall(handler, part, handle);
    }

    @Override
    public void toolCall(CompleteToolCall call) {
        InternalStreamingChatResponseHandlerUtils.onCompleteToolCall(handler, call);
    }

    @Override
    public void rawEvent(String json) {
        InternalStreamingChatResponseHandlerUtils.onUnmappedRawEvent(handler, json);
    }

    @Override
    public void complete(ChatResponse response) {
        InternalStreamingChatResponseHandlerUtils.onCompleteResponse(handler, response);
    }

    @Override
    public void fail(Throwable error) {
        InternalStreamingChatResponseHandlerUtils.withLoggingExceptions(() -> handler.onError(error));
    }

    /** Adapts core's handle to LangChain4j's. */
    private record CancellableStream(@Nullable StreamHandle stream) implements StreamingHandle {
        @Override
        public void cancel() {
            if (stream != null) {
                stream.cancel();
            }
        }

        @Override
        public boolean isCancelled() {
            return stream != null && stream.isCancelled();
        }
    }
}
