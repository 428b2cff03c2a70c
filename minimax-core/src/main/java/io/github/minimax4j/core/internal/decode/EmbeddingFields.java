package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes vectors. */
public final class EmbeddingFields implements ResponseFields<EmbeddingResult> {

    // of embo-01; others only cost a copy
    private static final int USUAL_DIMENSIONS = 1536;

    /** The vectors, which would be slow to make of boxed numbers. */
    private record Vectors(List<float[]> list) {}

    private final int texts;

    public EmbeddingFields(int texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable Object read(String name, JsonParser parser) throws IOException {
        if (!name.equals("vectors") || parser.currentToken() == JsonToken.VALUE_NULL) { // null beside errors
            return ResponseFields.super.read(name, parser);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("'vectors' that are no list");
        }
        List<float[]> vectors = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            check(parser.currentToken() == JsonToken.START_ARRAY);
            vectors.add(vector(parser));
        }
        return new Vectors(vectors);
    }

    private static float[] vector(JsonParser parser) throws IOException {
        float[] numbers = new float[USUAL_DIMENSIONS];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            check(parser.currentToken().isNumeric());
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = parser.getFloatValue();
        }
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }

    private static void check(boolean isOfVector) throws IOException {
        if (!isOfVector) {
            throw new IOException("'vectors' that hold something else than lists of numbers");
        }
    }

    @Override
    public boolean found(Map<String, Object> members) {
        return members.get("vectors") instanceof Vectors;
    }

    @Override
    public EmbeddingResult result(Map<String, Object> members, ResponseDetails response) throws IOException {
        if (!(members.get("vectors") instanceof Vectors vectors)) {
            throw new IOException(
                    "no 'vectors': it does not speak MiniMax's form of embeddings, or failed without saying why");
        }
        if (vectors.list.size() != texts) {
            throw new IOException(vectors.list.size() + " vectors for " + texts + " texts");
        }
        String model = JsonValues.text(members.get("model"));
        Long totalTokens = JsonValues.number(members.get("total_tokens"));
        return new EmbeddingResult(
                vectors.list, totalTokens, model == null || model.isEmpty() ? null : model, response.traceId());
    }
}
