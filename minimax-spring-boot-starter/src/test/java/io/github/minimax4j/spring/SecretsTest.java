package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.langchain4j.MiniMaxChatRequestParameters;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A marked key goes through everything that an application can see of the library, and is found in none of it. */
@Tag("B13")
@Timeout(120)
@ExtendWith(MiniMaxServerExtension.class)
class SecretsTest {

    /** Letters and digits, which no encoding of texts changes; periodic, so that Base64 writes it in one of three ways. */
    private static final String MARK = "Zq7Zq7Zq7Zq7";

    /** Of query parameters, which the engine shows in its own log at level DEBUG, see docs/security.md. */
    private static final String QUERY_MARK = "Qx9Qx9Qx9Qx9";

    /** What URLs, JSON, HTML and Base64 write differently. */
    private static final String ODD = "+/=%\"\\&<>'?#;:~";

    private static final String FAST = ROOT + "models.fast.";

    private static final String[] SECRETS = {
        ROOT + "api-key=sk-root" + ODD + MARK,
        CHAT + "api-key=" + MARK + ODD + "chat",
        STREAMING + "api-key=sk" + ODD + MARK + ODD,
        ROOT + "custom-headers.X-Token=header " + ODD + MARK,
        CHAT + "custom-headers.X-Group=" + ODD + MARK + "=",
        ROOT + "custom-query-params.token=" + QUERY_MARK + ODD + "\u00e9 \u4f60",
    };

    private static final ChatRequest HI = ChatRequest.builder()
            .messages(UserMessage.from("Hi"))
            .parameters(MiniMaxChatRequestParameters.builder()
                    .customHeaders(Map.of("X-Call", "of one call " + ODD + MARK))
                    .build())
            .build();

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();

