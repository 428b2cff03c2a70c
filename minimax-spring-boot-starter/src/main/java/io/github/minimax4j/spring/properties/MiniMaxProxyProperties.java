package io.github.minimax4j.spring.properties;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, the only kind that the JDK's HTTP client knows. Settings of a group replace those of the root as a whole.
 *
 * @param host     Host name or address of the proxy. SOCKS proxies are not supported.
 * @param port     Port of the proxy.
 * @param username Name to log in with at the proxy. For https addresses see the documentation: the JDK forbids it by default.
 * @param password Password to log in with at the proxy.
 */
public record MiniMaxProxyProperties(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password) {

    /** Without name and password. */
    @Override
    public String toString() {
        return "MiniMaxProxyProperties[host=" + host + ", port=" + port + "]";
    }
}
