package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.langchain4j.MiniMaxChatResponseMetadata;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Each property of the connection does its work for the model whose group it stands in and not for another, and at the root for all. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class ConnectionPropertiesReachTheWireTest {

    /** What is proved here, or in the test named. */
    static final Set<String> PROVED = Set.of(
            "enabled", // ModelsSwitchedOnTest
            "api-key",
            "region",
            "base-url",
            "profile",
            "model-name",
            "connect-timeout",
            "timeout",
            "first-byte-timeout",
            "idle-timeout",
            "call-timeout",
            "max-event-size",
            "max-nesting-depth",
            "max-tool-calls",
            "max-choices",
            "max-response-length",
            "max-retries",
            "retry-delay",
            "retry-time-limit",
            "retry-budget",
            "max-concurrent-requests",
            "max-requests-per-minute",
            "max-tokens-per-minute",
            "queue-timeout",
            "http-version",
            "log-requests",
            "log-responses",
            "log-body-limit",
            "proxy", // ProxyTest
            "ssl-bundle", // SslBundleTest
            "user-agent",
            "custom-headers",
            "custom-query-params");

    /** With the version where the starter's tests run against jars, which have one. */
    private static final String OUR_PRODUCT = MiniMaxClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath()
                    .endsWith(".jar")
            ? "minimax-java/\\d.*"
            : "minimax-java";

    static final Set<String> PROVED_FOR_CHAT = Set.of(
            "chat-path", "convert-tool-call-markup", "repair-tool-history", "keep-raw-responses", "stream-usage");

    private static void respondAll(MiniMaxServer server) {
        for (Model model : Model.values()) {
            server.when(request -> request.path().endsWith(model.path()), model.reply());
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void whatStandsAtTheRootReachesEachModel(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        Contexts.allModels()
                .withPropertyValues(
                        ROOT + "api-key= root-key ",
                        ROOT + "base-url=" + server.baseUrl() + "/v1/",
                        ROOT + "chat-path=/v1/text/chatcompletion_v2",
                        ROOT + "profile=gateway",
                        ROOT + "user-agent=root/1",
                        ROOT + "custom-headers.X-Team=root-team",
                        ROOT + "custom-query-params.GroupId=root group")
                .run(context -> {
                    model.call(context);
                    RecordedRequest request = server.takeRequest();
                    assertThat(request.header("Authorization")).isEqualTo("Bearer root-key");
                    assertThat(request.header("User-Agent")).isEqualTo("root/1");
                    assertThat(request.header("X-Team")).isEqualTo("root-team");
                    assertThat(request.query()).isEqualTo("GroupId=root%20group");
                    assertThat(request.path()).isEqualTo(model.isChat() ? "/v1/text/chatcompletion_v2" : model.path());
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void whatStandsInAGroupReachesThatModelOnly(Model model, MiniMaxServer server) {
        respondAll(server);
        Contexts.allModels()
                .withPropertyValues(
                        ROOT + "base-url=" + server.baseUrl(),
                        model.prefix + "api-key=group-key",
                        model.prefix + "base-url=" + server.baseUrl() + "/group",
                        model.prefix + "model-name=group-model",
                        model.prefix + "user-agent=group/2",
                        model.prefix + "custom-headers.X-Team=group-team",
                        model.prefix + "custom-query-params.GroupId=7")
                .run(context -> {
                    model.call(context);
                    RecordedRequest request = server.takeRequest();
                    assertThat(request.header("Authorization")).isEqualTo("Bearer group-key");
                    assertThat(request.header("User-Agent")).isEqualTo("group/2");
                    assertThat(request.header("X-Team")).isEqualTo("group-team");
                    assertThat(request.query()).isEqualTo("GroupId=7");
                    assertThat(request.path()).startsWith("/group/");
                    assertThat(request.model()).isEqualTo("group-model");
                    model.other().call(context);
                    RecordedRequest other = server.takeRequest();
                    assertThat(other.header("Authorization")).isEqualTo("Bearer test-key");
                    assertThat(other.header("User-Agent")).matches(OUR_PRODUCT);
                    assertThat(other.header("X-Team")).isNull();
                    assertThat(other.query()).isNull();
                    assertThat(other.path()).isEqualTo(model.other().path());
                    assertThat(other.model()).isEqualTo("MiniMax-M3");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void theChatPathIsThatOfTheGroup(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "chat-path=/chat")
                .run(context -> {
                    model.call(context);
                    assertThat(server.takeRequest().path()).isEqualTo("/chat");
                    model.other().call(context);
                    assertThat(server.takeRequest().path()).isEqualTo("/v1/chat/completions");
                });
    }

    /** A server that is not MiniMax itself may need no key, so only there none is missed. */
    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"EMBEDDED", "PAINTED", "SPOKEN"})
    void theProfileDecidesWhetherAMissingKeyIsAMistake(Model model, MiniMaxServer server) {
        respondAll(server);
        MiniMaxApiKeyProvider none = () -> null;
        Contexts.unconfigured()
                .withBean(MiniMaxApiKeyProvider.class, () -> none)
                .withPropertyValues(
                        ROOT + "model-name=MiniMax-M3",
                        ROOT + "base-url=" + server.baseUrl(),
                        EMBEDDING + "enabled=true",
                        EMBEDDING + "model-name=embo-01",
                        IMAGE + "enabled=true",
                        IMAGE + "model-name=image-01",
                        model.prefix + "profile=minimax")
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isNotNull();
                    assertThat(server.requests()).isEmpty();
                    model.other().call(context);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theRegionDecidesTheHost(Model model) {
        Queue<String> hosts = new ConcurrentLinkedQueue<>();
        ProxySelector recording = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                hosts.add(uri.getHost());
                // nobody listens on port 1, so nothing leaves this machine
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
        Contexts.allModels()
                .withBean(MiniMaxClientCustomizer.class, () -> builder -> builder.proxySelector(recording))
                .withPropertyValues(ROOT + "max-retries=0", model.prefix + "region=china")
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isNotNull();
                    assertThatThrownBy(() -> model.other().call(context)).isNotNull();
                });
        assertThat(Set.copyOf(hosts)).isEqualTo(Set.of("api.minimaxi.com", "api.minimax.io"));
        assertThat(hosts.peek()).isEqualTo("api.minimaxi.com");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aRegionBesideABaseUrlOfTheSameLevelIsWarnedOf(CapturedOutput console) {
        Contexts.configured()
                .withPropertyValues(ROOT + "region=china", ROOT + "base-url=http://localhost")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(console)
                .containsPattern("WARN.*langchain4j\\.minimax\\.region \\(.*\\) is ignored, because "
                        + "langchain4j\\.minimax\\.base-url \\(.*\\) is set");
        int length = console.getAll().length();
        Contexts.configured()
                .withPropertyValues(ROOT + "base-url=http://localhost", CHAT + "region=china")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(console.getAll().substring(length)).doesNotContain("is ignored");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theConnectTimeoutAndTheHttpVersionReachTheTransport(Model model) {
        Queue<Duration> timeouts = new ConcurrentLinkedQueue<>();
        MiniMaxClientCustomizer look = builder -> builder.transport((connectTimeout, readTimeout) -> {
            timeouts.add(connectTimeout);
            return (request, receiver) -> {
                throw new UnsupportedOperationException();
            };
        });
        ApplicationContextRunner looking = Contexts.allModels().withBean(MiniMaxClientCustomizer.class, () -> look);
        looking.withPropertyValues(model.prefix + "connect-timeout=7s")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(timeouts)
                .containsExactlyInAnyOrder(
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
        // refused beside a transport, so it has arrived
        looking.withPropertyValues(model.prefix + "http-version=http/2")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("httpVersion"));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aSilentServerEndsInATimeoutBeforeTheResponse(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.stall());
        for (String property : List.of("timeout", "first-byte-timeout", "call-timeout")) {
            Contexts.allAsking(server)
                    .withPropertyValues(ROOT + "max-retries=0", model.prefix + property + "=200ms")
                    .run(context -> assertThatThrownBy(() -> model.call(context))
                            .as(property)
                            .isInstanceOf(TimeoutException.class));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aSilentServerEndsInATimeoutWithinTheResponse(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply().stallAfter(30));
        for (String property : List.of("timeout", "idle-timeout", "call-timeout")) {
            Contexts.allAsking(server)
                    .withPropertyValues(ROOT + "max-retries=0", model.prefix + property + "=300ms")
                    .run(context -> assertThatThrownBy(() -> model.call(context))
                            .as(property)
                            .isInstanceOf(TimeoutException.class));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void maxEventSizeLimitsWhatIsRead(Model model, MiniMaxServer server) {
        String large = "x".repeat(3000);
        server.when(
                any -> true,
                switch (model) {
                    case BLOCKING, STREAMED -> Reply.text(large).streamed(stream -> stream.textDeltas(large));
                    case EMBEDDED -> Reply.embeddings(text -> new float[3000]);
                    case PAINTED -> Reply.imageUrls("https://images.example/" + large);
                    case SPOKEN -> Reply.speech(new byte[3000]);
                });
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "max-retries=0")
                .run(context -> assertThatCode(() -> model.call(context)).doesNotThrowAnyException());
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "max-retries=0", model.prefix + "max-event-size=2KB")
                .run(context -> assertThatThrownBy(() -> model.call(context)).hasMessageContaining("2048"));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theOtherLimitsLimitWhatIsReadToo(Model model, MiniMaxServer server) {
        String ignored = ",\"ignored\":" + "[".repeat(20) + "]".repeat(20);
        server.when(
                any -> true,
                Reply.raw(
                        200,
                        "application/json",
                        switch (model) {
                            case BLOCKING, STREAMED ->
                                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + "x".repeat(2000)
                                        + "\",\"tool_calls\":[" + toolCall("a") + "," + toolCall("b")
                                        + "]}},{\"index\":1,\"message\":{\"content\":\"y\"}}]" + ignored + "}";
                            case EMBEDDED -> "{\"vectors\":[[1]]" + ignored + "}";
                            case PAINTED -> "{\"data\":{\"image_urls\":[\"https://images.example/1\"]}" + ignored + "}";
                            case SPOKEN -> "{\"data\":{\"audio\":\"00\"}" + ignored + "}";
                        }));
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "max-retries=0")
                .run(context -> assertThatCode(() -> model.call(context)).doesNotThrowAnyException());
        boolean chat = model == Model.BLOCKING || model == Model.STREAMED;
        List<String> limits = chat
                ? List.of("max-nesting-depth=16", "max-tool-calls=1", "max-choices=1", "max-response-length=1024")
                : List.of("max-nesting-depth=16");
        for (String limit : limits) {
            Contexts.allAsking(server)
                    .withPropertyValues(ROOT + "max-retries=0", model.prefix + limit)
                    .run(context -> assertThatThrownBy(() -> model.call(context))
                            .as(limit)
                            .hasMessageContaining(limit.substring(limit.indexOf('=') + 1)));
        }
    }

    private static String toolCall(String id) {
        return "{\"id\":\"" + id + "\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void maxRetriesLimitsHowOftenAFailedRequestIsRepeated(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.error(1000, "unknown error"));
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "max-retries=0", model.prefix + "max-retries=1", ROOT + "retry-delay=1ms")
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(2);
                    assertThatThrownBy(() -> model.other().call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void noRetryFollowsWhenTheBudgetIsUsedUp(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.error(1000, "unknown error"));
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "retry-delay=1ms", model.prefix + "retry-budget=1")
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(2);
                    assertThatThrownBy(() -> model.other().call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(5);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aSecondRequestWaitsForTheLimitsAMinuteOfItsModelOnly(Model model, MiniMaxServer server) {
        respondAll(server);
        // of the input and of the response; images report no tokens
        List<String> limits = model == Model.PAINTED || model == Model.SPOKEN
                ? List.of("max-requests-per-minute=1")
                : List.of("max-requests-per-minute=1", "max-tokens-per-minute=1");
        for (String limit : limits) {
            Contexts.allAsking(server)
                    .withPropertyValues(model.prefix + limit, ROOT + "queue-timeout=10ms")
                    .run(context -> {
                        model.call(context);
                        assertThatThrownBy(() -> model.call(context))
                                .as(limit)
                                .isInstanceOf(RateLimitException.class)
                                .hasMessageContaining("queueTimeout, 10 ms");
                        model.other().call(context);
                        model.other().call(context);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void requestsAboveTheLimitOfConcurrentOnesWait(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.stall());
        Contexts.allAsking(server)
                .withPropertyValues(
                        model.prefix + "max-concurrent-requests=1",
                        model.prefix + "queue-timeout=10ms",
                        ROOT + "max-retries=0",
                        ROOT + "first-byte-timeout=2s")
                .run(context -> {
                    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> model.call(context));
                    server.takeRequest();
                    assertThatThrownBy(() -> model.call(context)).isInstanceOf(RateLimitException.class);
                    assertThat(server.requests()).hasSize(1);
                    assertThat(first).failsWithin(Duration.ofSeconds(20));
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void noRetryBeginsAfterItsTimeLimit(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.error(1000, "unknown error"));
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "retry-delay=1ms", model.prefix + "retry-time-limit=1ns")
                .run(context -> {
                    assertThatThrownBy(() -> model.call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(1);
                    assertThatThrownBy(() -> model.other().call(context)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(4);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theRetryDelayIsTheLongestOfTheFirstRetry(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.error(1000, "unknown error"));
        Queue<Duration> delays = new ConcurrentLinkedQueue<>();
        Contexts.allAsking(server)
                .withBean(
                        MiniMaxClientCustomizer.class,
                        () -> builder -> builder.retryListener(retry -> delays.add(retry.delay())))
                .withPropertyValues(model.prefix + "retry-delay=1ms", ROOT + "max-retries=4")
                .run(context -> assertThatThrownBy(() -> model.call(context)).isNotNull());
        assertThat(delays).hasSize(4).allSatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMillis(9)));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void requestsAndResponsesAreLoggedWhereAskedFor(Model model, MiniMaxServer server) {
        respondAll(server);
        for (String property : List.of("log-requests", "log-responses")) {
            List<String> lines = logged(server, model, property + "=true");
            assertThat(lines)
                    .as(property)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContain("test-key"));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void asMuchOfABodyIsLoggedAsAskedFor(Model model, MiniMaxServer server) {
        respondAll(server);
        assertThat(logged(server, model, "log-requests=true")).anyMatch(line -> line.contains("\"model\""));
        assertThat(logged(server, model, "log-requests=true", "log-body-limit=3"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\"model\""));
    }

    private static List<String> logged(MiniMaxServer server, Model model, String... properties) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        logger.addAppender(log);
        log.start();
        try {
            Contexts.allAsking(server)
                    .withPropertyValues(Stream.of(properties)
                            .map(property -> model.prefix + property)
                            .toArray(String[]::new))
                    .run(context -> {
                        model.other().call(context);
                        assertThat(infos(log)).isEmpty();
                        model.call(context);
                    });
            return infos(log);
        } finally {
            logger.detachAppender(log);
        }
    }

    private static List<String> infos(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.INFO)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void markupBecomesToolCallsWhereAskedFor(Model model, MiniMaxServer server) {
        server.when(
                any -> true,
                Reply.text("<minimax:tool_call><invoke name=\"weather\"><parameter name=\"city\">Oslo</parameter>"
                        + "</invoke></minimax:tool_call>"));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Weather?"))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weather")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("city")
                                .build())
                        .build())
                .build();
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "convert-tool-call-markup=true")
                .run(context -> {
                    assertThat(model.ask(context, request).aiMessage().hasToolExecutionRequests())
                            .isTrue();
                    assertThat(model.other().ask(context, request).aiMessage().hasToolExecutionRequests())
                            .isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void aHistoryWithACallWithoutResultIsRefusedWhereItIsNotToBeRepaired(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        ChatRequest request = ChatRequest.builder()
                .messages(
                        UserMessage.from("Weather?"),
                        AiMessage.from(ToolExecutionRequest.builder()
                                .id("c1")
                                .name("weather")
                                .arguments("{}")
                                .build()),
                        UserMessage.from("And now?"))
                .build();
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "repair-tool-history=false")
                .run(context -> {
                    assertThatThrownBy(() -> model.ask(context, request))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("c1");
                    assertThatCode(() -> model.other().ask(context, request)).doesNotThrowAnyException();
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void theJsonOfResponsesIsKeptWhereAskedFor(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "keep-raw-responses=true")
                .run(context -> {
                    assertThat(rawResponse(model, context)).isNotEmpty();
                    assertThat(rawResponse(model.other(), context)).isEmpty();
                });
    }

    private static List<?> rawResponse(Model model, ApplicationContext context) {
        return ((MiniMaxChatResponseMetadata) model.ask(context, Model.HI).metadata()).rawResponse();
    }

    @Test
    void streamsAreAskedForUsageUnlessAPropertySaysOtherwise(MiniMaxServer server) {
        server.when(any -> true, Model.STREAMED.reply());
        Contexts.asking(server).withPropertyValues(ROOT + "stream-usage=false").run(Model.STREAMED::call);
        assertThat(server.takeRequest().has("stream_options")).isFalse();
        Contexts.asking(server)
                .withPropertyValues(
                        ROOT + "profile=gateway",
                        ROOT + "stream-usage=false",
                        Model.STREAMED.prefix + "stream-usage=true")
                .run(Model.STREAMED::call);
        assertThat(server.takeRequest().at("stream_options.include_usage")).isEqualTo(true);
    }

    @Test
    void theCustomizerSeesWhatThePropertiesSet(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Consumer<MiniMaxClientBuilder> addHeader = builder -> builder.customHeaders(Map.of("X-Team", "code"));
        Contexts.asking(server)
                .withPropertyValues(ROOT + "custom-headers.X-Team=properties", ROOT + "custom-headers.X-Desk=7")
                .withBean(MiniMaxClientCustomizer.class, () -> addHeader::accept)
                .run(context -> context.getBean(ChatModel.class).chat(Model.HI));
        assertThat(server.takeRequest().header("X-Team")).isEqualTo("code");
        assertThat(server.lastRequest().header("X-Desk")).isEqualTo("7");
    }
}
