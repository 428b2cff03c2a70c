package io.github.minimax4j.spring;

import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;

/**
 * Changes the configured image model before it is made. Beans of this type are called in order, after the properties were applied.
 */
@FunctionalInterface
public interface MiniMaxImageModelCustomizer {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(MiniMaxImageModelBuilder builder);
}
