package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.embedding.EmbeddingRequest.EmbeddingType;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import org.jspecify.annotations.Nullable;

/** Maps LangChain4j's requests for embeddings to MiniMax's, and MiniMax's responses back. */
final class EmbeddingMapper {
    private EmbeddingMapper() {}

    /**
     * Maps a request.
     *
     * @param template the defaults; its texts are replaced
     */
    static io.github.minimax4j.core.embedding.EmbeddingRequest map(
            EmbeddingRequest request, io.github.minimax4j.core.embedding.EmbeddingRequest template) {
        return template.toBuilder()
                .texts(request.inputs().stream().map(EmbeddingInput::text).toList())
                .model(request.modelName() == null ? template.model() : request.modelName())
                .type(request.inputType() == null ? template.type() : type(request.inputType()))
                .build();
    }

    static EmbeddingType type(EmbeddingInputType inputType) {
        return switch (inputType) {
            case QUERY -> EmbeddingType.QUERY;
            case DOCUMENT -> EmbeddingType.DB;
        };
    }

    /** Maps a response. If the service does not name the model, it is the requested one. */
    static EmbeddingResponse map(EmbeddingResult result, String requestedModel) {
        return EmbeddingResponse.builder()
                .embeddings(result.vectors().stream().map(Embedding::from).toList())
                .modelName(result.model() == null ? requestedModel : result.model())
                .tokenUsage(usage(result.totalTokens()))
                .build();
    }

    private static @Nullable TokenUsage usage(@Nullable Long tokens) {
        return tokens == null ? null : new TokenUsage((int) Math.min(tokens, Integer.MAX_VALUE));
    }
}
