package io.github.minimax4j.core.image;

/** How the response contains generated images. */
public enum ImageResponseFormat {
    /** As addresses that MiniMax serves for 24 hours. */
    URL("url"),
    /** In the response itself, in Base64. */
    BASE64("base64");

    private final String wireName;

    ImageResponseFormat(String wireName) {
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
