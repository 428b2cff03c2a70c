package io.github.minimax4j.spring;

import java.util.Map;

/**
 * Supplies HTTP headers that change while the application runs, such as a short-lived token of a gateway. Beans of this type are called in
 * order for the requests of all models; a later one's headers take precedence, and all of them take precedence over {@code custom-headers}.
 */
@FunctionalInterface
public interface MiniMaxHeadersProvider {

    /**
     * Called once for each request, on the thread that makes it; retries of the request use the same headers. Many threads may call it at
     * the same time. Its exceptions are thrown to the caller of the model.
     *
     * @return names and values of printable ASCII characters
     */
    Map<String, String> headers();
}
