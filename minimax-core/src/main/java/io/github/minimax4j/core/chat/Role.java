package io.github.minimax4j.core.chat;

/** The sender of a {@link Message}. */
public enum Role {
    /** Instructions to the model; MiniMax accepts exactly one such message, as the first (Q13). */
    SYSTEM("system"),
    /** The person or program that talks to the model. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant"),
    /** The result of a tool call. */
    TOOL("tool");

    private final String wireName;

    Role(String wireName) {
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
