package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.DimensionAwareEmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.spi.MiniMaxEmbeddingModelBuilderFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's {@link dev.langchain4j.model.embedding.EmbeddingModel} for MiniMax's embeddings endpoint, which has a format of its own
 * (Q38). Thread-safe: share one instance, and close it when it is no longer needed.
 *
 * <pre>{@code
 * try (MiniMaxEmbeddingModel model = MiniMaxEmbeddingModel.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .modelName(MiniMaxEmbeddingModelName.EMBO_01)
 *         .build()) {
 *     Embedding embedding = model.embed("The sea is salty.").content();
 * }
 * }</pre>
 *
 * <p>MiniMax maps stored texts and questions into different spaces. Texts are embedded as documents; embed a question with
 * {@link dev.langchain4j.model.embedding.request.EmbeddingInputType#QUERY}, which you set on a content retriever as its
 * {@code embeddingInputType}.
 *
 * <p>Many inputs are sent in several HTTP requests, one after the other. Vectors are returned in the order of the inputs. Token counts are
 * summed, and null if the service did not report one of them. The first request that fails ends the call. A request may name model and
 * input type; other parameters, and contents other than text, throw an {@link dev.langchain4j.exception.UnsupportedFeatureException} before
 * anything is sent. Later failures throw one of LangChain4j's exceptions with the {@link MiniMaxException} as its cause.
 *
 * <p>{@link #embedAsync(EmbeddingRequest)} blocks no thread while it waits, and cancelling its future closes the connection.
 */
public final class MiniMaxEmbeddingModel extends DimensionAwareEmbeddingModel implements AutoCloseable {
    private final ModelConnection connection;
    private final io.github.minimax4j.core.embedding.EmbeddingRequest template;
    private final EmbeddingRequestParameters defaults;
    private final List<EmbeddingModelListener> listeners;

    MiniMaxEmbeddingModel(MiniMaxEmbeddingModelBuilder builder) {
        this.template = builder.template();
        this.defaults = EmbeddingRequestParameters.builder()
                .modelName(template.model())
                .inputType(builder.inputType)
                .build();
        this.listeners = builder.listeners;
        this.connection = builder.connect();
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder; the one of a {@link MiniMaxEmbeddingModelBuilderFactory} if there is one
     */
    public static MiniMaxEmbeddingModelBuilder builder() {
        MiniMaxEmbeddingModelBuilderFactory factory =
                ServiceHelper.loadFactory(MiniMaxEmbeddingModelBuilderFactory.class);
        return factory == null ? new MiniMaxEmbeddingModelBuilder() : factory.get();
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        io.github.minimax4j.core.embedding.EmbeddingRequest mapped = EmbeddingMapper.map(request, template);
        return EmbeddingMapper.map(connection.call(client -> client.embed(mapped)), mapped.model());
    }

    /**
     * Sends the request without waiting. No thread is blocked until the response arrives. An application that completes the future first,
     * by {@code cancel}, {@code orTimeout} or in any other way, ends the call: its connection is closed, and no retry and no further batch
     * is sent. Completing a future derived from it, such as by {@code thenApply}, does not affect the call.
     */
    @Override
    public CompletableFuture<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        return CallFuture.ending(super.embedAsync(request));
    }

    @Override
    public CompletableFuture<EmbeddingResponse> doEmbedAsync(EmbeddingRequest request) {
        io.github.minimax4j.core.embedding.EmbeddingRequest mapped = EmbeddingMapper.map(request, template);
        return connection.callAsync(
                client -> client.embedAsync(mapped), result -> EmbeddingMapper.map(result, mapped.model()));
    }

    @Override
    protected @Nullable Integer knownDimension() {
        return MiniMaxEmbeddingModelName.dimensionOf(modelName());
    }

    /** The size of the vectors. For a model that this library does not know, it is determined once by embedding a word. */
    @Override
    public int dimension() {
        return super.dimension();
    }

    /** The model to use unless a request names another. */
    @Override
    public String modelName() {
        return template.model();
    }

    @Override
    public EmbeddingRequestParameters defaultRequestParameters() {
        return defaults;
    }

    /** Model and input type. MiniMax's vectors have a fixed size. */
    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return Set.of(EmbeddingRequestParameters.MODEL_NAME, EmbeddingRequestParameters.INPUT_TYPE);
    }

    @Override
    public List<EmbeddingModelListener> listeners() {
        return listeners;
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

    /** Builds {@link MiniMaxEmbeddingModel}s. Null means the default. Not thread-safe; the models are. */
    public static class MiniMaxEmbeddingModelBuilder extends MiniMaxConnectionBuilder<MiniMaxEmbeddingModelBuilder> {
        private @Nullable String modelName;
        EmbeddingInputType inputType = EmbeddingInputType.DOCUMENT;
        private @Nullable Integer maxSegmentsPerBatch;
        private Map<String, Object> customParameters = Map.of();
        List<EmbeddingModelListener> listeners = List.of();

        /** Starts with the default settings. */
        public MiniMaxEmbeddingModelBuilder() {}

        /**
         * The model. Required.
         *
         * @param modelName free text, such as {@code embo-01}; its case is preserved
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder modelName(@Nullable String modelName) {
            this.modelName = modelName;
            return this;
        }

        /**
         * The model. Required.
         *
         * @param modelName one of the names known when this library was released
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder modelName(@Nullable MiniMaxEmbeddingModelName modelName) {
            return modelName(modelName == null ? null : modelName.toString());
        }

        /**
         * What texts are embedded for, unless a request sets it: MiniMax's {@code query} for {@link EmbeddingInputType#QUERY}, {@code db}
         * for {@link EmbeddingInputType#DOCUMENT}. Default: document.
         *
         * @param inputType the purpose
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder inputType(@Nullable EmbeddingInputType inputType) {
            this.inputType = inputType == null ? EmbeddingInputType.DOCUMENT : inputType;
            return this;
        }

        /**
         * Maximum number of texts in one HTTP request; further ones are sent in further requests, one after the other. Default: 16, which
         * MiniMax's users were observed to send.
         *
         * @param maxSegmentsPerBatch at least 1
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder maxSegmentsPerBatch(@Nullable Integer maxSegmentsPerBatch) {
            this.maxSegmentsPerBatch = maxSegmentsPerBatch;
            return this;
        }

        /**
         * Further fields of each request's body, by their names in JSON.
         *
         * @param customParameters plain JSON values; no field that has a setter here
         * @return this builder
         * @throws IllegalArgumentException if a name is null, or a number is not finite
         */
        public MiniMaxEmbeddingModelBuilder customParameters(@Nullable Map<String, Object> customParameters) {
            this.customParameters =
                    customParameters == null ? Map.of() : MapSettings.json("customParameters", customParameters);
            return this;
        }

        /**
         * Listeners to notify of each request, and of its response or failure.
         *
         * @param listeners called in their order, on the thread that makes the call or on the callback executor
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder listeners(@Nullable List<EmbeddingModelListener> listeners) {
            this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
            return this;
        }

        /**
         * Listeners to notify of each request, and of its response or failure.
         *
         * @param listeners called in their order, on the thread that makes the call or on the callback executor
         * @return this builder
         */
        public MiniMaxEmbeddingModelBuilder listeners(EmbeddingModelListener... listeners) {
            return listeners(List.of(listeners));
        }

        /** The template of all requests; its text is a placeholder. */
        io.github.minimax4j.core.embedding.EmbeddingRequest template() {
            if (modelName == null || modelName.isBlank()) {
                throw new IllegalArgumentException("modelName must be set, for example to "
                        + MiniMaxEmbeddingModelName.EMBO_01 + ": MiniMax has no default model for embeddings");
            }
            io.github.minimax4j.core.embedding.EmbeddingRequest.Builder request =
                    io.github.minimax4j.core.embedding.EmbeddingRequest.builder()
                            .model(modelName)
                            .texts("")
                            .type(EmbeddingMapper.type(inputType))
                            .extraBody(customParameters);
            if (maxSegmentsPerBatch != null) {
                if (maxSegmentsPerBatch < 1) {
                    throw new IllegalArgumentException(
                            "maxSegmentsPerBatch is " + maxSegmentsPerBatch + ": it must be at least 1");
                }
                request.maxBatchSize(maxSegmentsPerBatch);
            }
            return request.build();
        }

        /**
         * Checks the settings and builds a model, which does not connect yet.
         *
         * @return the model, to be closed after use
         * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
         */
        public MiniMaxEmbeddingModel build() {
            return new MiniMaxEmbeddingModel(this);
        }
    }
}