    private final Appender<ILoggingEvent> log = new UnsynchronizedAppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getLoggerName() + " " + event.getFormattedMessage();
            if (!line.startsWith("org.eclipse.jetty")) {
                show(line);
            } else if (engineIsHeard) {
                // it shows queries, and the ends of buffers, see docs/security.md
                show(line.split("ByteBuffer@", 2)[0].replace(QUERY_MARK, ""));
            }
        }
    };

    // not while servers repeat secrets: it shows the heads of responses
    private volatile boolean engineIsHeard = true;

    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    private Level before;

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void listenToEverything() {
        before = root().getLevel();
        root().iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root()::detachAppender); // the console would take its time
        root().setLevel(Level.TRACE);
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
        root().setLevel(before);
        others.forEach(root()::addAppender);
    }

    private ApplicationContextRunner application(MiniMaxServer server) {
        ObservationRegistry observations = ObservationRegistry.create();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new Recording());
        return Contexts.allAsking(server)
                .withConfiguration(AutoConfigurations.of(
                        AutoConfigurationClasses.CALLS,
                        AutoConfigurationClasses.METRICS,
                        AutoConfigurationClasses.ACTUATOR_HEALTH,
                        AutoConfigurationClasses.HEALTH,
                        AutoConfigurationClasses.ENDPOINTS))
                .withBean(SimpleMeterRegistry.class, () -> meters)
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean(ChatModelListener.class, Recording::new)
                .withBean(MiniMaxClientCustomizer.class, () -> builder -> {
                    builder.addCallListener(call -> new Recording());
                    show(builder);
                })
                .withPropertyValues(SECRETS)
                .withPropertyValues(
                        ROOT + "max-retries=1",
                        ROOT + "retry-delay=1ms",
                        ROOT + "log-requests=true",
                        ROOT + "log-responses=true",
                        ROOT + "timeout=2s",
                        ROOT + "max-event-size=20KB");
    }

    private void show(Object any) {
        shown.add(String.valueOf(any));
    }

    /** Its text, its causes, what it suppressed, and what it holds. */
    private void show(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        show(text);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof MiniMaxException error) {
                show(error.bodyExcerpt() + error.serverMessage() + error.serverType() + error.traceId() + error.hint());
                show(serialized(error));
            }
        }
    }

    private static String serialized(Throwable failure) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Writes down what it hears of calls and observations. */
    private final class Recording implements CallListener, ChatModelListener, ObservationHandler<Observation.Context> {

        @Override
        public void onRetry(Retry retry) {
            show((Object) retry);
            show(retry.cause());
        }

        @Override
        public void onSuccess(CallSummary summary) {
            show((Object) summary);
        }

        @Override
        public void onFailure(MiniMaxException error) {
            show(error);
        }

        @Override
        public void onRequest(ChatModelRequestContext context) {
            show(context.chatRequest() + " " + context.attributes());
        }

        @Override
        public void onResponse(ChatModelResponseContext context) {
            show(context.chatResponse() + " " + context.attributes());
        }

        @Override
        public void onError(ChatModelErrorContext context) {
            show(context.chatRequest() + " " + context.attributes());
            show(context.error());
        }

        @Override
        public void onStop(Observation.Context context) {
            show((Object) context);
            if (context.getError() != null) {
                show(context.getError());
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    /** The query and some headers of a request, in the forms in which servers write them. */
    private static String echo(RecordedRequest request, String... headers) {
        StringBuilder echo = new StringBuilder("refused: ").append(request.query());
        for (String name : headers) {
            String value = request.header(name);
            if (value != null) {
                String secret = value.replace("Bearer ", "");
                String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                String lower = ESCAPE.matcher(encoded)
                        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
                echo.append(", ").append(String.join(", ", name, value, encoded, lower));
                for (String coded : List.of(value, secret, "user:" + secret, "us:" + secret + "@")) {
                    byte[] bytes = coded.getBytes(StandardCharsets.UTF_8);
                    echo.append(", ").append(Base64.getEncoder().encodeToString(bytes));
                    echo.append(", ").append(Base64.getUrlEncoder().encodeToString(bytes));
                }
            }
        }
        return echo.toString();
    }

    private static final Pattern ESCAPE = Pattern.compile("%..");

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#x27;");
    }

    /** As those write it who fear that a browser reads it as HTML. */
    private static String json(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c == '/') {
                json.append('\\').append((char) c);
            } else if (c > 126 || "<>&='".indexOf(c) >= 0) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.toString();
    }

    /** What becomes of calls, without any word about their secrets. */
    private static final List<Reply> REPLIES = List.of(
            Reply.text("Hello."),
            Reply.error(1002, "slow down"),
            Reply.raw(302, "text/plain", "moved").header("Location", "http://127.0.0.1:1/"),
            Reply.text("Hello there.").cutAfterEvents(1),
            Reply.text("x".repeat(100_000)),
            Reply.disconnect());

    /** Refusals that repeat all secrets of their requests. */
    private static final List<Function<RecordedRequest, Reply>> ECHOES = List.of(
            request -> Reply.error(1004, echo(request, "Authorization", "X-Group"))
                    .header("Trace-Id", "trace of " + request.header("Authorization")),
            request -> Reply.error(1002, echo(request, "X-Token", "X-Call")),
            request -> Reply.raw(500, "text/plain", echo(request, "X-Options", "X-Call", "X-Token")),
            request -> Reply.raw(407, "text/html", "<p>" + html(echo(request, "Authorization", "X-Call")) + "</p>"),
            request -> Reply.raw(
                    400,
                    "application/json",
                    "{\"error\":{\"type\":\"" + json(echo(request, "Authorization")) + "\",\"message\":\""
                            + json(echo(request, "X-Token")) + "\"}}"),
            request ->
                    Reply.raw(302, "text/plain", "moved").header("Location", "http://127.0.0.1:1/?" + request.query()),
            request -> Reply.raw(200, "application/json", echo(request, "Authorization")),
            request -> Reply.text("Hello.").errorAfterEvents(1, Reply.error(1000, echo(request, "Authorization"))),
            request -> Reply.text("Hello there.").garbageAfterEvents(1, echo(request, "Authorization")));

    private void callEverythingWhateverBecomesOfIt(AssertableApplicationContext context, MiniMaxServer server) {
        for (Reply reply : REPLIES) {
            server.reset();
            server.when(request -> true, reply);
            callEverything(context);
        }
        engineIsHeard = false;
        for (Function<RecordedRequest, Reply> reply : ECHOES) {
            server.reset();
            server.when(request -> true, reply);
            callEverything(context);
        }
        server.reset();
        server.when(request -> true, Reply.stall());
        attempt(() -> context.getBean(ChatModel.class).chat(HI));
    }

    private void callEverything(AssertableApplicationContext context) {
        StreamingChatModel streaming = context.getBean(StreamingChatModel.class);
        ChatModel chat = context.getBean(ChatModel.class);
        attempt(() -> show(chat.chat(HI)));
        attempt(() -> show(chat.chatAsync(HI).get(30, TimeUnit.SECONDS)));
        attempt(() -> show(Streams.ask(streaming, HI)));
        attempt(() -> Streams.subscribe(streaming, HI));
        attempt(() -> show(context.getBean(EmbeddingModel.class).embed("Hi")));
        attempt(() -> show(context.getBean(ImageModel.class).generate("A lighthouse")));
        attempt(() -> show(context.getBean(TextToSpeechModel.class).synthesize("Hi")));
        context.getBeanProvider(ModelCatalog.class).forEach(catalog -> attempt(() -> show(catalog.listModels())));
        for (MiniMaxClient client : context.getBeansOfType(MiniMaxClient.class).values()) {
            RequestOptions options = new RequestOptions(Map.of("X-Options", MARK + ODD), MARK + ODD);
            show(options);
            show(client.withOptions(options));
            attempt(() -> show(client.withOptions(options).models()));
        }
        if (context.containsBean("minimaxHealthIndicator")) {
            attempt(() -> show(health(context.getBean("minimaxHealthIndicator"))));
        }
    }

    private interface Attempt {

        void run() throws Exception;
    }

    private void attempt(Attempt attempt) {
        Throwable failure = catchThrowable(attempt::run);
        if (failure != null) {
            show(failure);
        }
    }

    private void assertNothingIsFound() {
        assertThat(shown).isNotEmpty();
        List<String> traces = new ArrayList<>();
        for (String mark : List.of(MARK, QUERY_MARK)) {
            traces.add(mark.substring(0, 4));
            for (int shift = 0; shift < 3; shift++) {
                byte[] bytes = mark.substring(shift, shift + 6).getBytes(StandardCharsets.UTF_8);
                traces.add(Base64.getEncoder().encodeToString(bytes));
            }
        }
        Set<String> found = new TreeSet<>();
        for (String text : shown) {
            for (String trace : traces) {
                int at = text.indexOf(trace);
                if (at >= 0) {
                    found.add(text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noCallShowsASecretWhateverBecomesOfIt(MiniMaxServer server) {
        application(server)
                .withPropertyValues("management.health.minimax.enabled=true", ROOT + "health.cache=0s")
                .run(context -> {
                    callEverythingWhateverBecomesOfIt(context, server);
                    server.close();
                    callEverything(context);
                    show(context.getBean(SimpleMeterRegistry.class).getMetersAsString());
                });
        assertThat(shown)
                .anyMatch(text -> text.contains("refused: token=***"))
                .anyMatch(text -> text.startsWith("org.eclipse.jetty") && text.contains("Authorization: ***"))
                .anyMatch(text -> text.contains("gen_ai.client.operation.duration"))
                .anyMatch(text -> text.contains("status=DOWN") || text.contains("DOWN {"));
        assertNothingIsFound();
    }

    private static Object health(Object indicator) throws ReflectiveOperationException {
        for (Class<?> type : indicator.getClass().getInterfaces()) {
            if (type.getSimpleName().equals("HealthIndicator")) {
                return type.getMethod("health").invoke(indicator);
            }
        }
        throw new AssertionError(indicator);
    }

    @Test
    void noProxyLoginIsShownWhateverBecomesOfTheCall(MiniMaxServer server) {
        application(server)
                .withPropertyValues(
                        ROOT + "base-url=http://minimax.invalid",
                        ROOT + "proxy.host=127.0.0.1",
                        ROOT + "proxy.port=" + server.port(),
                        ROOT + "proxy.username=user" + MARK,
                        ROOT + "proxy.password=" + MARK + ODD)
                .run(context -> {
                    callEverythingWhateverBecomesOfIt(context, server);
                    showBeans(context);
                });
        assertThat(server.requests()).allMatch(request -> request.header("Proxy-Authorization") != null);
        assertNothingIsFound();
    }

    private void showBeans(AssertableApplicationContext context) {
        for (String name : context.getBeanDefinitionNames()) {
            if (name.contains("minimax")) {
                show(context.getBean(name));
                show(context.getBeanFactory().getBeanDefinition(name));
            }
        }
    }

    @Test
    void noObjectOfTheStarterPrintsKeysHeadersOrAddresses(MiniMaxServer server) {
        application(server)
                .withPropertyValues(
                        ROOT + "base-url=http://proxy-" + MARK + ".example?key=" + MARK,
                        CHAT + "custom-parameters.token=" + MARK)
                .run(context -> {
                    ConnectionProperties root = context.getBean(ConnectionProperties.class);
                    MiniMaxProperties properties = context.getBean(MiniMaxProperties.class);
                    MiniMaxModelProperties requests = context.getBean(MiniMaxModelProperties.class);
                    assertThat(properties.chatModel().apiKey()).contains(MARK);
                    assertThat(root.toString()).contains("modelName=MiniMax-M3");
                    show(root);
                    show(properties);
                    ConnectionProperties effective =
                            EffectiveProperties.connection(ModelGroup.CHAT_MODEL, context.getEnvironment());
                    show(effective);
                    show(effective.inForce());
                    show(requests);
                    showBeans(context);
                });
        shown.removeIf(text -> text.contains("of host proxy-")); // the address of a client is no secret
        assertNothingIsFound();
    }

    @Test
    void actuatorShowsTheValuesOfNoSecretEvenIfItIsSetToShowValues(MiniMaxServer server) {
        application(server)
                .withPropertyValues(
                        ROOT + "base-url=http://gateway.example?key=" + MARK,
                        ROOT + "proxy.host=proxy.example",
                        ROOT + "proxy.username=user" + MARK,
                        ROOT + "proxy.password=" + MARK + ODD,
                        CHAT + "custom-parameters.token=" + MARK,
                        FAST + "model-name=MiniMax-M3",
                        FAST + "base-url=https://gateway.example?key=" + MARK,
                        FAST + "api-key=" + MARK,
                        FAST + "custom-headers.X-Token=" + MARK,
                        FAST + "custom-query-params.token=" + MARK,
                        FAST + "custom-parameters.token=" + MARK,
                        FAST + "proxy.host=proxy.example",
                        FAST + "proxy.username=user" + MARK,
                        FAST + "proxy.password=" + MARK,
                        "LANGCHAIN4J_MINIMAX_API_KEY=" + MARK,
                        "MINIMAX_API_KEY=" + MARK)
                .run(context -> {
                    List<SanitizingFunction> functions = context.getBeanProvider(SanitizingFunction.class)
                            .orderedStream()
                            .toList();
                    ConfigurationPropertiesReportEndpoint bound =
                            new ConfigurationPropertiesReportEndpoint(functions, Show.ALWAYS);
                    bound.setApplicationContext(context);
                    bound.configurationProperties()
                            .getContexts()
                            .values()
                            .forEach(each -> each.getBeans().forEach((name, bean) -> {
                                show(bean.getPrefix() + "=" + bean.getProperties());
                                show(name + "=" + bean.getInputs());
                            }));
                    new EnvironmentEndpoint(context.getEnvironment(), functions, Show.ALWAYS)
                            .environment(null)
                            .getPropertySources()
                            .forEach(source -> source.getProperties()
                                    .forEach((name, value) -> show(name + "=" + value.getValue())));
                });
        assertThat(shown)
                .contains(
                        ROOT + "model-name=MiniMax-M3",
                        ROOT + "api-key=******",
                        FAST + "proxy.password=******",
                        "MINIMAX_API_KEY=******")
                .anyMatch(text -> text.startsWith("langchain4j.minimax=") && text.contains("apiKey=******"));
        assertNothingIsFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-key=" + MARK + " inside",
                "api-key=" + MARK + "\u00e9",
                "api-key=" + MARK + "\r\nX-Other: 1",
                "custom-headers.X-Token=" + MARK + "\u0000x",
                "custom-headers.X-Token=" + MARK + "\r\nX-Other: 1",
                "custom-headers.Host=" + MARK,
                "custom-headers[X Token]=" + MARK,
                "custom-query-params[ ]=" + MARK,
                "chat-model.api-key=" + MARK + "\u007f",
                "chat-model.custom-headers.X-Token=" + MARK + "\u00e9",
                "embedding-model.api-key=" + MARK + "\nX-Other: 1",
                "models.fast.api-key=" + MARK + "\r\nX-Other: 1",
                "models.fast.custom-headers.X-Token=" + MARK + "\u0000x",
                "models.fast.custom-headers[X Token]=" + MARK,
                "models.fast.proxy.password=" + MARK,
                "base-url=http://" + MARK + "@gateway.example",
                "base-url=http://gateway.example?key=" + MARK + "&key=1",
                "base-url=http://gateway example?key=" + MARK,
                "proxy.password=" + MARK,
                "proxy.password=" + MARK + "\r\nX-Other: 1",
                "proxy.username=" + MARK + "\u0000x",
                "proxy.username=" + MARK + ":" + MARK,
            })
    void whatCannotBeSentIsRefusedWithoutBeingShown(String property, MiniMaxServer server) {
        Contexts.allAsking(server)
                .withBean(MiniMaxClientCustomizer.class, () -> this::show)
                .withPropertyValues(ROOT + "models.fast.model-name=MiniMax-M3")
                .withPropertyValues(login(property))
                .withPropertyValues(ROOT + property)
                .run(context -> {
                    assertThat(context).hasFailed();
                    show(context.getStartupFailure());
                });
        assertThat(shown).anyMatch(text -> text.contains(MiniMaxPropertyException.class.getName()));
        assertNothingIsFound();
    }

    /** What makes a proxy of the property, if it is not the password without a user that is to be refused. */
    private static String[] login(String property) {
        return property.startsWith("proxy.") && !property.endsWith("password=" + MARK)
                ? new String[] {ROOT + "proxy.host=proxy.example", ROOT + "proxy.username=u", ROOT + "proxy.password=p"}
                : new String[0];
    }

    @Test
    void whatBeansGiveIsRefusedWithoutBeingShown(MiniMaxServer server) {
        for (String bad : List.of(MARK + "\r\nX-Other: 1", MARK + "\u0000", MARK + "\u00e9")) {
            MiniMaxApiKeyProvider key = () -> bad;
            MiniMaxHeadersProvider headers = () -> Map.of("X-Token", bad);
            ApplicationContextRunner application = Contexts.unconfigured()
                    .withPropertyValues(ROOT + "model-name=MiniMax-M3", ROOT + "base-url=" + server.baseUrl());
            application
                    .withBean(MiniMaxApiKeyProvider.class, () -> key)
                    .run(context ->
                            attempt(() -> show(context.getBean(ChatModel.class).chat(HI))));
            application
                    .withPropertyValues(ROOT + "api-key=test-key")
                    .withBean(MiniMaxHeadersProvider.class, () -> headers)
                    .run(context -> attempt(() -> show(Streams.ask(context.getBean(StreamingChatModel.class), HI))));
        }
        assertThat(server.requests()).isEmpty();
        assertThat(shown)
                .anyMatch(text -> text.contains("apiKey has characters"))
                .anyMatch(text -> text.contains("header X-Token has characters"));
        assertNothingIsFound();
    }
}
