package io.github.minimax4j.spring.autoconfigure;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /** Knows the login; null without one. */
    @Nullable
    Authenticator authenticator() {
        return username.isEmpty() ? null : new Login(username, password);
    }

    private static final class Login extends Authenticator {

        private final PasswordAuthentication login;

        Login(String username, String password) {
            this.login = new PasswordAuthentication(username, password.toCharArray());
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return login;
        }
    }

    /** Without name and password. */
    @Override
    public String toString() {
        return "ProxySettings[host=" + host + ", port=" + port + "]";
    }
}
