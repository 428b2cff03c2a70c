package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The built-in transport sends what it is given and nothing else, through proxies and over HTTP/2 too. */
@Timeout(60)
class BuiltInTransportTest {

    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello.\"}}]}";

    @TempDir
    Path folder;

    private static void respond(Socket client, String status, String headers, String body) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static MiniMaxClientBuilder builder(String baseUrl) {
        return MiniMaxClient.builder().baseUrl(baseUrl).apiKey("test-key").maxRetries(0);
    }

    @Test
    void aRequestWhoseConnectionIsLostIsSentOnce() {
        List<String> requests = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.start(client -> {
                    requests.add(RawServer.readRequest(client));
                    respond(client, "200 OK", "", ANSWER);
                    requests.add(RawServer.readRequest(client));
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).is(failed(ErrorKind.CONNECTION_LOST));
        }
        assertThat(requests).hasSize(2);
    }

    /** Each round cancels a little later: before, while and after the connections are opened. */
    @Test
    void callsThatAreCancelledWhileTheyConnectLeaveNoConnection() {
        try (MiniMaxServer server = MiniMaxServer.start();
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            server.when(request -> true, Reply.stall());
            for (int round = 0; round < 600; round++) {
                List<CompletableFuture<?>> calls = Stream.generate(() -> client.chatAsync(MiniMaxClientTest.REQUEST))
                        .limit(5)
                        .<CompletableFuture<?>>map(call -> call)
                        .toList();
                long cancelled = System.nanoTime() + round * 2_500L;
                while (System.nanoTime() < cancelled) {
                    Thread.onSpinWait();
                }
                calls.forEach(call -> call.cancel(true));
            }
            assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    @Tag("B16")
    void aConnectionThatIsLostAmidTheHeadersOfAResponseIsLost() {
        try (RawServer server = RawServer.start(client -> {
                    RawServer.readRequest(client);
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Ty".getBytes(StandardCharsets.US_ASCII));
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).is(failed(ErrorKind.CONNECTION_LOST));
        }
    }

    @Test
    void headersAreThoseOfTheLibraryAndCookiesAreNotKept() {
        List<String> requests = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.start(client -> {
                    while (true) {
                        requests.add(RawServer.readRequest(client));
                        respond(client, "200 OK", "Set-Cookie: session=1; Path=/\r\n", ANSWER);
                    }
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(head -> assertThat(head.lines()
                                .skip(1)
                                .filter(line -> !line.isEmpty())
                                .map(line ->
                                        line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)))
                        .containsExactlyInAnyOrder(
                                "host", "authorization", "content-type", "content-length", "user-agent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"302 Found", "307 Temporary Redirect", "401 Unauthorized", "407 Proxy Authentication Required"})
    void redirectsAndChallengesAreNotAnswered(String status) {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.start(client -> {
                    while (true) {
                        RawServer.readRequest(client);
                        requests.incrementAndGet();
                        respond(
                                client,
                                status,
                                "Location: /elsewhere\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                        + "Proxy-Authenticate: Basic realm=\"x\"\r\n",
                                "{}");
                    }
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .hasMessageContaining("HTTP " + status.substring(0, 3));
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void interimResponsesArePassedOver() {
        try (RawServer server = RawServer.start(client -> {
                    RawServer.readRequest(client);
                    client.getOutputStream()
                            .write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    respond(client, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    void aResponseThatComesBeforeTheWholeRequestIsSentEndsTheCall() {
        try (RawServer server = RawServer.start(client -> {
                    client.getInputStream().read(); // and nothing more
                    respond(client, "413 Payload Too Large", "", "{\"error\":{\"message\":\"too large\"}}");
                    new CountDownLatch(1).await();
                });
                MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                            .user("x".repeat(20_000_000))
                            .build()))
                    .hasMessageContaining("HTTP 413");
        }
    }

    @Test
    @Tag("B16")
    void aServerThatIsSilentInTheTlsHandshakeEndsInAConnectTimeout() {
        try (RawServer server = RawServer.start(client -> new CountDownLatch(1).await());
                MiniMaxClient client = builder("https://localhost:" + server.port())
                        .connectTimeout(Duration.ofMillis(300))
                        .build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .is(failed(ErrorKind.TIMEOUT))
                    .hasMessageContaining("No connection to localhost within 300 ms");
        }
    }

    @Test
    @Tag("B13")
    void noHeaderValueIsInTheLogOfTheEngine() {
        Logger engine = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        engine.addAppender(log);
        engine.setLevel(Level.DEBUG);
        try (RawServer server = RawServer.start(client -> {
                    RawServer.readRequest(client);
                    respond(client, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder("http://minimax.invalid")
                        .apiKey("sk-Zx81hidden")
                        .customHeaders(Map.of("X-Token", "Zx82hidden"))
                        .proxySelector(ProxySelector.of(new InetSocketAddress("127.0.0.1", server.port())))
                        .proxyAuthenticator(login())
                        .build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        } finally {
            engine.setLevel(Level.INFO);
            engine.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .map(ILoggingEvent::getFormattedMessage)
                .anyMatch(message -> message.contains("Authorization: ***"))
                .noneMatch(message -> message.contains("hidden") || message.contains("dXNlcjpwYXNz"));
    }

    private static Authenticator login() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                assertThat(getRequestorType()).isEqualTo(RequestorType.PROXY);
                return new PasswordAuthentication("user", "pass".toCharArray());
            }
        };
    }

    @Test
    void aProxyGetsItsLoginWithPlainCallsAndWithTunnelsAndTheServerDoesNot() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer proxy = RawServer.start(client -> {
            heads.add(RawServer.readRequest(client));
            respond(client, "407 Proxy Authentication Required", "", "{}");
        })) {
            for (String scheme : List.of("http", "https")) {
                try (MiniMaxClient client = builder(scheme + "://minimax.invalid")
                        .proxySelector(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())))
                        .proxyAuthenticator(login())
                        .build()) {
                    assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                            .hasMessageContaining("HTTP 407");
                }
            }
        }
        assertThat(heads).hasSize(2).allMatch(head -> head.contains("Proxy-Authorization: Basic dXNlcjpwYXNz"));
        assertThat(heads.get(0)).startsWith("POST http://minimax.invalid/v1/chat/completions HTTP/1.1");
        assertThat(heads.get(1)).startsWith("CONNECT minimax.invalid:443").doesNotContain("test-key");
    }

    @Test
    void aSocksProxyCarriesCallsAndLooksUpTheHost() {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (RawServer proxy = RawServer.start(client -> {
                    asked.add(socks(client));
                    asked.add(RawServer.readRequest(client).lines().findFirst().orElse(""));
                    respond(client, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder("http://minimax.invalid:8000")
                        .proxySelector(socksProxy(proxy.port()))
                        .proxyAuthenticator(login())
                        .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
        assertThat(asked).containsExactly("user:pass minimax.invalid:8000", "POST /v1/chat/completions HTTP/1.1");
    }

    @Test
    void aProxyOfSocks4CarriesCallsAndLooksUpTheHost() {
        List<String> asked = new CopyOnWriteArrayList<>();
        System.setProperty("socksProxyVersion", "4"); // as for the JDK's sockets
        try (RawServer proxy = RawServer.start(client -> {
                    asked.add(socks4(client));
                    RawServer.readRequest(client);
                    respond(client, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder("http://minimax.invalid:8000")
                        .proxySelector(socksProxy(proxy.port()))
                        .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        } finally {
            System.clearProperty("socksProxyVersion");
        }
        assertThat(asked).containsExactly("minimax.invalid:8000");
    }

    /** SOCKS 4A: a name instead of the address, whose first three bytes are zero. */
    private static String socks4(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        assertThat(in.readUnsignedShort()).isEqualTo(0x0401);
        int port = in.readUnsignedShort();
        assertThat(in.readInt()).isBetween(1, 255);
        text(in);
        String host = text(in);
        client.getOutputStream().write(new byte[] {0, 0x5a, 0, 0, 0, 0, 0, 0});
        return host + ":" + port;
    }

    private static String text(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next > 0; next = in.read()) {
            text.append((char) next);
        }
        return text.toString();
    }

    private static ProxySelector socksProxy(int port) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }

    private static SSLSocket secure(Socket client, SSLContext context, String... protocols) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secure.setUseClientMode(false);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    @Test
    @Tag("B16")
    void anHttp2ServerThatIsSilentAfterTheHandshakeIsLeft() throws Exception {
        SSLContext context = TransportTest.selfMade(folder);
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer server = RawServer.start(client -> {
                    SSLSocket secure = secure(client, context, "h2");
                    try {
                        secure.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } finally {
                        left.countDown();
                    }
                });
                MiniMaxClient client = builder("https://localhost:" + server.port())
                        .sslContext(context)
                        .httpVersion(HttpClient.Version.HTTP_2)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).is(failed(ErrorKind.TIMEOUT));
            assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Tag("B16")
    void aCallWhoseConnectionOpensWhileAnotherOneIsGivenUpSucceedsWithoutRetries() throws Exception {
        SSLContext context = TransportTest.selfMade(folder);
        AtomicInteger connections = new AtomicInteger();
        CountDownLatch givenUp = new CountDownLatch(1);
        try (RawServer server = RawServer.start(client -> {
                    if (connections.incrementAndGet() == 1) {
                        client.getInputStream().transferTo(OutputStream.nullOutputStream());
                        givenUp.countDown();
                        return;
                    }
                    givenUp.await();
                    SSLSocket secure = secure(client, context, "http/1.1");
                    RawServer.readRequest(secure);
                    respond(secure, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder("https://localhost:" + server.port())
                        .sslContext(context)
                        .httpVersion(HttpClient.Version.HTTP_2)
                        .connectTimeout(Duration.ofSeconds(3))
                        .maxRetries(0)
                        .build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).is(failed(ErrorKind.TIMEOUT));
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B16")
    void anHttp2ConnectionOnWhichNothingArrivesAnyMoreIsClosedWithAllItsCalls() throws Exception {
        SSLContext context = TransportTest.selfMade(folder);
        CountDownLatch requests = new CountDownLatch(2);
        CountDownLatch left = new CountDownLatch(1);
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        try (RawServer server = RawServer.start(client -> {
                    SSLSocket secure = secure(client, context, "h2");
                    secure.getOutputStream().write(settings);
                    DataInputStream in = new DataInputStream(secure.getInputStream());
                    in.skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
                    try {
                        while (true) {
                            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                            int typeAndFlags = in.readUnsignedShort();
                            in.skipNBytes(4 + length);
                            if (typeAndFlags == 1) { // data with the end of a stream
                                requests.countDown();
                            }
                        }
                    } finally {
                        left.countDown();
                    }
                });
                MiniMaxClient client = builder("https://localhost:" + server.port())
                        .sslContext(context)
                        .httpVersion(HttpClient.Version.HTTP_2)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            CompletableFuture<ChatCompletion> first = client.chatAsync(MiniMaxClientTest.REQUEST);
            CompletableFuture<ChatCompletion> second = client.chatAsync(MiniMaxClientTest.REQUEST);
            assertThat(requests.await(20, TimeUnit.SECONDS)).isTrue();
            first.cancel(true);

            assertThat(left.await(40, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
                    .is(Failures.causedBy(failed(ErrorKind.CONNECTION_LOST)));
        }
    }

    @Test
    void aHundredTlsConnectionsOpenAtOnce() throws Exception {
        SSLContext context = TransportTest.selfMade(folder);
        int count = 100;
        CountDownLatch all = new CountDownLatch(count);
        try (RawServer server = RawServer.start(client -> {
                    SSLSocket secure = secure(client, context);
                    RawServer.readRequest(secure);
                    all.countDown();
                    all.await();
                    respond(secure, "200 OK", "", ANSWER);
                });
                MiniMaxClient client = builder("https://localhost:" + server.port())
                        .sslContext(context)
                        .connectTimeout(Duration.ofSeconds(40))
                        .build()) {
            List<CompletableFuture<ChatCompletion>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                calls.add(client.chatAsync(MiniMaxClientTest.REQUEST));
            }
            for (CompletableFuture<ChatCompletion> call : calls) {
                assertThat(call.get(50, TimeUnit.SECONDS).text()).isEqualTo("Hello.");
            }
        }
    }

    /** SOCKS 5 with a login, as RFC 1928 and RFC 1929 have it. */
    private static String socks(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readByte();
        in.readNBytes(in.readByte());
        client.getOutputStream().write(new byte[] {5, 2});
        in.readByte();
        String user = new String(in.readNBytes(in.readByte()), StandardCharsets.UTF_8);
        String password = new String(in.readNBytes(in.readByte()), StandardCharsets.UTF_8);
        client.getOutputStream().write(new byte[] {1, 0});
        in.readNBytes(4);
        String host = new String(in.readNBytes(in.readByte()), StandardCharsets.UTF_8);
        int port = in.readUnsignedShort();
        client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        return user + ":" + password + " " + host + ":" + port;
    }

    @Test
    void moreCallsThanAnHttp2ServerAllowsAtOnceAllSucceed() throws Exception {
        Set<String> protocols = ConcurrentHashMap.newKeySet();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(TransportTest.selfMade(folder));
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(100);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "alpn"), new ALPNServerConnectionFactory("h2"), http2);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                protocols.add(request.getConnectionMetaData().getProtocol());
                Content.Source.consumeAll(request);
                response.getHeaders().put("Content-Type", "application/json");
                Content.Sink.write(response, true, ANSWER, callback);
                return true;
            }
        });
        server.start();
        try (MiniMaxClient client = builder("https://localhost:" + connector.getLocalPort())
                .sslContext(tls.getSslContext())
                .httpVersion(HttpClient.Version.HTTP_2)
                .build()) {
            List<CompletableFuture<ChatCompletion>> calls = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                calls.add(client.chatAsync(MiniMaxClientTest.REQUEST));
            }
            for (CompletableFuture<ChatCompletion> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).text()).isEqualTo("Hello.");
            }
        } finally {
            server.stop();
        }
        assertThat(protocols).containsExactly("HTTP/2.0");
    }
}
