package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * What the service said about an answer. What it did not say is null, never zero.
 *
 * @param id           its id of the answer
 * @param model        the model that answered
 * @param inputTokens  tokens of the request, cached ones included
 * @param outputTokens tokens of the answer, thinking included
 * @param finishReason why a chat's answer ended
 */
public record CallSummary(
        @Nullable String id,
        @Nullable String model,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable FinishReason finishReason) {}
