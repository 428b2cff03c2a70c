package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * Each property of a chat model changes what is sent, or what becomes of the answer, for the model whose group it stands in and not for
 * the other.
 */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class ChatPropertiesReachTheWireTest {

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
            new Field("tool-choice-name", "weather", "tool_choice.function.name", "weather"),
            new Field("n", "2", "n", 2),
            new Field("response-format", "json-object", "response_format.type", "json_object"),
            new Field("strict-tools", "true", "tools[0].function.strict", true),
            new Field("custom-parameters.min_p", "0.1", "min_p", "0.1"));

    /** Proved by a test of its own below, or by {@link EveryRequestFieldCanBeSetTest}. */
    private static final Set<String> OTHERS = Set.of(
            "stream-options",
            "top-k",
            "image-detail",
            "image-max-long-side-pixel",
            "video-detail",
            "video-fps",
            "video-max-long-side-pixel",
            "mark-tool-errors",
            "return-thinking",
            "send-thinking",
            "json-schema-in-prompt",
            "strict-json-schema",
            "supported-capabilities");

    static Stream<org.junit.jupiter.params.provider.Arguments> fieldsOfBothModels() {
        return FIELDS.stream()
                .flatMap(field ->
                        Model.ofChat().map(model -> org.junit.jupiter.params.provider.Arguments.of(field, model)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void noPropertyIsLeftOut(Model model) throws IOException {
        Set<String> proved = new HashSet<>(OTHERS);
        FIELDS.forEach(field -> proved.add(field.name().replaceAll("\\..*", "")));
        proved.addAll(ConnectionPropertiesReachTheWireTest.PROVED);
        proved.addAll(ConnectionPropertiesReachTheWireTest.PROVED_FOR_CHAT);
        assertThat(proved).isEqualTo(MetadataTest.namesBelow(model.prefix));
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

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void returnThinkingDecidesWhetherTheResponseCarriesIt(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello.").thinking("Greet."));
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "return-thinking=false")
                .run(context -> {
                    assertThat(model.ask(context, Model.HI).aiMessage().thinking())
                            .isNull();
                    assertThat(model.other().ask(context, Model.HI).aiMessage().thinking())
                            .isEqualTo("Greet.");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void markToolErrorsDecidesWhetherTheModelLearnsOfThem(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        ChatRequest request = ChatRequest.builder()
                .messages(
                        UserMessage.from("Hi"),
                        AiMessage.from(ToolExecutionRequest.builder()
                                .id("c1")
                                .name("weather")
                                .arguments("{}")
                                .build()),
                        ToolExecutionResultMessage.builder()
                                .id("c1")
                                .toolName("weather")
                                .text("no station")
                                .isError(true)
                                .build())
                .build();
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "mark-tool-errors=false")
                .run(context -> {
                    model.ask(context, request);
                    assertThat(server.takeRequest().toolResults()).containsExactly("no station");
                    model.other().ask(context, request);
                    assertThat(server.takeRequest().toolResults()).containsExactly("Error: no station");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
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
        AiMessage first = model.ask(context, Model.HI).aiMessage();
        model.ask(
                context,
                ChatRequest.builder()
                        .messages(UserMessage.from("Hi"), first, UserMessage.from("And you?"))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
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

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void jsonSchemaInPromptDeclaresSchemasAndWritesThemIntoThePrompt(Model model, MiniMaxServer server) {
        server.when(any -> true, Reply.json(Map.of("city", "Oslo")));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Where?"))
                .responseFormat(SCHEMA)
                .build();
        Contexts.asking(server)
                .withPropertyValues(model.prefix + "json-schema-in-prompt=true")
                .run(context -> {
                    assertThat(model.capabilities(context)).contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
                    assertThat(model.other().capabilities(context)).isEmpty();
                    model.ask(context, request);
                    RecordedRequest sent = server.takeRequest();
                    assertThat(sent.at("response_format.type")).isNotEqualTo("json_schema");
                    assertThat(String.valueOf(sent.at("messages"))).contains("\"city\"");
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
                .run(context -> context.getBean(ChatModel.class).chat(Model.HI));
        assertThat(server.takeRequest().at("plugins")).isEqualTo(List.of("search", "maps"));
        assertThat(server.lastRequest().at("options")).isEqualTo(Map.of("depth", "deep"));
    }
}
