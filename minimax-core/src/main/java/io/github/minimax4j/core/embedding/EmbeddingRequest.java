package io.github.minimax4j.core.embedding;

import io.github.minimax4j.core.internal.check.ExtraBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Texts to be turned into vectors by {@code POST /v1/embeddings}. MiniMax has a form of its own there, which OpenAI's clients do not
 * speak (Q38). Values are checked when the record is made, so a wrong one fails before anything is sent.
 *
 * @param model        the model, such as {@code embo-01}; free text
 * @param texts        at least one text
 * @param type         what the texts are embedded for; default {@link EmbeddingType#DB}
 * @param maxBatchSize the most texts of one HTTP request, at least 1; further ones are sent in further requests, one after the other.
 *                     Default: 16, which MiniMax's users were seen to send
 * @param extraBody    further fields of the body, by their names in JSON; plain JSON values
 */
public record EmbeddingRequest(
        String model, List<String> texts, EmbeddingType type, int maxBatchSize, Map<String, Object> extraBody) {

    static final int DEFAULT_MAX_BATCH_SIZE = 16;

    private static final Set<String> OWN_FIELDS = Set.of("model", "texts", "type");

    public EmbeddingRequest {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("model must be set: MiniMax has no default model for embeddings");
        }
        if (texts == null || texts.isEmpty()) {
            throw new IllegalArgumentException("texts must hold at least one text");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) == null) {
                throw new IllegalArgumentException("texts[" + i + "] is null");
            }
        }
        texts = List.copyOf(texts);
        Objects.requireNonNull(type, "type");
        if (maxBatchSize < 1) {
            throw new IllegalArgumentException("maxBatchSize is " + maxBatchSize + ": it must be at least 1");
        }
        extraBody = ExtraBody.checked(extraBody, OWN_FIELDS);
    }

    /**
     * Starts an empty request.
     *
     * @return a new builder
     */
    public static EmbeddingRequestBuilder builder() {
        return new EmbeddingRequestBuilder();
    }

    /**
     * Starts a request that is like this one.
     *
     * @return a new builder
     */
    public EmbeddingRequestBuilder toBuilder() {
        return new EmbeddingRequestBuilder()
                .model(model)
                .texts(texts)
                .type(type)
                .maxBatchSize(maxBatchSize)
                .extraBody(extraBody);
    }
}
