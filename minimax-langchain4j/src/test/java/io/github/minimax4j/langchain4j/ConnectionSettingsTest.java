package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@ExtendWith(MiniMaxServerExtension.class)
class ConnectionSettingsTest {

    @Test
    void aModelWithoutANameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxChatModel.builder().apiKey("k").build())
                .withMessageContaining("modelName");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MiniMaxStreamingChatModel.builder().apiKey("k").build())
                .withMessageContaining("modelName");
    }

    @Test
    void aMissingKeyIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MiniMaxChatModel.builder().modelName("MiniMax-M3").build())
                .withMessageContaining("apiKey");
    }

    @Test
    void regionAndBaseUrlTogetherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxChatModel.builder()
                        .apiKey("k")
                        .modelName("MiniMax-M3")
                        .region(Region.CHINA)
                        .baseUrl("https://example.com")
                        .build())
                .withMessageContaining("region")
                .withMessageContaining("baseUrl");
    }

    @Test
    void aSettingBesideASharedClientIsRefusedByName() {
        Map<String, UnaryOperator<MiniMaxChatModelBuilder>> settings = Map.ofEntries(
                Map.entry("apiKey", b -> b.apiKey("secret-key")),
                Map.entry("apiKeySupplier", b -> b.apiKeySupplier(() -> "secret-key")),
                Map.entry("retryDelay", b -> b.retryDelay(Duration.ofSeconds(1))),
                Map.entry("retryTimeLimit", b -> b.retryTimeLimit(Duration.ofSeconds(1))),
                Map.entry("retryBudget", b -> b.retryBudget(100)),
                Map.entry("retryListener", b -> b.retryListener(retry -> {})),
                Map.entry("maxEventSize", b -> b.maxEventSize(2048)),
                Map.entry("maxNestingDepth", b -> b.maxNestingDepth(100)),
                Map.entry("maxToolCalls", b -> b.maxToolCalls(10)),
                Map.entry("maxChoices", b -> b.maxChoices(1)),
                Map.entry("maxResponseLength", b -> b.maxResponseLength(2048)),
                Map.entry("convertToolCallMarkup", b -> b.convertToolCallMarkup(true)),
                Map.entry("repairToolHistory", b -> b.repairToolHistory(false)),
                Map.entry("keepRawResponses", b -> b.keepRawResponses(true)),
                Map.entry("streamUsage", b -> b.streamUsage(true)),
                Map.entry("httpVersion", b -> b.httpVersion(HttpClient.Version.HTTP_2)),
                Map.entry("logBodyLimit", b -> b.logBodyLimit(1)),
                Map.entry("baseUrl", b -> b.baseUrl("http://localhost")),
                Map.entry("region", b -> b.region(Region.GLOBAL)),
                Map.entry("chatPath", b -> b.chatPath("/v1/chat")),
                Map.entry("profile", b -> b.profile(TargetProfile.GATEWAY)),
                Map.entry("connectTimeout", b -> b.connectTimeout(Duration.ofSeconds(1))),
                Map.entry("timeout", b -> b.timeout(Duration.ofSeconds(1))),
                Map.entry("firstByteTimeout", b -> b.firstByteTimeout(Duration.ofSeconds(1))),
                Map.entry("idleTimeout", b -> b.idleTimeout(Duration.ofSeconds(1))),
                Map.entry("callTimeout", b -> b.callTimeout(Duration.ofSeconds(1))),
                Map.entry("maxRetries", b -> b.maxRetries(1)),
                Map.entry("logRequests", b -> b.logRequests(true)),
                Map.entry("logResponses", b -> b.logResponses(true)),
                Map.entry("logger", b -> b.logger(LoggerFactory.getLogger("of.the.test"))),
                Map.entry("userAgent", b -> b.userAgent("desk/1")),
                Map.entry("customQueryParams", b -> b.customQueryParams(Map.of("a", "b"))),
                Map.entry("proxySelector", b -> b.proxySelector(ProxySelector.of(null))),
                Map.entry("proxyAuthenticator", b -> b.proxyAuthenticator(new Authenticator() {})),
                Map.entry("sslContext", b -> b.sslContext(defaultContext())),
                Map.entry("sslParameters", b -> b.sslParameters(new SSLParameters())),
                Map.entry("httpClientBuilder", b -> b.httpClientBuilder(new JdkHttpClientBuilder())),
                Map.entry("callbackExecutor", b -> b.callbackExecutor(Runnable::run)));
        try (MiniMaxClient client = MiniMaxClient.builder().apiKey("k").build()) {
            settings.forEach((name, setting) -> assertThatIllegalArgumentException()
                    .isThrownBy(() -> setting.apply(
                                    MiniMaxChatModel.builder().client(client).modelName("MiniMax-M3"))
                            .build())
                    .withMessageContaining("client is set, and so is " + name + ":")
                    .withMessageNotContaining("secret-key"));
        }
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoModelsShareAClientAndDoNotCloseIt(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxClient client =
                MiniMaxClient.builder().apiKey("k").baseUrl(server.baseUrl()).build()) {
            try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M3")
                    .customHeaders(Map.of("X-Team", "red"))
                    .build()) {
                assertThat(model.chat("Hi")).isEqualTo("Hello.");
            }
            assertThat(server.takeRequest().header("X-Team")).isEqualTo("red");
            try (MiniMaxStreamingChatModel model = MiniMaxStreamingChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M2.7")
                    .build()) {
                RecordingHandler handler = new RecordingHandler();
                model.chat("Hi", handler);
                assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
            }
            assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M2.7");
        }
    }

    @Test
    void aClosedModelRespondsNoMore(MiniMaxServer server) {
        MiniMaxChatModel model = TestModels.chat(server).build();
        model.close();
        model.close();
        assertThatThrownBy(() -> model.chat("Hi")).isInstanceOf(RuntimeException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B33")
    void theKeyPathAndProxySelectorAreUsed(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        List<URI> asked = new CopyOnWriteArrayList<>();
        try (MiniMaxChatModel model = TestModels.chat(server)
                .apiKey("  the-key \n")
                .chatPath("/v1/text/chatcompletion_v2")
                .connectTimeout(Duration.ofSeconds(5))
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        asked.add(uri);
                        return List.of(Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
                })
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
        assertThat(asked).containsExactly(URI.create(server.baseUrl() + "/v1/text/chatcompletion_v2"));
        assertThat(server.lastRequest().path()).isEqualTo("/v1/text/chatcompletion_v2");
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer the-key");
    }

    @Test
    void fixedHeadersWinOverTheKey(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .apiKey(null)
                .customHeaders(Map.of("Authorization", "Bearer other", "X-Trace", "1"))
                .build()) {
            model.chat("Hi");
        }
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer other");
        assertThat(server.lastRequest().header("X-Trace")).isEqualTo("1");
    }

    @Test
    void theUserAgentIsOurProductUnlessTheModelOrItsClientHasAnother(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxChatModel ours = TestModels.chat(server).build();
                MiniMaxChatModel own =
                        TestModels.chat(server).userAgent("desk/1.2").build();
                MiniMaxClient client = MiniMaxClient.builder()
                        .apiKey("k")
                        .baseUrl(server.baseUrl())
                        .userAgent("shared/3")
                        .build();
                MiniMaxChatModel sharing = MiniMaxChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .customHeaders(Map.of("X-Team", "red"))
                        .build()) {
            List.of(ours, own, sharing).forEach(model -> model.chat("Hi"));
        }
        assertThat(server.takeRequest().header("User-Agent")).matches("minimax-java(/\\d.*)?");
        assertThat(server.takeRequest().header("User-Agent")).isEqualTo("desk/1.2");
        assertThat(server.takeRequest().header("User-Agent")).isEqualTo("shared/3");
    }

    @Test
    void suppliedHeadersAreAskedForAnewForEachRequestAndMayBringTheKey(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        AtomicInteger count = new AtomicInteger();
        try (MiniMaxChatModel model = TestModels.chat(server)
                .apiKey(null)
                .customHeaders(() -> Map.of("Authorization", "Bearer key-" + count.incrementAndGet()))
                .build()) {
            assertThat(count).hasValue(0);
            model.chat("Hi");
            model.chatAsync("Hi").get();
        }
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-1");
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-2");
    }

    @Test
    void aSupplierThatFailsIsAFailureOfTheCall(MiniMaxServer server) {
        IllegalStateException noKey = new IllegalStateException("no key to be had");
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .customHeaders(() -> {
                    throw noKey;
                })
                .build()) {
            RecordingHandler handler = new RecordingHandler();
            model.chat("Hi", handler);
            assertThat(handler.awaitError()).isSameAs(noKey);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B10")
    void timeoutBoundsTheSilenceBeforeAndWithinTheResponse(MiniMaxServer server) {
        for (Reply silent : List.of(Reply.stall(), Reply.text("a b c d").stallAfterEvents(2))) {
            server.enqueue(silent);
            try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                    .maxRetries(0)
                    .timeout(Duration.ofMillis(200))
                    .build()) {
                RecordingHandler handler = new RecordingHandler();
                model.chat("Hi", handler);
                assertThat(handler.awaitError()).isExactlyInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void connectTimeoutBoundsTheWaitForAConnection() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // nobody accepts them: once the queue is full, connections hang
            for (boolean taken = true; taken; ) {
                Socket socket = new Socket();
                waiting.add(socket);
                taken = connects(socket, full);
            }
            try (MiniMaxChatModel model = TestModels.carried(MiniMaxChatModel.builder())
                    .apiKey("test-key")
                    .baseUrl("http://127.0.0.1:" + full.getLocalPort())
                    .modelName("MiniMax-M3")
                    .connectTimeout(Duration.ofMillis(200))
                    .maxRetries(0)
                    .build()) {
                assertThatThrownBy(() -> model.chat("Hi"))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("within 200 ms")
                        .hasMessageContaining("connectTimeout");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(Socket socket, ServerSocket server) throws IOException {
        try {
            socket.connect(server.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (ConnectException e) {
            return Assumptions.abort("This system refuses connections rather than let them wait");
        }
    }

    @Test
    void requestsAndResponsesAreLoggedWhereTheUserWantsThem(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Logger logger = (Logger) LoggerFactory.getLogger("of.the.test");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (MiniMaxChatModel model = TestModels.chat(server)
                .logRequests(true)
                .logResponses(true)
                .logger(logger)
                .build()) {
            model.chat("Hi");
        }
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        request -> assertThat(request).startsWith("MiniMax request: POST"),
                        response -> assertThat(response).startsWith("MiniMax response: HTTP 200"));
    }

    @Test
    void theNarrowerTimeoutsWinOverTimeout(MiniMaxServer server) {
        server.enqueue(Reply.text("late").delay(Duration.ofMillis(300)), Reply.stall());
        try (MiniMaxChatModel patient = TestModels.chat(server)
                        .timeout(Duration.ofMillis(50))
                        .firstByteTimeout(Duration.ofSeconds(10))
                        .idleTimeout(Duration.ofSeconds(10))
                        .build();
                MiniMaxChatModel limited = TestModels.chat(server)
                        .callTimeout(Duration.ofMillis(100))
                        .build()) {
            assertThat(patient.chat("Hi")).isEqualTo("late");
            assertThatThrownBy(() -> limited.chat("Hi")).isExactlyInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @Tag("B13")
    void noBuilderOrModelShowsTheKey(MiniMaxServer server) {
        MiniMaxChatModelBuilder builder = TestModels.chat(server)
                .apiKey("very-secret")
                .customHeaders(Map.of("X-Api-Key", "very-secret"))
                .defaultRequestParameters(
                        ChatRequestParameters.builder().temperature(1.0).build());
        try (MiniMaxChatModel model = builder.build()) {
            assertThat(builder + " " + model + " " + model.defaultRequestParameters())
                    .doesNotContain("very-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "very\nsecret",
                "very\r\nX-Other: secret",
                "very\u0000secret",
                "very\u007fsecret",
                "verysecret\u00e9"
            })
    @Tag("B13")
    void noBuilderTakesAKeyOrHeaderThatHttpCannotCarryOrShowsIt(String bad) {
        List<MiniMaxConnectionBuilder<?>> builders = List.of(
                MiniMaxChatModel.builder().modelName("MiniMax-M3"),
                MiniMaxStreamingChatModel.builder().modelName("MiniMax-M3"),
                MiniMaxEmbeddingModel.builder().modelName("embo-01"),
                MiniMaxImageModel.builder().modelName("image-01"),
                MiniMaxTextToSpeechModel.builder().modelName("speech-2.8-hd"),
                MiniMaxModelCatalog.builder());
        for (MiniMaxConnectionBuilder<?> builder : builders) {
            assertRefusedUnshown(builder, "apiKey", () -> builder.apiKey(bad));
            builder.apiKey("k");
            assertRefusedUnshown(builder, "X-Team", () -> builder.customHeaders(Map.of("X-Team", bad)));
        }
    }

    private static void assertRefusedUnshown(MiniMaxConnectionBuilder<?> builder, String what, Runnable setter) {
        StringWriter shown = new StringWriter();
        Throwable refusal = catchThrowable(() -> {
            setter.run();
            shown.append(String.valueOf(builder));
            builder.getClass().getMethod("build").invoke(builder);
        });
        assertThat(refusal).isNotNull();
        refusal.printStackTrace(new PrintWriter(shown));
        assertThat(shown.toString())
                .contains("IllegalArgumentException")
                .contains(what)
                .doesNotContain("secret");
    }
}
