package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.spi.MiniMaxModelCatalogBuilderFactory;
import java.util.List;

/**
 * LangChain4j's {@link ModelCatalog}: the models that the server offers now. Thread-safe. Close it when it is no longer needed.
 *
 * <pre>{@code
 * try (MiniMaxModelCatalog catalog = MiniMaxModelCatalog.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .build()) {
 *     catalog.listModels().forEach(model -> System.out.println(model.name() + ": " + model.maxInputTokens() + " tokens"));
 * }
 * }</pre>
 *
 * <p>MiniMax reports a model's name, date and owner. Its kind, limits, inputs and retirement come from {@link MiniMaxModelFacts}, the last
 * two in the text of the description; an unknown model has none of them. Limits, display names and descriptions that a server reports, such
 * as OpenRouter ({@code context_length}) and vLLM ({@code max_model_len}), take precedence. {@code maxInputTokens} is the context window,
 * which the output shares.
 */
public final class MiniMaxModelCatalog implements ModelCatalog, AutoCloseable {
    private final ModelConnection connection;

    MiniMaxModelCatalog(Builder builder) {
        this.connection = builder.connect();
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder; the one of a {@link MiniMaxModelCatalogBuilderFactory} if there is one
     */
    public static Builder builder() {
        MiniMaxModelCatalogBuilderFactory factory = ServiceHelper.loadFactory(MiniMaxModelCatalogBuilderFactory.class);
        return factory == null ? new Builder() : factory.get();
    }

    /**
     * Requests the list of models from the server. This costs no tokens.
     *
     * @return the models, in the order sent by the server
     * @throws dev.langchain4j.exception.LangChain4jException if the call failed, with the {@link MiniMaxException} as its cause
     */
    @Override
    public List<ModelDescription> listModels() {
        return connection.call(MiniMaxClient::models).stream()
                .map(ModelDescriptionMapper::map)
                .toList();
    }

    /** {@link ModelProvider#OTHER}: LangChain4j's list has no entry for MiniMax. */
    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    /** Closes the connections, unless the client was passed to the builder. Running calls fail. */
    @Override
    public void close() {
        connection.close();
    }

    /** Builds {@link MiniMaxModelCatalog}s. Not thread-safe; the catalogs are. */
    public static class Builder extends MiniMaxConnectionBuilder<Builder> {
        /** Starts with the default settings. */
        public Builder() {}

        /**
         * Checks the settings and builds a catalog, which does not connect yet.
         *
         * @return the catalog, to be closed after use
         * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
         */
        public MiniMaxModelCatalog build() {
            return new MiniMaxModelCatalog(this);
        }
    }
}
