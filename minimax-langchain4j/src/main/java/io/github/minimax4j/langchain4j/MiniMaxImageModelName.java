package io.github.minimax4j.langchain4j;

/** Names of MiniMax's image models. They are suggestions: the builder accepts any other name as text. */
public enum MiniMaxImageModelName {
    /** Generates images of any size. */
    IMAGE_01("image-01"),
    /** Generates images in styles. Accepts an aspect ratio, but no width and height. */
    IMAGE_01_LIVE("image-01-live");

    private final String wireName;

    MiniMaxImageModelName(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
