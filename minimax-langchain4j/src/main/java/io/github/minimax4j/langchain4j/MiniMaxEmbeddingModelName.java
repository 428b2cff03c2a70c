package io.github.minimax4j.langchain4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names of MiniMax's embedding models. They are suggestions: the builder accepts any other name as text. */
public enum MiniMaxEmbeddingModelName {
    /** MiniMax's only embedding model. Its rate limit has been observed to be very low: about 5 requests, then minutes of waiting (Q38). */
    EMBO_01("embo-01", 1536);

    private final String wireName;
    private final int dimension;

    MiniMaxEmbeddingModelName(String wireName, int dimension) {
        this.wireName = wireName;
        this.dimension = dimension;
    }

    /**
     * The size of the vectors, which is fixed.
     *
     * @return the number of elements of a vector
     */
    public int dimension() {
        return dimension;
    }

    /** The dimension of the model with this name, or null if the name is not known. */
    static @Nullable Integer dimensionOf(String modelName) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(modelName))
                .map(known -> known.dimension)
                .findFirst()
                .orElse(null);
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
