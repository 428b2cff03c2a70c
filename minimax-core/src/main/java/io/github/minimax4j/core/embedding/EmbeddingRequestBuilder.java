package io.github.minimax4j.core.embedding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of an {@link EmbeddingRequest}. Not thread-safe. */
public final class EmbeddingRequestBuilder {

    private @Nullable String model;

    private List<String> texts = List.of();

    private EmbeddingType type = EmbeddingType.DB;

    private int maxBatchSize = EmbeddingRequest.DEFAULT_MAX_BATCH_SIZE;

    private final Map<String, Object> extraBody = new LinkedHashMap<>();

    EmbeddingRequestBuilder() {}

    /**
     * Sets {@link EmbeddingRequest#model()}.
     *
     * @param model the model, such as {@code embo-01}
     * @return this builder
     */
    public EmbeddingRequestBuilder model(String model) {
        this.model = model;
        return this;
    }

    /**
     * Sets {@link EmbeddingRequest#texts()}.
     *
     * @param texts at least one text
     * @return this builder
     */
    public EmbeddingRequestBuilder texts(List<String> texts) {
        this.texts = texts;
        return this;
    }

    /**
     * Sets {@link EmbeddingRequest#texts()}.
     *
     * @param texts at least one text
     * @return this builder
     */
    public EmbeddingRequestBuilder texts(String... texts) {
        return texts(Arrays.asList(texts));
    }

    /**
     * Sets {@link EmbeddingRequest#type()}.
     *
     * @param type what the texts are embedded for
     * @return this builder
     */
    public EmbeddingRequestBuilder type(EmbeddingType type) {
        this.type = type;
        return this;
    }

    /**
     * Sets {@link EmbeddingRequest#maxBatchSize()}.
     *
     * @param maxBatchSize the most texts of one HTTP request
     * @return this builder
     */
    public EmbeddingRequestBuilder maxBatchSize(int maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
        return this;
    }

    /**
     * Adds to {@link EmbeddingRequest#extraBody()}.
     *
     * @param extraBody further fields
     * @return this builder
     */
    public EmbeddingRequestBuilder extraBody(Map<String, Object> extraBody) {
        this.extraBody.putAll(extraBody);
        return this;
    }

    /**
     * Checks the fields and makes the request.
     *
     * @return the request
     * @throws IllegalArgumentException if a field is missing or wrong; the message names it
     */
    public EmbeddingRequest build() {
        return new EmbeddingRequest(model == null ? "" : model, texts, type, maxBatchSize, extraBody);
    }
}
