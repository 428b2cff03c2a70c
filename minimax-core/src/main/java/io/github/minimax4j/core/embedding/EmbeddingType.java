package io.github.minimax4j.core.embedding;

/**
 * What a text is embedded for. MiniMax maps the two into different spaces: a vector of a {@link #QUERY} finds vectors of
 * {@link #DB}, and comparing two of one kind means little (Q38).
 */
public enum EmbeddingType {
    /** A text that is stored, to be found later. */
    DB("db"),
    /** A question that searches stored texts. */
    QUERY("query");

    private final String wireName;

    EmbeddingType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name in JSON.
     *
     * @return the lower-case wire name
     */
    public String wireName() {
        return wireName;
    }
}
