package io.github.minimax4j.langchain4j.spi;

import io.github.minimax4j.langchain4j.MiniMaxModelCatalog;
import java.util.function.Supplier;

/**
 * Makes the builders that {@link MiniMaxModelCatalog#builder()} returns, for frameworks that have their own. This is
 * LangChain4j's convention: frameworks such as Quarkus replace builders through it. It is found by
 * {@link java.util.ServiceLoader}; of several, the first is used, or the one of the highest
 * {@link dev.langchain4j.spi.PrioritizedFactory priority}.
 */
public interface MiniMaxModelCatalogBuilderFactory extends Supplier<MiniMaxModelCatalog.Builder> {}
