package io.github.minimax4j.spring;

import java.net.http.HttpClient;

/**
 * Customizes the JDK's HTTP client of the configured models before it is built: a proxy selector, TLS parameters, a cookie handler. Beans
 * of this type are called in order, once for each model, after {@code proxy} and {@code ssl-bundle} have been applied.
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
     * Changes settings. With an authenticator, the JDK throws its own exception for a 401, so a wrong key is reported less clearly.
     *
     * @param http has the settings of the properties
     */
    void customize(HttpClient.Builder http);
}
