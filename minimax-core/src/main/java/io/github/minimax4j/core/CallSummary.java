package io.github.minimax4j.core;

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
        @Nullable FinishReason finishReason) {

    private static final CallSummary EMPTY = new CallSummary(null, null, null, null, null);

    static CallSummary of(@Nullable Object answer) {
        if (answer instanceof ChatCompletion chat) {
            Usage usage = chat.usage();
            return new CallSummary(
                    chat.id(),
                    chat.model(),
                    usage == null ? null : asLong(usage.promptTokens()),
                    usage == null ? null : asLong(usage.completionTokens()),
                    chat.finishReason());
        }
        if (answer instanceof EmbeddingResult embeddings) {
            return new CallSummary(null, embeddings.model(), embeddings.totalTokens(), null, null);
        }
        return answer instanceof ImageResult images ? new CallSummary(images.id(), null, null, null, null) : EMPTY;
    }

    private static @Nullable Long asLong(@Nullable Integer count) {
        return count == null ? null : Long.valueOf(count);
    }
}
