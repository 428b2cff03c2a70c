package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link MiniMaxEmbeddingModel}s. Null means the default. Not thread-safe; the models are. */
public class MiniMaxEmbeddingModelBuilder extends MiniMaxConnectionBuilder<MiniMaxEmbeddingModelBuilder> {
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
     * What texts are embedded for, unless a request sets it: MiniMax's {@code query} for {@link EmbeddingInputType#QUERY}, {@code db} for
     * {@link EmbeddingInputType#DOCUMENT}. Default: document.
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
    EmbeddingRequest template() {
        if (modelName == null || modelName.isBlank()) {
            throw new IllegalArgumentException("modelName must be set, for example to "
                    + MiniMaxEmbeddingModelName.EMBO_01 + ": MiniMax has no default model for embeddings");
        }
        EmbeddingRequest.Builder request = EmbeddingRequest.builder()
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
