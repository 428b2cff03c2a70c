package io.github.minimax4j.spring;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** A proxy whose properties were checked. */
record ProxySettings(String host, int port, String username, String password) {

    static final int DEFAULT_PORT = 8080;

    /** Resolves no name yet: nothing is asked of the network at start. */
    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * The header that logs in. The JDK sends it to the proxy only. An {@code Authenticator} would do the same, but with one the JDK
     * turns MiniMax's answer to a wrong key into a complaint about a missing header.
     */
    Map<String, String> headers() {
        if (username.isEmpty()) {
            return Map.of();
        }
        String login = username + ":" + password;
        return Map.of(
                "Proxy-Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the JDK withholds the login, as it does by default for addresses that begin with https. */
    boolean loginIsForbidden(String baseUrl) {
        String forbidden = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", "Basic");
        return !username.isEmpty()
                && baseUrl.toLowerCase(Locale.ROOT).startsWith("https:")
                && forbidden.toLowerCase(Locale.ROOT).contains("basic");
    }

    /** Without name and password. */
    @Override
    public String toString() {
        return "ProxySettings[host=" + host + ", port=" + port + "]";
    }
}
