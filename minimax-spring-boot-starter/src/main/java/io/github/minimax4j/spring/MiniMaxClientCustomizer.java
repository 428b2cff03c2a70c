package io.github.minimax4j.spring;

import io.github.minimax4j.core.MiniMaxClientBuilder;

/**
 * Changes the connection of the configured models before it is made: proxy, TLS, executors, HTTP version, headers. Beans of this type
 * are called in order, once for each model, after the properties were applied.
 *
 * <pre>{@code
 * @Bean
 * MiniMaxClientCustomizer proxy() {
 *     ProxySelector proxy = ProxySelector.of(new InetSocketAddress("proxy.example", 3128));
 *     return builder -> builder.httpClientCustomizer(http -> http.proxy(proxy));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface MiniMaxClientCustomizer {

    /**
     * Changes settings.
     *
     * @param builder holds what the properties say
     */
    void customize(MiniMaxClientBuilder builder);
}
