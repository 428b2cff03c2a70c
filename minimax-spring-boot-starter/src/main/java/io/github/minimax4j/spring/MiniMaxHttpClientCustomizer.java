package io.github.minimax4j.spring;

import java.net.http.HttpClient;

/**
 * Changes the JDK's HTTP client under the configured models before it is made: an own proxy selector, TLS parameters, a cookie
 * handler. Beans of this type are called in order, once for each model, after {@code proxy} and {@code ssl-bundle} were applied.
 *
 * <pre>{@code
 * @Bean
 * MiniMaxHttpClientCustomizer proxies(ProxySelector companyProxies) {
 *     return http -> http.proxy(companyProxies);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface MiniMaxHttpClientCustomizer {

    /**
     * Changes settings. An authenticator makes the JDK answer 401 with an exception of its own, so that a wrong key is reported less
     * well.
     *
     * @param http holds what the properties say
     */
    void customize(HttpClient.Builder http);
}
