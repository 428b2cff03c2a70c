package io.github.minimax4j.core.internal.http;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Socks4Proxy;
import org.eclipse.jetty.client.Socks5;
import org.eclipse.jetty.client.Socks5Proxy;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's proxies known to Jetty, which chooses among them by the tag of a request. */
final class JettyProxies {

    private final HttpClient client;

    private final @Nullable Authenticator logins;

    JettyProxies(HttpClient client, @Nullable Authenticator logins) {
        this.client = client;
        this.logins = logins;
    }

    /** The tag of requests that take the proxy, or null for a direct connection. */
    @Nullable
    Object tag(Proxy proxy, URI target) {
        if (!(proxy.address() instanceof InetSocketAddress address)) {
            return null;
        }
        Origin.Address at = new Origin.Address(address.getHostString(), address.getPort());
        PasswordAuthentication login = login(proxy, address, target);
        client.getProxyConfiguration().addProxy(proxy.type() == Proxy.Type.HTTP ? http(at, login) : socks(at, login));
        return at;
    }

    private @Nullable PasswordAuthentication login(Proxy proxy, InetSocketAddress address, URI target) {
        return logins == null
                ? null
                : Authenticator.requestPasswordAuthentication(
                        logins,
                        address.getHostString(),
                        address.getAddress(),
                        address.getPort(),
                        proxy.type() == Proxy.Type.HTTP ? target.getScheme() : "SOCKS5",
                        null,
                        "Basic",
                        null,
                        Authenticator.RequestorType.PROXY);
    }

    private ProxyConfiguration.Proxy http(Origin.Address at, @Nullable PasswordAuthentication login) {
        HttpProxy proxy = new HttpProxy(at, false) {
            @Override
            public boolean matches(Origin origin) {
                return at.equals(origin.getTag());
            }
        };
        if (login != null) {
            client.getAuthenticationStore().addAuthenticationResult(new Login(proxy.getURI(), login));
        }
        return proxy;
    }

    private static ProxyConfiguration.Proxy socks(Origin.Address at, @Nullable PasswordAuthentication login) {
        if (Integer.getInteger("socksProxyVersion", 5) == 4) { // as in the JDK's sockets
            return new Socks4Proxy(at, false) {
                @Override
                public boolean matches(Origin origin) {
                    return at.equals(origin.getTag());
                }
            };
        }
        Socks5Proxy proxy = new Socks5Proxy(at, false) {
            @Override
            public boolean matches(Origin origin) {
                return at.equals(origin.getTag());
            }
        };
        if (login != null) {
            proxy.putAuthenticationFactory(new Socks5.UsernamePasswordAuthenticationFactory(
                    login.getUserName(), new String(login.getPassword()), StandardCharsets.UTF_8));
        }
        return proxy;
    }

    /** Sent with each request to the proxy, without waiting for it to ask. */
    private static final class Login implements Authentication.Result {

        private final URI proxy;

        private final SecretHeader header;

        Login(URI proxy, PasswordAuthentication login) {
            this.proxy = proxy;
            String text = login.getUserName() + ":" + new String(login.getPassword());
            this.header = new SecretHeader(
                    "Proxy-Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public URI getURI() {
            return proxy;
        }

        @Override
        public void apply(Request request) {
            request.headers(headers -> headers.put(header));
        }
    }
}
