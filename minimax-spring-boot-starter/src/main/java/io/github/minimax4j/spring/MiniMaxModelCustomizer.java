package io.github.minimax4j.spring;

import io.github.minimax4j.langchain4j.MiniMaxConnectionBuilder;

/**
 * Changes the configured models before they are made. Beans of this type are called in order, after the properties and listeners were
 * applied, for each model whose builder they take: {@code MiniMaxChatModelBuilder} for the blocking models, {@code MiniMaxModelBuilder<?>} for
 * blocking and streaming ones, {@code MiniMaxConnectionBuilder<?>} for all.
 *
 * <pre>{@code
 * @Bean
 * MiniMaxModelCustomizer<MiniMaxModelBuilder<?>> shortAnswers() {
 *     return builder -> builder.maxOutputTokens(500);
 * }
 * }</pre>
 *
 * @param <B> the builder that this customizer takes
 */
@FunctionalInterface
public interface MiniMaxModelCustomizer<B extends MiniMaxConnectionBuilder<?>> {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(B builder);
}
