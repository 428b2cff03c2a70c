package io.github.minimax4j.spring;

import org.jspecify.annotations.Nullable;

/**
 * Gives the API key where it changes while the application runs: from a vault, a file that is renewed, a token service. A bean of this
 * type switches the chat models on, as {@code langchain4j.minimax.api-key} does, and is used instead of that property. A group's own
 * {@code api-key} is more special and wins for its model.
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
     * Asked once for each request, on the thread that makes it; retries of the request keep its key. Many threads may ask at once.
     * What it throws is thrown to the caller of the model. What takes long to find out should be kept.
     *
     * @return the key, without "Bearer"; null sends none, which MiniMax itself does not accept
     */
    @Nullable
    String apiKey();
}
