package io.github.minimax4j.langchain4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names of MiniMax's models for embeddings. They are suggestions: the builder takes any other name as text. */
public enum MiniMaxEmbeddingModelName {
    /** MiniMax's only model for embeddings. Its rate limit was seen to be tiny: about 5 requests, then minutes of waiting (Q38). */
    EMBO_01("embo-01", 1536);

    private final String wireName;
    private final int dimension;

    MiniMaxEmbeddingModelName(String wireName, int dimension) {
        this.wireName = wireName;
        this.dimension = dimension;
    }

    /**
     * The size of its vectors; it cannot be chosen.
     *
     * @return how many numbers a vector has
     */
    public int dimension() {
        return dimension;
    }

    /** The dimension of the model of this name, or null if the name is not known. */
    static @Nullable Integer dimensionOf(String modelName) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(modelName))
                .map(known -> known.dimension)
                .findFirst()
                .orElse(null);
    }

    /** The name as it is sent. */
    @Override
    public String toString() {
        return wireName;
    }
}
