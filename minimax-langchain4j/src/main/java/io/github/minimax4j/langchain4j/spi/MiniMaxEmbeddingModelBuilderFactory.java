package io.github.minimax4j.langchain4j.spi;

import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModelBuilder;
import java.util.function.Supplier;

/**
 * Makes the builders that {@link MiniMaxEmbeddingModel#builder()} gives, in place of the library's own. Found by
 * {@link java.util.ServiceLoader}; of several, the highest {@link dev.langchain4j.spi.PrioritizedFactory#priority() priority} wins.
 * Must be thread-safe and make a new builder at each call.
 */
public interface MiniMaxEmbeddingModelBuilderFactory extends Supplier<MiniMaxEmbeddingModelBuilder> {}
