package io.github.minimax4j.spring.autoconfigure;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A proxy whose properties were checked.
 *
 * @param host     a host name or address
 * @param port     from 1 to 65535
 * @param username empty without a login
 * @param password empty without a login
 */
record ProxySettings(String host, int port, String username, String password) {

    /** The port where none is set. */
    static final int DEFAULT_PORT = 8080;

    /** With at least two colons, in brackets or not; which of these are addresses the JDK finds out. */
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.]*(%\\w+)?]?");

    /**
     * Whether this is a host alone. A port behind it, as in {@code proxy.example:3128}, would pass the start and fail each call with an
     * {@code InternalError} of the JDK's; an IPv6 address has colons of its own.
     */
    static boolean isHost(String host) {
        return host.indexOf(':') < 0 || IPV6.matcher(host).matches();
    }

    /** Resolves no name yet: nothing is asked of the network at start. */
    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * The header that logs in. The JDK sends it to the proxy only. An {@code Authenticator} would do the same, but with one the JDK
     * turns MiniMax's response to a wrong key into a complaint about a missing header.
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
