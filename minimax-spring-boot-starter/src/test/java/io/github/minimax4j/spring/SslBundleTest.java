package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.langchain4j.exception.AuthenticationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A server with a certificate of the company's own is trusted with an SSL bundle of Boot's, and without it not. */
@Tag("B37")
@Timeout(60)
class SslBundleTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Path store;

    private static HttpsServer server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException, GeneralSecurityException {
        store = folder.resolve("own.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "own",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            byte[] refusal = "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"spoken over TLS\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    private static ApplicationContextRunner runner() {
        return Contexts.allModels()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        ROOT + "base-url=https://localhost:"
                                + server.getAddress().getPort(),
                        ROOT + "max-retries=0",
                        "spring.ssl.bundle.jks.own.truststore.location=file:" + store,
                        "spring.ssl.bundle.jks.own.truststore.password=" + PASSWORD,
                        "spring.ssl.bundle.jks.own.options.enabled-protocols=TLSv1.3");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theBundleOfAGroupIsTrustedByThatModelOnly(Model model) {
        runner().withPropertyValues(model.prefix + "ssl-bundle=own").run(context -> {
            assertThatThrownBy(() -> model.call(context))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("spoken over TLS");
            assertThatThrownBy(() -> model.other().call(context)).isNotInstanceOf(AuthenticationException.class);
        });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theBundleOfTheRootIsTrustedByEachModel(Model model) {
        runner().withPropertyValues(ROOT + "ssl-bundle=own")
                .run(context ->
                        assertThatThrownBy(() -> model.call(context)).isInstanceOf(AuthenticationException.class));
    }

    @Test
    void withoutBootsBundlesTheStartFails() {
        Contexts.configured()
                .withPropertyValues(ROOT + "ssl-bundle=own")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("langchain4j.minimax.ssl-bundle")
                        .hasMessageContaining("has no SSL bundles"));
    }
}
