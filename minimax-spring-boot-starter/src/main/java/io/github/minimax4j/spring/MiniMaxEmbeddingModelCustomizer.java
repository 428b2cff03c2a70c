package io.github.minimax4j.spring;

import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;

/**
 * Changes the configured embedding model before it is made. Beans of this type are called in order, after the properties and
 * listeners were applied.
 */
@FunctionalInterface
public interface MiniMaxEmbeddingModelCustomizer {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(MiniMaxEmbeddingModelBuilder builder);
}
