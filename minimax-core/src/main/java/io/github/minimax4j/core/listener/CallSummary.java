package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * What the service reported about a response. What it did not report is null, never zero.
 *
 * @param id           the id of the response
 * @param model        the model that generated the response
 * @param inputTokens  tokens of the request, cached ones included
 * @param outputTokens tokens of the response, thinking included
 * @param finishReason why the model stopped; chat only
 */
public record CallSummary(
        @Nullable String id,
        @Nullable String model,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable FinishReason finishReason) {}
