package io.github.minimax4j.spring;

import io.github.minimax4j.core.MiniMaxClientBuilder;

/**
 * Changes the connection of the configured models before it is made: executors, retries, loggers, a proxy selector, whatever its builder
 * can do. Beans of this type are called in order, once for each model, after the properties were applied.
 *
 * <pre>{@code
 * @Bean
 * MiniMaxClientCustomizer countRetries(Counter retries) {
 *     return builder -> builder.retryListener(retry -> retries.increment());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface MiniMaxClientCustomizer {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(MiniMaxClientBuilder builder);
}
