package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps completions to LangChain4j's responses. */
final class ResponseMapper {
    private ResponseMapper() {}

    static ChatResponse map(ChatCompletion completion, PlannedRequest plan) {
        if (completion.refusal() != null
                && completion.text() == null
                && completion.toolCalls().isEmpty()) {
            // as LangChain4j's own OpenAI module does: an empty message would hide the model's words
            throw new ContentFilteredException("The model refused: " + completion.refusal());
        }
        return ChatResponse.builder()
                .aiMessage(aiMessage(completion, plan))
                .metadata(MiniMaxChatResponseMetadata.builder()
                        .id(completion.id())
                        .modelName(completion.model())
                        .tokenUsage(completion.usage() == null ? null : MiniMaxTokenUsage.from(completion.usage()))
                        .finishReason(finishReason(completion.finishReason()))
                        .traceId(completion.traceId())
                        .serviceTier(completion.serviceTier())
                        .created(completion.created())
                        .rateLimits(completion.rateLimits())
                        .contentCheck(completion.contentCheck())
                        .refusal(completion.refusal())
                        .warnings(completion.warnings())
                        .incompleteToolCalls(toolExecutionRequests(completion.incompleteToolCalls()))
                        .rawResponse(completion.raw())
                        .build())
                .build();
    }

    static ToolExecutionRequest toolExecutionRequest(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments())
                .build();
    }

    private static List<ToolExecutionRequest> toolExecutionRequests(List<ToolCall> calls) {
        return calls.isEmpty()
                ? List.of()
                : calls.stream().map(ResponseMapper::toolExecutionRequest).toList();
    }

    private static AiMessage aiMessage(ChatCompletion completion, PlannedRequest plan) {
        return AiMessage.builder()
                .text(text(completion, plan))
                .thinking(plan.returnThinking() ? completion.thinking() : null)
                .toolExecutionRequests(toolExecutionRequests(completion.toolCalls()))
                .attributes(attributes(completion))
                .build();
    }

    private static Map<String, Object> attributes(ChatCompletion completion) {
        if (completion.reasoningDetails().isEmpty() && completion.rawContent() == null) {
            return Map.of();
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!completion.reasoningDetails().isEmpty()) {
            attributes.put(MiniMaxMessageAttributes.REASONING_DETAILS, completion.reasoningDetails());
        }
        if (completion.rawContent() != null) {
            attributes.put(MiniMaxMessageAttributes.RAW_CONTENT, completion.rawContent());
        }
        return attributes;
    }

    private static @Nullable String text(ChatCompletion completion, PlannedRequest plan) {
        String text = completion.text();
        if (text != null && plan.expectsJson()) {
            text = MarkdownFenceFilter.withoutFence(text);
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private static FinishReason finishReason(io.github.minimax4j.core.chat.FinishReason finishReason) {
        return switch (finishReason) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_CALLS -> FinishReason.TOOL_EXECUTION;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case OTHER -> FinishReason.OTHER;
        };
    }
}
