package io.github.minimax4j.core.transport;

/** MiniMax's two regions. A key works in the region that issued it and in no other (Q1). */
public enum Region {
    /** The international service. */
    GLOBAL("https://api.minimax.io"),
    /** The service in mainland China. */
    CHINA("https://api.minimaxi.com");

    private final String baseUrl;

    Region(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * The region's address.
     *
     * @return the base URL, without a trailing slash
     */
    public String baseUrl() {
        return baseUrl;
    }
}
