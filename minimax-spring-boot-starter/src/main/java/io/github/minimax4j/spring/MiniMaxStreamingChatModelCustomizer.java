package io.github.minimax4j.spring;

import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;

/**
 * Changes the configured streaming model before it is made. Beans of this type are called in order, after the properties and
 * listeners were applied.
 */
@FunctionalInterface
public interface MiniMaxStreamingChatModelCustomizer {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(MiniMaxStreamingChatModelBuilder builder);
}
