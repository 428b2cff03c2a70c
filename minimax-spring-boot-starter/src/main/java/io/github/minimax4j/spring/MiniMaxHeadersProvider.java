package io.github.minimax4j.spring;

import java.util.Map;

/**
 * Gives HTTP headers that change while the application runs, such as a short-lived token of a gateway. Beans of this type are asked in
 * order for the requests of all models; a later one's headers win, and all of them win over {@code custom-headers}.
 */
@FunctionalInterface
public interface MiniMaxHeadersProvider {

    /**
     * Asked once for each request, on the thread that makes it; retries of the request keep its headers. Many threads may ask at
     * once. What it throws is thrown to the caller of the model.
     *
     * @return names and values of printable ASCII characters
     */
    Map<String, String> headers();
}
