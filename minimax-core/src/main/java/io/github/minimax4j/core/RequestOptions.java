package io.github.minimax4j.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one request only.
 *
 * @param headers HTTP headers to add; they win over the client's. Names and values are checked before anything is sent
 * @param apiKey  the key to use instead of the client's; null for the client's
 */
public record RequestOptions(
        Map<String, String> headers, @Nullable String apiKey) {

    /** Nothing special. */
    public static final RequestOptions NONE = new RequestOptions(Map.of(), null);

    public RequestOptions {
        headers = Map.copyOf(headers);
    }

    /** Names the headers only: their values, and the key, may be secrets. */
    @Override
    public String toString() {
        return "RequestOptions[headers=" + headers.keySet() + ", apiKey=" + (apiKey == null ? "none" : "given") + "]";
    }
}
