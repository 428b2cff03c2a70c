package io.github.minimax4j.spring;

import org.jspecify.annotations.Nullable;

/**
 * Supplies an API key that changes while the application runs: from a vault, a renewed file, a token service. A bean of this type enables
 * the chat models, as {@code langchain4j.minimax.api-key} does, and is used instead of that property. A group's own {@code api-key} is more
 * specific and takes precedence for its model.
 *
 * <pre>{@code
 * @Bean
 * MiniMaxApiKeyProvider apiKey(Vault vault) {
 *     return () -> vault.read("minimax");
 * }
 * }</pre>
 */
@FunctionalInterface
public interface MiniMaxApiKeyProvider {

    /**
     * Called once for each request, on the thread that makes it; retries of the request use the same key. Many threads may call it at the
     * same time. Its exceptions are thrown to the caller of the model. Cache a key that is slow to obtain.
     *
     * @return the key, without "Bearer"; null sends none, which MiniMax itself does not accept
     */
    @Nullable
    String apiKey();
}
