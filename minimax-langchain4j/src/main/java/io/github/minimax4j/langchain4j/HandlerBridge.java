package io.github.minimax4j.langchain4j;

import dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.core.ChatCompletion;
import io.github.minimax4j.core.ChatStreamListener;
import io.github.minimax4j.core.MiniMaxException;
import io.github.minimax4j.core.StreamHandle;
import io.github.minimax4j.core.ToolCall;
import io.github.minimax4j.core.ToolCallPart;
import org.jspecify.annotations.Nullable;

/**
 * Tells LangChain4j's handler what core's listener hears. All callbacks go through LangChain4j's own helper, and only from here: it
 * sends what they throw to the handler's {@code onError} and lets the stream go on. Core calls this one at a time.
 */
final class HandlerBridge implements ChatStreamListener {
    private final StreamingChatResponseHandler handler;
    private final PlannedRequest plan;
    private final @Nullable MarkdownFenceFilter fenceFilter;
    private StreamingHandle handle = new CancellableStream(null);

    HandlerBridge(StreamingChatResponseHandler handler, PlannedRequest plan) {
        this.handler = handler;
        this.plan = plan;
        this.fenceFilter = plan.expectsJson() ? new MarkdownFenceFilter() : null;
    }

    @Override
    public void onStart(StreamHandle stream) {
        handle = new CancellableStream(stream);
    }

    @Override
    public void onThinking(String thinking) {
        if (plan.returnThinking()) {
            InternalStreamingChatResponseHandlerUtils.onPartialThinking(handler, thinking, handle);
        }
    }

    @Override
    public void onText(String text) {
        // the helper skips what is empty
        InternalStreamingChatResponseHandlerUtils.onPartialResponse(
                handler, fenceFilter == null ? text : fenceFilter.accept(text), handle);
    }

    @Override
    public void onToolCallPart(ToolCallPart part) {
        InternalStreamingChatResponseHandlerUtils.onPartialToolCall(
                handler,
                PartialToolCall.builder()
                        .index(part.index())
                        .id(part.id())
                        .name(part.name())
                        .partialArguments(part.arguments())
                        .build(),
                handle);
    }

    @Override
    public void onToolCall(int index, ToolCall call) {
        InternalStreamingChatResponseHandlerUtils.onCompleteToolCall(
                handler, new CompleteToolCall(index, ResponseMapper.toolExecutionRequest(call)));
    }

    @Override
    public void onComplete(ChatCompletion completion) {
        if (fenceFilter != null) {
            InternalStreamingChatResponseHandlerUtils.onPartialResponse(handler, fenceFilter.finish(), handle);
        }
        if (handle.isCancelled()) {
            return;
        }
        ChatResponse response;
        try {
            response = ResponseMapper.map(completion, plan);
        } catch (RuntimeException e) {
            // core takes this callback for the last one: without this the handler would wait for ever
            fail(e);
            return;
        }
        InternalStreamingChatResponseHandlerUtils.onCompleteResponse(handler, response);
    }

    @Override
    public void onError(MiniMaxException error) {
        fail(ErrorMapper.toLangChain4j(error));
    }

    void fail(RuntimeException error) {
        InternalStreamingChatResponseHandlerUtils.withLoggingExceptions(() -> handler.onError(error));
    }

    /** Core's handle under LangChain4j's name. */
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
