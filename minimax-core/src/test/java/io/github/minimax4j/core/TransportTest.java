package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.causedBy;
import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.failedToConnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.internal.decode.Responses;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What carries the calls: threads, TLS, proxies. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(90)
class TransportTest {

    private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello.\"}}]}";

    @TempDir
    Path folder;

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("minimax-(callback|timer|http)-.*"))
                .collect(Collectors.toSet());
    }

    private static void endWithin(Set<Thread> threads, long millis) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(millis);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static void callOnceEach(MiniMaxClient client) throws Exception {
        assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        assertThat(listener.completion().text()).isEqualTo("Hello.");
        assertThat(client.chatAsync(MiniMaxClientTest.REQUEST)
                        .get(10, TimeUnit.SECONDS)
                        .text())
                .isEqualTo("Hello.");
    }

    /** Tomcat closes the class loader of an application as soon as its beans are destroyed. */
    @Test
    void noThreadOfTheHttpClientNeedsTheApplicationsClassesAfterClose(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        for (int i = 0; i < 20; i++) {
            Set<Thread> before = threads();
            MiniMaxClient client =
                    MiniMaxClient.builder().baseUrl(server.baseUrl()).build();
            callOnceEach(client);
            Set<Thread> own = threads();
            own.removeAll(before);

            client.close();

            assertThat(own).anyMatch(thread -> thread.getName().startsWith("minimax-http-"));
            assertThat(own)
                    .filteredOn(thread -> thread.getName().startsWith("minimax-http-"))
                    .flatMap(thread -> List.of(thread.getStackTrace()))
                    .noneMatch(frame -> frame.getClassName().matches("(org.eclipse.jetty|io.github.minimax4j).*"));
        }
    }

    /** It would wait for itself. */
    @Test
    @Timeout(4)
    void aClientCanBeClosedOnOneOfItsThreads(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .callbackExecutor(Runnable::run)
                .build();
        CompletableFuture<String> closedOn = client.chatAsync(MiniMaxClientTest.REQUEST)
                .thenApply(completion -> {
                    client.close();
                    return Thread.currentThread().getName();
                });
        assertThat(closedOn.get(10, TimeUnit.SECONDS)).startsWith("minimax-http-");
    }

    @Test
    void closingTheClientEndsItsThreadsEvenAmidAStreamAndAWait(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("Hello."),
                Reply.text("Hello."),
                Reply.text("Hello."),
                Reply.text("Hello there.").stallAfterEvents(1),
                Reply.error(1002, "later").header("Retry-After", "60"));
        Set<Thread> before = threads();
        CompletableFuture<Retry> waiting = new CompletableFuture<>();
        MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .retryListener(waiting::complete)
                .build();
        callOnceEach(client);
        RecordingListener running = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, running);
        assertThat(running.awaitFirstEvent()).isTrue();
        CompletableFuture<ChatCompletion> answer = client.chatAsync(MiniMaxClientTest.REQUEST);
        waiting.get(10, TimeUnit.SECONDS);
        Set<Thread> own = threads();
        own.removeAll(before);
        assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);

        client.close();

        assertThat(running.error()).is(failed(ErrorKind.CANCELLED));
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).is(causedBy(failed(ErrorKind.CANCELLED)));
        endWithin(own, 10_000);
    }

    /** Asks, leaves a stream running, and returns from its main method without closing anything. */
    static final class LeavingApplication {

        private LeavingApplication() {}

        public static void main(String[] arguments) throws InterruptedException {
            MiniMaxClient client = MiniMaxClient.builder().baseUrl(arguments[0]).build();
            System.out.println(client.chat(MiniMaxClientTest.REQUEST).text());
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            System.out.println(listener.awaitFirstEvent());
        }
    }

    @Test
    void anApplicationThatForgetsToCloseItsClientEndsByItself(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."), Reply.text("Hello there.").stallAfterEvents(1));
        Path output = folder.resolve("output");
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeavingApplication.class.getName(),
                        server.baseUrl())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(application.waitFor(40, TimeUnit.SECONDS))
                    .as("it ends: %s", Files.readString(output))
                    .isTrue();
            assertThat(Files.readString(output)).contains("Hello.").contains("true");
            assertThat(application.exitValue()).isZero();
        } finally {
            application.destroyForcibly();
        }
    }

    @Test
    void callbacksRunOnVirtualThreadsWhereThereAreAny(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
        }
        assertThat(listener.threads).isNotEmpty().allMatch(thread -> isVirtual(thread) == VIRTUAL_THREADS);
        if (!VIRTUAL_THREADS) {
            assertThat(listener.threads)
                    .allMatch(thread -> thread.getName().startsWith("minimax-callback-") && thread.isDaemon());
        }
    }

    @Test
    void callbacksRunOnTheExecutorThatWasGivenAndItStaysOpen(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."), Reply.text("Hello."));
        RecordingListener listener = new RecordingListener();
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "of-the-test"));
        try {
            CompletableFuture<Thread> continuation;
            try (MiniMaxClient client = MiniMaxClient.builder()
                    .baseUrl(server.baseUrl())
                    .callbackExecutor(executor)
                    .build()) {
                client.stream(MiniMaxClientTest.REQUEST, listener);
                listener.completion();
                // the executor is busy until the continuation is chained
                CompletableFuture<Void> chained = new CompletableFuture<>();
                executor.execute(chained::join);
                continuation = client.chatAsync(MiniMaxClientTest.REQUEST).thenApply(ignored -> Thread.currentThread());
                chained.complete(null);
                assertThat(continuation.get(10, TimeUnit.SECONDS).getName()).isEqualTo("of-the-test");
            }
            assertThat(listener.threads)
                    .isNotEmpty()
                    .allMatch(thread -> thread.getName().equals("of-the-test"));
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        } catch (ReflectiveOperationException e) {
            return false; // before JDK 21
        }
    }

    /** A certificate for localhost that nobody else trusts. */
    static SSLContext selfMade(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "password".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "password".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static HttpsServer https(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/v1/chat/completions", TransportTest::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean stream = request.contains("\"stream\":true");
        byte[] body = (stream ? Responses.sse(Responses.text("Hello."), Responses.finish("stop"), "[DONE]") : ANSWER)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, stream ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    @Tag("B16")
    void tlsWorksWithTheApplicationsOwnTrustAndIsRefusedWithout(MiniMaxServer ignored) throws Exception {
        SSLContext context = selfMade(folder);
        HttpsServer server = https(context);
        String url = "https://localhost:" + server.getAddress().getPort();
        Set<Thread> before = threads();
        Set<Thread> own;
        try {
            try (MiniMaxClient client =
                    MiniMaxClient.builder().baseUrl(url).sslContext(context).build()) {
                callOnceEach(client);
                own = threads();
                own.removeAll(before);
            }
            try (MiniMaxClient client = MiniMaxClient.builder()
                    .baseUrl(url)
                    .apiKey("test-key")
                    .retryListener(retry -> {
                        throw new AssertionError("a certificate is not trusted the second time either");
                    })
                    .build()) {
                assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                        .is(failedToConnect())
                        .hasMessageContaining("localhost")
                        .hasMessageContaining("certificate")
                        .hasMessageContaining("sslContext")
                        .hasMessageNotContaining("test-key");
                RecordingListener listener = new RecordingListener();
                client.stream(MiniMaxClientTest.REQUEST, listener);
                assertThat(listener.error().kind()).isEqualTo(ErrorKind.UNREACHABLE);
                assertThat(listener.ends()).isEqualTo(1);
            }
        } finally {
            server.stop(0);
        }
        assertThat(own).anyMatch(thread -> thread.getName().startsWith("minimax-http-"));
        endWithin(own, 20_000);
    }

    @Test
    void aProxyCarriesPlainCalls(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("never asked"));
        List<String> asked = new CopyOnWriteArrayList<>();
        try (RawServer proxy = RawServer.start(socket -> {
                    asked.add(RawServer.readRequest(socket).lines().findFirst().orElse(""));
                    byte[] answer =
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                            + ANSWER.length() + "\r\n\r\n" + ANSWER)
                                    .getBytes(StandardCharsets.UTF_8);
                    socket.getOutputStream().write(answer);
                });
                MiniMaxClient client = MiniMaxClient.builder()
                        .baseUrl("http://minimax.invalid:8000")
                        .proxySelector(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())))
                        .build()) {
            callOnceEach(client);
        }
        assertThat(asked).hasSize(3).allMatch("POST http://minimax.invalid:8000/v1/chat/completions HTTP/1.1"::equals);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aProxyThatIsNotKnownIsNotBlamedOnTheServerAlone(MiniMaxServer server) {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-proxy.invalid", 3128);
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .proxySelector(ProxySelector.of(unknown))
                .build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .is(failedToConnect())
                    .hasMessageContaining("or that of a proxy")
                    .hasMessageContaining("the proxy's host");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B13")
    void aProxyTunnelsTlsAndNeverSeesTheKey(MiniMaxServer ignored) throws Exception {
        SSLContext context = selfMade(folder);
        HttpsServer server = https(context);
        int port = server.getAddress().getPort();
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer proxy = RawServer.start(socket -> tunnel(socket, port, heads));
                MiniMaxClient client = MiniMaxClient.builder()
                        .baseUrl("https://localhost:" + port)
                        .apiKey("secret-key")
                        .sslContext(context)
                        .proxySelector(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())))
                        .build()) {
            callOnceEach(client);
        } finally {
            server.stop(0);
        }
        assertThat(heads).isNotEmpty().allMatch(head -> head.startsWith("CONNECT localhost:" + port));
        assertThat(heads).noneMatch(head -> head.contains("secret-key") || head.contains("Authorization"));
    }

    private static void tunnel(Socket client, int port, List<String> heads) throws IOException {
        heads.add(RawServer.readRequest(client));
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.daemon(() -> pump(server, client));
            pump(client, server);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them has hung up
        }
    }
}
