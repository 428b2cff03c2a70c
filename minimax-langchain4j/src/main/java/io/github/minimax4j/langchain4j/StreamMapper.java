package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.error.MiniMaxException;
import org.jspecify.annotations.Nullable;

/**
 * Maps core's events to LangChain4j's, for handlers and subscribers. Core calls it sequentially.
 */
final class StreamMapper implements ChatStreamListener {
    private final StreamOutput output;
    private final PlannedRequest plan;
    private final @Nullable MarkdownFenceFilter fenceFilter;

    StreamMapper(StreamOutput output, PlannedRequest plan) {
        this.output = output;
        this.plan = plan;
        this.fenceFilter = plan.expectsJson() ? new MarkdownFenceFilter() : null;
    }

    @Override
    public void onStart(StreamHandle stream) {
        output.started(stream);
    }

    @Override
    public void onThinking(String thinking) {
        if (plan.returnThinking()) {
            output.thinking(thinking);
        }
    }

    @Override
    public void onText(String text) {
        textUnlessEmpty(fenceFilter == null ? text : fenceFilter.accept(text));
    }

    private void textUnlessEmpty(String text) {
        if (!text.isEmpty()) {
            output.text(text);
        }
    }

    @Override
    public void onToolCallPart(ToolCall.Part part) {
        output.toolCallPart(PartialToolCall.builder()
                .index(part.index())
                .id(part.id())
                .name(part.name())
                .partialArguments(part.arguments())
                .build());
    }

    @Override
    public void onToolCall(int index, ToolCall call) {
        output.toolCall(new CompleteToolCall(index, ResponseMapper.toolExecutionRequest(call)));
    }

    @Override
    public void onOtherEvent(String json) {
        if (plan.returnThinking() || !RawThinking.isIn(json)) {
            output.rawEvent(json);
        }
    }

    @Override
    public void onComplete(ChatCompletion completion) {
        ChatResponse response;
        try {
            if (fenceFilter != null) {
                textUnlessEmpty(fenceFilter.finish());
            }
            if (output.isCancelled()) {
                return;
            }
            response = ResponseMapper.map(completion, plan);
        } catch (Throwable e) {
            // core makes no callback after this one: otherwise the application would wait forever
            output.fail(
                    e instanceof RuntimeException failure
                            ? failure
                            : new NonRetriableException("The response could not be delivered: " + e, e));
            return;
        }
        output.complete(response);
    }

    @Override
    public void onError(MiniMaxException error) {
        output.fail(ErrorMapper.toLangChain4j(error));
    }
}
