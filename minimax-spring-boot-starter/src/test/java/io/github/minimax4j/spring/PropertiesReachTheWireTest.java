package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
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
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Each property changes what is sent, or what becomes of the answer, for the model whose group it stands in and not for the other. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class PropertiesReachTheWireTest {

    private static final ToolSpecification TOOL = ToolSpecification.builder()
            .name("weather")
            .description("Tells the weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    private static final ResponseFormat SCHEMA = ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder()
                    .name("Answer")
                    .rootElement(
                            JsonObjectSchema.builder().addStringProperty("city").build())
                    .build())
            .build();

    private static final String SPLIT_THINKING_FIELD = "messages[1].reasoning_details";

    /** The two models behind one face. */
    enum Model {
        BLOCKING(CHAT),
        STREAMED(STREAMING);

        final String prefix;

        Model(String prefix) {
            this.prefix = prefix;
        }

        Model other() {
            return this == BLOCKING ? STREAMED : BLOCKING;
        }

        ChatResponse ask(ApplicationContext context, ChatRequest request) {
            return this == BLOCKING
                    ? context.getBean(ChatModel.class).chat(request)
                    : Streams.ask(context.getBean(StreamingChatModel.class), request);
        }

        Set<Capability> capabilities(ApplicationContext context) {
            return this == BLOCKING
                    ? context.getBean(ChatModel.class).supportedCapabilities()
                    : context.getBean(StreamingChatModel.class).supportedCapabilities();
        }
    }

    /** A property that shows as a value in the request's JSON. */
    record Field(String name, String value, String path, Object sent) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("model-name", "MiniMax-M2.5", "model", "MiniMax-M2.5"),
            new Field("profile", "self-hosted", "max_tokens", 99),
            new Field("temperature", "0.3", "temperature", 0.3),
            new Field("top-p", "0.8", "top_p", 0.8),
            new Field("max-output-tokens", "77", "max_completion_tokens", 77),
            new Field("stop", "END,FIN", "stop", List.of("END", "FIN")),
            new Field("presence-penalty", "0.5", "presence_penalty", 0.5),
            new Field("frequency-penalty", "0.6", "frequency_penalty", 0.6),
            new Field("seed", "9007199254740993", "seed", 9007199254740993L),
            new Field("user", "u-1", "user", "u-1"),
            new Field("service-tier", "priority", "service_tier", "priority"),
            new Field("thinking", "disabled", "thinking.type", "disabled"),
            new Field("reasoning-effort", "low", "reasoning_effort", "low"),
            new Field("reasoning-split", "false", "reasoning_split", false),
            new Field("mask-sensitive-info", "true", "mask_sensitive_info", true),
            new Field("parallel-tool-calls", "false", "parallel_tool_calls", false),
            new Field("tool-choice", "required", "tool_choice", "required"),
            new Field("response-format", "json-object", "response_format.type", "json_object"),
            new Field("strict-tools", "true", "tools[0].function.strict", true),
            new Field("custom-parameters.top_k", "40", "top_k", "40"));

    /** Proved by a test of its own. */
    private static final Set<String> OTHERS = Set.of(
            "enabled", // ModelsSwitchedOnTest
            "api-key",
            "region",
            "base-url",
            "chat-path",
            "connect-timeout",
            "timeout",
            "first-byte-timeout",
            "idle-timeout",
            "call-timeout",
            "max-retries",
            "log-requests",
            "log-responses",
            "custom-headers",
            "return-thinking",
            "send-thinking",
            "strict-json-schema",
            "supported-capabilities");

    static Stream<org.junit.jupiter.params.provider.Arguments> fieldsOfBothModels() {
        return FIELDS.stream()
                .flatMap(field -> Stream.of(Model.values())
                        .map(model -> org.junit.jupiter.params.provider.Arguments.of(field, model)));
    }

    @Test
    void noPropertyIsLeftOut() throws IOException {
        Set<String> proved = new HashSet<>(OTHERS);
        FIELDS.forEach(field -> proved.add(field.name().replaceAll("\\..*", "")));
        Set<String> declared = MetadataTest.properties().keySet().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        assertThat(proved).isEqualTo(declared);
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("fieldsOfBothModels")
    void aFieldIsSentByTheModelOfItsGroup(Field field, Model model, MiniMaxServer server) {
        ChatRequest request = request(field.name());
        ApplicationContextRunner runner = Contexts.asking(server);
        if (field.name().equals("profile")) {
            runner = runner.withPropertyValues(model.prefix + "max-output-tokens=99");
        }
        assertSentByOneModelOnly(runner, server, model, field, request);
    }

    private static void assertSentByOneModelOnly(
            ApplicationContextRunner runner, MiniMaxServer server, Model model, Field field, ChatRequest request) {
        server.when(any -> true, Reply.text("Hello."));
        runner.withPropertyValues(model.prefix + field.name() + "=" + field.value())
                .run(context -> {
                    model.ask(context, request);
                    assertThat(server.takeRequest().at(field.path())).isEqualTo(field.sent());
                    model.other().ask(context, request);
                    assertThat(server.takeRequest().at(field.path())).isNotEqualTo(field.sent());
                });
    }

    private static ChatRequest request(String property) {
        ChatRequest.Builder request = ChatRequest.builder().messages(UserMessage.from("Hi"));
        return property.contains("tool") ? request.toolSpecifications(TOOL).build() : request.build();
    }

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    @ParameterizedTest
    @EnumSource(Model.class)
    void whatStandsAtTheRootReachesBothModels(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.unconfigured()
                .withPropertyValues(
                        ROOT + "api-key= root-key ",
                        ROOT + "model-name=root-model",
                        ROOT + "base-url=" + server.baseUrl() + "/v1/",
                        ROOT + "chat-path=/v1/text/chatcompletion_v2",
                        ROOT + "profile=gateway",
                        ROOT + "custom-headers.X-Team=root-team",
                        model.prefix + "max-output-tokens=5")
                .run(context -> {
                    model.ask(context, HI);
                    RecordedRequest request = server.takeRequest();
                    assertThat(request.header("Authorization")).isEqualTo("Bearer root-key");
                    assertThat(request.header("X-Team")).isEqualTo("root-team");
                    assertThat(request.path()).isEqualTo("/v1/text/chatcompletion_v2");
                    assertThat(request.model()).isEqualTo("root-model");
                    assertThat(request.at("max_tokens")).isEqualTo(5);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void whatStandsInAGroupReachesThatModelOnly(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.configured()
                .withPropertyValues(
                        ROOT + "base-url=" + server.baseUrl(),
                        model.prefix + "api-key=group-key",
                        model.prefix + "base-url=" + server.baseUrl() + "/group",
                        model.prefix + "chat-path=/chat",
                        model.prefix + "custom-headers.X-Team=group-team")
                .run(context -> {
                    model.ask(context, HI);
                    RecordedRequest request = server.takeRequest();
                    assertThat(request.header("Authorization")).isEqualTo("Bearer group-key");
                    assertThat(request.header("X-Team")).isEqualTo("group-team");
                    assertThat(request.path()).isEqualTo("/group/chat");
                    model.other().ask(context, HI);
                    RecordedRequest other = server.takeRequest();
                    assertThat(other.header("Authorization")).isEqualTo("Bearer test-key");
                    assertThat(other.header("X-Team")).isNull();
                    assertThat(other.path()).isEqualTo("/v1/chat/completions");
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
        Contexts.configured()
                .withBean(
                        MiniMaxClientCustomizer.class,
                        () -> builder -> builder.httpClientCustomizer(http -> http.proxy(recording)))
                .withPropertyValues(ROOT + "max-retries=0", model.prefix + "region=china")
                .run(context -> {
                    assertThatThrownBy(() -> model.ask(context, HI)).isNotNull();
                    assertThatThrownBy(() -> model.other().ask(context, HI)).isNotNull();
                });
        assertThat(Set.copyOf(hosts)).isEqualTo(Set.of("api.minimaxi.com", "api.minimax.io"));
        assertThat(hosts.peek()).isEqualTo("api.minimaxi.com");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void theConnectTimeoutReachesTheHttpClient(Model model, MiniMaxServer server) {
        Queue<Optional<Duration>> timeouts = new ConcurrentLinkedQueue<>();
        Consumer<HttpClient.Builder> look = http -> timeouts.add(http.build().connectTimeout());
        Contexts.asking(server)
                .withBean(MiniMaxClientCustomizer.class, () -> builder -> builder.httpClientCustomizer(look))
                .withPropertyValues(model.prefix + "connect-timeout=7s")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(timeouts)
                .containsExactlyInAnyOrder(Optional.of(Duration.ofSeconds(7)), Optional.of(Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aSilentServerEndsInATimeoutBeforeTheAnswer(Model model, MiniMaxServer server) {
        for (String property : List.of("timeout", "first-byte-timeout", "call-timeout")) {
            server.when(any -> true, Reply.stall());
            Contexts.asking(server)
                    .withPropertyValues(ROOT + "max-retries=0", model.prefix + property + "=200ms")
                    .run(context -> assertThatThrownBy(() -> model.ask(context, HI))
                            .as(property)
                            .isInstanceOf(TimeoutException.class));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aSilentServerEndsInATimeoutWithinTheAnswer(Model model, MiniMaxServer server) {
        for (String property : List.of("timeout", "idle-timeout", "call-timeout")) {
            server.enqueue(Reply.text("Hello, this is an answer that stops in the middle.")
                    .stallAfter(30));
            Contexts.asking(server)
                    .withPropertyValues(ROOT + "max-retries=0", model.prefix + property + "=300ms")
                    .run(context -> assertThatThrownBy(() -> model.ask(context, HI))
                            .as(property)
                            .isInstanceOf(TimeoutException.class));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void maxRetriesLimitsHowOftenAFailedRequestIsRepeated(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.error(1000, "unknown error"));
        Contexts.asking(server)
                .withPropertyValues(ROOT + "max-retries=0", model.prefix + "max-retries=1")
                .run(context -> {
                    assertThatThrownBy(() -> model.ask(context, HI)).isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(2);
                    assertThatThrownBy(() -> model.other().ask(context, HI))
                            .isInstanceOf(InternalServerException.class);
                    assertThat(server.requests()).hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void requestsAndResponsesAreLoggedWhereAskedFor(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        for (String property : List.of("log-requests", "log-responses")) {
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
            logger.addAppender(log);
            log.start();
            try {
                Contexts.asking(server)
                        .withPropertyValues(model.prefix + property + "=true")
                        .run(context -> {
                            model.other().ask(context, HI);
                            assertThat(infos(log)).isEmpty();
                            model.ask(context, HI);
                            assertThat(infos(log))
                                    .as(property)
                                    .isNotEmpty()
                                    .allSatisfy(line -> assertThat(line).doesNotContain("test-key"));
                        });
            } finally {
                logger.detachAppender(log);
            }
        }
    }

    private static List<String> infos(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.INFO)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void returnThinkingDecidesWhetherTheAnswerCarriesIt(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello.").thinking("Greet."));
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "return-thinking=false")
                .run(context -> {
                    assertThat(model.ask(context, HI).aiMessage().thinking()).isNull();
                    assertThat(model.other().ask(context, HI).aiMessage().thinking())
                            .isEqualTo("Greet.");
                });
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void sendThinkingDecidesWhetherItGoesBack(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello.").thinking("Greet."));
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "send-thinking=false")
                .run(context -> {
                    secondTurn(context, model, server);
                    assertThat(server.lastRequest().has(SPLIT_THINKING_FIELD)).isFalse();
                    secondTurn(context, model.other(), server);
                    assertThat(server.lastRequest().has(SPLIT_THINKING_FIELD)).isTrue();
                });
    }

    private static void secondTurn(ApplicationContext context, Model model, MiniMaxServer server) {
        AiMessage first = model.ask(context, HI).aiMessage();
        model.ask(
                context,
                ChatRequest.builder()
                        .messages(UserMessage.from("Hi"), first, UserMessage.from("And you?"))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void supportedCapabilitiesLetASchemaOutAndStrictJsonSchemaMakesItStrict(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.json(Map.of("city", "Oslo")));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Where?"))
                .responseFormat(SCHEMA)
                .build();
        Contexts.asking(server)
                .withPropertyValues(
                        model.prefix + "supported-capabilities=response-format-json-schema",
                        model.prefix + "strict-json-schema=true")
                .run(context -> {
                    assertThat(model.capabilities(context)).contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
                    assertThat(model.other().capabilities(context)).isEmpty();
                    model.ask(context, request);
                    RecordedRequest sent = server.takeRequest();
                    assertThat(sent.at("response_format.type")).isEqualTo("json_schema");
                    assertThat(sent.at("response_format.json_schema.strict")).isEqualTo(true);
                });
    }

    @Test
    void furtherParametersMayBeListsAndObjects(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Contexts.asking(server)
                .withPropertyValues(
                        CHAT + "custom-parameters.plugins[0]=search",
                        CHAT + "custom-parameters.plugins[1]=maps",
                        CHAT + "custom-parameters.options.depth=deep")
                .run(context -> context.getBean(ChatModel.class).chat(HI));
        assertThat(server.takeRequest().at("plugins")).isEqualTo(List.of("search", "maps"));
        assertThat(server.lastRequest().at("options")).isEqualTo(Map.of("depth", "deep"));
    }

    @Test
    void theCustomizerSeesWhatThePropertiesSet(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Consumer<MiniMaxClientBuilder> addHeader = builder -> builder.headers(Map.of("X-Team", "code"));
        Contexts.asking(server)
                .withPropertyValues(ROOT + "custom-headers.X-Team=properties", ROOT + "custom-headers.X-Desk=7")
                .withBean(MiniMaxClientCustomizer.class, () -> addHeader::accept)
                .run(context -> context.getBean(ChatModel.class).chat(HI));
        assertThat(server.takeRequest().header("X-Team")).isEqualTo("code");
        assertThat(server.lastRequest().header("X-Desk")).isEqualTo("7");
    }
}
