package io.github.minimax4j.spring.autoconfigure;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A proxy whose properties have been checked.
 *
 * @param host     a host name or address
 * @param port     from 1 to 65535
 * @param username empty without a login
 * @param password empty without a login
 */
record ProxySettings(String host, int port, String username, String password) {

    /** The port if none is set. */
    static final int DEFAULT_PORT = 8080;

    /** At least two colons, in brackets or not; the JDK decides which of these are addresses. */
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.]*(%\\w+)?]?");

    /**
     * Whether this is a host without a port. With a port, as in {@code proxy.example:3128}, the application would start, and each call
     * would fail with an {@code InternalError} of the JDK; an IPv6 address also contains colons.
     */
    static boolean isHost(String host) {
        return host.indexOf(':') < 0 || IPV6.matcher(host).matches();
    }

    /** Does not resolve the name yet: the start makes no network request. */
    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * The header that logs in. The JDK sends it to the proxy only. An {@code Authenticator} would do the same, but would make the JDK turn
     * MiniMax's response to a wrong key into an error about a missing header.
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
