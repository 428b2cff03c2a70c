package io.github.minimax4j.core.transport;

import io.github.minimax4j.core.internal.check.Headers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of a single request.
 *
 * @param headers HTTP headers to add; they override the client's headers and the key. Names and values of printable ASCII characters
 * @param apiKey  the key to use instead of the client's; white space around it is removed; null for the client's
 */
public record RequestOptions(
        Map<String, String> headers, @Nullable String apiKey) {

    /** No options. */
    public static final RequestOptions NONE = new RequestOptions(Map.of(), null);

    /**
     * Checks the headers and the key.
     *
     * @throws IllegalArgumentException if HTTP does not allow one of them; the message shows no value
     */
    public RequestOptions {
        headers = Headers.checked(Objects.requireNonNull(headers, "headers"));
        apiKey = apiKey == null ? null : Headers.checkedApiKey(apiKey);
    }

    /** Names of headers that differ in case only are equal, so only the values count here; they are in the order of their names. */
    @Override
    public int hashCode() {
        return Objects.hash(List.copyOf(headers.values()), apiKey);
    }

    /** Contains only the names of the headers: their values, and the key, may be secrets. */
    @Override
    public String toString() {
        return "RequestOptions[headers=" + headers.keySet() + ", apiKey=" + (apiKey == null ? "none" : "given") + "]";
    }
}
