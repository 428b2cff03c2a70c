package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers vectors. */
public final class EmbeddingFields implements ResponseFields<EmbeddingResult> {

    // of embo-01; others only cost a copy
    private static final int USUAL_DIMENSIONS = 1536;

    private final int texts;

    private @Nullable List<float[]> vectors;

    private @Nullable Long totalTokens;

    private @Nullable String model;

    public EmbeddingFields(int texts) {
        this.texts = texts;
    }

    @Override
    public boolean read(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "vectors" -> vectors = vectors(parser);
            case "total_tokens" -> totalTokens = ErrorFields.number(parser);
            case "model" -> model = ErrorFields.text(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable List<float[]> vectors(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null; // as beside errors
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("'vectors' that are no list");
        }
        List<float[]> vectors = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new IOException("'vectors' that hold something else than lists of numbers");
            }
            vectors.add(vector(parser));
        }
        return vectors;
    }

    private static float[] vector(JsonParser parser) throws IOException {
        float[] numbers = new float[USUAL_DIMENSIONS];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isNumeric()) {
                throw new IOException("'vectors' that hold something else than lists of numbers");
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = parser.getFloatValue();
        }
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }

    @Override
    public boolean found() {
        return vectors != null;
    }

    @Override
    public EmbeddingResult result(ResponseDetails response) throws IOException {
        if (vectors == null) {
            throw new IOException(
                    "no 'vectors': it does not speak MiniMax's form of embeddings, or failed without saying why");
        }
        if (vectors.size() != texts) {
            throw new IOException(vectors.size() + " vectors for " + texts + " texts");
        }
        String named = model == null || model.isEmpty() ? null : model;
        return new EmbeddingResult(vectors, totalTokens, named, response.traceId());
    }
}
