package io.github.minimax4j.core.internal.config;

import java.net.Authenticator;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server: proxies and TLS.
 *
 * @param proxySelector      chooses the proxy of each request, or null for none; foreign code
 * @param proxyAuthenticator knows the logins of proxies, or null for none; foreign code
 * @param sslContext         null for the JVM's default
 * @param sslParameters      cipher suites and protocols, or null for those of the context
 */
public record NetworkSettings(
        @Nullable ProxySelector proxySelector,
        @Nullable Authenticator proxyAuthenticator,
        @Nullable SSLContext sslContext,
        @Nullable SSLParameters sslParameters) {

    /** Whether choosing a proxy may take time, because the selector is not the JDK's, or its login is foreign code's. */
    public boolean mayWait() {
        return proxyAuthenticator != null
                || proxySelector != null && proxySelector.getClass().getClassLoader() != null;
    }

    /** The proxy to use for an address, or {@link Proxy#NO_PROXY}. */
    public Proxy proxyFor(URI address) {
        List<Proxy> proxies = proxySelector == null ? null : proxySelector.select(address);
        return proxies == null || proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }
}
