package io.github.minimax4j.langchain4j;

/** Names of MiniMax's models for images. They are suggestions: the builder takes any other name as text. */
public enum MiniMaxImageModelName {
    /** Draws in any size. */
    IMAGE_01("image-01"),
    /** Draws in styles; takes an aspect ratio, but no width and height. */
    IMAGE_01_LIVE("image-01-live");

    private final String wireName;

    MiniMaxImageModelName(String wireName) {
        this.wireName = wireName;
    }

    /** The name as it is sent. */
    @Override
    public String toString() {
        return wireName;
    }
}
