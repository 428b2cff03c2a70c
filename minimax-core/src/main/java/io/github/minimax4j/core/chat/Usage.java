package io.github.minimax4j.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Tokens that a call used, as counted by the service. A count that the service did not send is null, never zero.
 *
 * @param promptTokens        tokens of the request, cached ones included
 * @param completionTokens    tokens of the response, thinking included
 * @param totalTokens         the sum
 * @param cachedTokens        tokens of the request that were read from the prompt cache
 * @param cacheCreationTokens tokens of the request that were written to the prompt cache; only with explicit caching (Q39)
 * @param reasoningTokens     tokens of the response that were thinking
 */
public record Usage(
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        @Nullable Integer totalTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer cacheCreationTokens,
        @Nullable Integer reasoningTokens) {}
