package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.exception.AuthenticationException;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Calls go through the proxy that the properties name. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class ProxyTest {

    /** What the proxy was asked for, with the login. */
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private HttpServer proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            byte[] refusal = "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"from behind the proxy\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        proxy.start();
    }

    @AfterEach
    void stopProxy() {
        proxy.stop(0);
    }

    private ApplicationContextRunner behindProxy() {
        return Contexts.allModels()
                .withPropertyValues(
                        ROOT + "base-url=http://minimax.invalid",
                        ROOT + "proxy.host=127.0.0.1",
                        ROOT + "proxy.port=" + proxy.getAddress().getPort());
    }

    /** The answer shows besides that a login does not cost the exception its meaning. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void callsOfEachModelGoThroughTheProxyOfTheRootWithItsLogin(Model model) {
        behindProxy()
                .withPropertyValues(ROOT + "proxy.username=user", ROOT + "proxy.password=pass")
                .run(context -> assertThatThrownBy(() -> model.call(context))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("from behind the proxy"));
        assertThat(asked).containsExactly("http://minimax.invalid" + model.path() + " Basic dXNlcjpwYXNz");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theProxyOfAGroupServesThatModelOnly(Model model, MiniMaxServer server) {
        server.when(any -> true, model.other().reply());
        Contexts.allAsking(server)
                .withPropertyValues(
                        model.prefix + "proxy.host=127.0.0.1",
                        model.prefix + "proxy.port=" + proxy.getAddress().getPort())
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isInstanceOf(AuthenticationException.class);
                    model.other().call(context);
                    assertThat(server.requests()).hasSize(1);
                });
        assertThat(asked).containsExactly(server.baseUrl() + model.path() + " null");
    }

    @Test
    void theLoginGoesToNoServerThatIsAskedDirectly(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        MiniMaxClientCustomizer direct = builder -> builder.proxySelector(ProxySelector.of(null));
        behindProxy()
                .withBean(MiniMaxClientCustomizer.class, () -> direct)
                .withPropertyValues(
                        ROOT + "base-url=" + server.baseUrl(),
                        ROOT + "proxy.username=user",
                        ROOT + "proxy.password=pass")
                .run(Model.BLOCKING::call);
        assertThat(server.takeRequest().header("Proxy-Authorization")).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void theLoginReachesTheProxyOfAnHttpsAddressToo() throws Exception {
        try (ServerSocket tunnel = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> head = CompletableFuture.supplyAsync(() -> refuse(tunnel));
            behindProxy()
                    .withPropertyValues(
                            ROOT + "base-url=https://minimax.invalid",
                            ROOT + "proxy.port=" + tunnel.getLocalPort(),
                            ROOT + "proxy.username=user",
                            ROOT + "proxy.password=pass")
                    .run(context -> assertThatThrownBy(() -> Model.BLOCKING.call(context))
                            .hasMessageContaining("HTTP 403"));
            assertThat(head.get(10, TimeUnit.SECONDS))
                    .startsWith("CONNECT minimax.invalid:443 ")
                    .contains("Proxy-Authorization: Basic dXNlcjpwYXNz");
        }
    }

    private static String refuse(ServerSocket tunnel) {
        try (Socket client = tunnel.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            client.getOutputStream()
                    .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLoginIsNotLogged(CapturedOutput console) {
        behindProxy()
                .withPropertyValues(
                        ROOT + "log-requests=true", ROOT + "proxy.username=user", ROOT + "proxy.password=pass")
                .run(context ->
                        assertThatThrownBy(() -> Model.BLOCKING.call(context)).isNotNull());
        assertThat(console).contains("MiniMax-M3").doesNotContain("dXNlcjpwYXNz");
    }

    @Test
    void customizersOfTheConnectionLeaveTheProxyInPlace() {
        behindProxy()
                .withBean(
                        MiniMaxClientCustomizer.class,
                        () -> builder ->
                                builder.sslParameters(new SSLParameters()).userAgent("desk/1"))
                .run(context -> assertThatThrownBy(() -> Model.BLOCKING.call(context))
                        .isInstanceOf(AuthenticationException.class));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aTransportOfTheApplicationsOwnDoesNotPushTheProxyAsideInSilence() {
        behindProxy()
                .withBean(
                        MiniMaxClientCustomizer.class,
                        () -> builder -> builder.transport((connectTimeout, readTimeout) -> (request, receiver) -> {
                            throw new UnsupportedOperationException();
                        }))
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("proxySelector"));
    }

    @Test
    void anIpv6AddressIsAHost() throws IOException {
        proxy.stop(0);
        try {
            proxy = HttpServer.create(new InetSocketAddress("::1", 0), 0);
        } catch (IOException e) {
            Assumptions.abort("This machine has no IPv6");
        }
        proxy.createContext("/", exchange -> {
            asked.add("asked");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        proxy.start();
        for (String host : List.of("::1", "[::1]", "0:0:0:0:0:0:0:1")) {
            behindProxy()
                    .withPropertyValues(ROOT + "proxy.host=" + host)
                    .run(context -> assertThatThrownBy(() -> Model.BLOCKING.call(context))
                            .isInstanceOf(AuthenticationException.class));
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void wrongSettingsAreNamedByTheirProperties() {
        assertFailure(List.of(ROOT + "proxy.port=3128"), "langchain4j.minimax.proxy.host is not set");
        assertFailure(List.of(CHAT + "proxy.username=u"), "langchain4j.minimax.chat-model.proxy.host is not set");
        assertFailure(List.of(CHAT + "proxy.host= "), "langchain4j.minimax.chat-model.proxy.host", "is set but empty");
        assertFailure(
                List.of(ROOT + "proxy.host=http://proxy.example"),
                "langchain4j.minimax.proxy.host",
                "must be a host name or address alone");
        for (String withPort : List.of("proxy.example:3128", "127.0.0.1:3128", "[::1]:3128", "proxy:3128:x")) {
            assertFailure(
                    List.of(ROOT + "proxy.host=" + withPort),
                    "langchain4j.minimax.proxy.host",
                    "holds more than a host name or address");
        }
        assertFailure(
                List.of(ROOT + "proxy.host=p", ROOT + "proxy.port=70000"),
                "langchain4j.minimax.proxy.port",
                "is 70000: it must be from 1 to 65535");
        assertFailure(
                List.of(ROOT + "proxy.host=p", ROOT + "proxy.password=secret-pass"),
                "langchain4j.minimax.proxy.password",
                "there is no username to it");
        assertFailure(
                List.of(ROOT + "proxy.host=p", ROOT + "proxy.username=u", ROOT + "proxy.password=${NO_SUCH_PASSWORD}"),
                "langchain4j.minimax.proxy.password",
                "refers to the placeholder NO_SUCH_PASSWORD");
    }

    private static void assertFailure(List<String> properties, String... texts) {
        Contexts.configured()
                .withPropertyValues(properties.toArray(String[]::new))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MiniMaxPropertyException.class)
                        .message()
                        .contains(texts)
                        .doesNotContain("secret-pass"));
    }
}
