package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart.Detail;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatRequestParameters;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each field of MiniMax's published schema and of the two gateways can be set by the parameters of a request, by the builder of a model
 * and by a property. A field that lacks one of the ways fails by its name.
 */
@Tag("Q42")
@Tag("once") // the schema lies beside the starter, not beside each line of Boot
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class EveryRequestFieldCanBeSetTest {

    private static final Path SCHEMA = Path.of("../minimax-core/src/test/resources/minimax-chat-request.schema.json");

    /** What the page of llmprovider.ai knows, for abab5.5-chat. */
    static final Set<String> FIRST_GATEWAY = Set.of(
            "model",
            "messages",
            "stream",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "presence_penalty",
            "frequency_penalty");

    /** What the page of metriqual.com knows, for MiniMax-M1. */
    static final Set<String> SECOND_GATEWAY = Set.of(
            "model",
            "messages",
            "stream",
            "max_tokens",
            "temperature",
            "top_p",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "tools",
            "tool_choice",
            "tool_choice.function.name",
            "response_format");

    /** What is said in the conversation has no default: it comes with each request. */
    private static final Set<String> CONVERSATION = Set.of("messages");

    /** The model that is asked decides: MiniMaxChatModel or MiniMaxStreamingChatModel, chat-model or streaming-chat-model. */
    private static final Set<String> KIND_OF_MODEL = Set.of("stream");

    private static final ToolSpecification TOOL = ToolSpecification.builder()
            .name("weather")
            .description("Tells the weather")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    private static final String IMAGE = "messages[0].content[1].image_url.";

    private static final String VIDEO = "messages[0].content[2].video_url.";

    /**
     * How a field is set.
     *
     * @param path     where it arrives
     * @param setter   of the parameters and of the builder
     * @param property below the group of the model, and its value; null where a property makes no sense
     */
    record Field(
            String path,
            String setter,
            Object value,
            @Nullable String property,
            Object sent) {
        @Override
        public String toString() {
            return path;
        }

        /** As the schema and the pages of the gateways name it. */
        String name() {
            return path.replaceAll("\\[\\d+]", "[]");
        }

        TargetProfile profile() {
            return Set.of("max_tokens", "top_k").contains(path) ? TargetProfile.GATEWAY : TargetProfile.MINIMAX;
        }
    }

    static Stream<Field> fields() {
        return Stream.of(
                new Field("model", "modelName", "MiniMax-M2.5", "model-name=MiniMax-M2.5", "MiniMax-M2.5"),
                new Field("service_tier", "serviceTier", "priority", "service-tier=priority", "priority"),
                new Field("thinking.type", "thinking", Thinking.DISABLED, "thinking=disabled", "disabled"),
                new Field("reasoning_split", "reasoningSplit", false, "reasoning-split=false", false),
                new Field(
                        "stream_options.include_usage",
                        "streamOptions",
                        new StreamOptions(false),
                        "stream-options.include-usage=false",
                        false),
                new Field("max_completion_tokens", "maxOutputTokens", 77, "max-output-tokens=77", 77),
                new Field("max_tokens", "maxOutputTokens", 77, "max-output-tokens=77", 77),
                new Field("temperature", "temperature", 0.3, "temperature=0.3", 0.3),
                new Field("top_p", "topP", 0.8, "top-p=0.8", 0.8),
                new Field("top_k", "topK", 40, "top-k=40", 40),
                new Field("n", "n", 2, "n=2", 2),
                new Field("stop", "stopSequences", List.of("END"), "stop=END", List.of("END")),
                new Field("presence_penalty", "presencePenalty", 0.5, "presence-penalty=0.5", 0.5),
                new Field("frequency_penalty", "frequencyPenalty", 0.6, "frequency-penalty=0.6", 0.6),
                // what an application can do comes from its code
                new Field("tools[0].function.name", "toolSpecifications", List.of(TOOL), null, "weather"),
                new Field("tool_choice", "toolChoice", ToolChoice.NONE, "tool-choice=none", "none"),
                new Field("tool_choice", "toolChoice", ToolChoice.AUTO, "tool-choice=auto", "auto"),
                new Field("tool_choice", "toolChoice", ToolChoice.REQUIRED, "tool-choice=required", "required"),
                new Field(
                        "tool_choice.function.name",
                        "toolChoiceName",
                        "weather",
                        "tool-choice-name=weather",
                        "weather"),
                new Field(
                        "response_format",
                        "responseFormat",
                        ResponseFormat.TEXT,
                        "response-format=text",
                        Map.of("type", "text")),
                new Field(
                        "response_format",
                        "responseFormat",
                        ResponseFormat.JSON,
                        "response-format=json-object",
                        Map.of("type", "json_object")),
                new Field(IMAGE + "detail", "imageDetail", Detail.HIGH, "image-detail=high", "high"),
                new Field(
                        IMAGE + "max_long_side_pixel",
                        "imageMaxLongSidePixel",
                        1008,
                        "image-max-long-side-pixel=1008",
                        1008),
                new Field(VIDEO + "detail", "videoDetail", Detail.DEFAULT, "video-detail=default", "default"),
                new Field(VIDEO + "fps", "videoFps", 0.5, "video-fps=0.5", 0.5),
                new Field(
                        VIDEO + "max_long_side_pixel",
                        "videoMaxLongSidePixel",
                        504,
                        "video-max-long-side-pixel=504",
                        504));
    }

    private static ChatRequest.Builder request(Field field) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(UserMessage.from(
                        TextContent.from("What is shown?"),
                        ImageContent.from("https://images.example/1.png"),
                        VideoContent.from("https://images.example/1.mp4")));
        return field.path().startsWith("tools") ? request : request.toolSpecifications(TOOL);
    }

    private static <B> B set(B builder, Field field) {
        Method setter = Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equals(field.setter()) && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0].isInstance(field.value()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        field.path() + " cannot be set: " + builder.getClass().getSimpleName() + " has no setter "
                                + field.setter() + " for " + field.value().getClass()));
        try {
            setter.invoke(builder, field.value());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(field.path(), e);
        }
        return builder;
    }

    private static MiniMaxStreamingChatModelBuilder model(MiniMaxServer server, Field field) {
        return MiniMaxStreamingChatModel.builder()
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .profile(field.profile())
                .modelName("MiniMax-M3");
    }

    private static RecordedRequest sent(MiniMaxServer server, StreamingChatModel model, ChatRequest request) {
        server.enqueue(Reply.text("Fine."));
        Streams.ask(model, request);
        return server.takeRequest();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aRequestSetsIt(Field field, MiniMaxServer server) {
        MiniMaxChatRequestParameters parameters =
                set(MiniMaxChatRequestParameters.builder(), field).build();
        try (MiniMaxStreamingChatModel model = model(server, field).build()) {
            ChatRequest common = request(field).build();
            ChatRequest request = ChatRequest.builder()
                    .messages(common.messages())
                    .parameters(parameters.defaultedBy(common.parameters()))
                    .build();
            assertThat(sent(server, model, request).at(field.path())).isEqualTo(field.sent());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void theBuilderSetsIt(Field field, MiniMaxServer server) {
        try (MiniMaxStreamingChatModel model = set(model(server, field), field).build()) {
            assertThat(sent(server, model, request(field).build()).at(field.path()))
                    .isEqualTo(field.sent());
        }
    }

    static Stream<Field> fieldsWithProperties() {
        return fields().filter(field -> field.property() != null);
    }

    @ParameterizedTest
    @MethodSource("fieldsWithProperties")
    void aPropertySetsIt(Field field, MiniMaxServer server) {
        Contexts.asking(server)
                .withPropertyValues(ROOT + "profile=" + field.profile(), STREAMING + field.property())
                .run(context -> assertThat(sent(
                                        server,
                                        context.getBean(StreamingChatModel.class),
                                        request(field).build())
                                .at(field.path()))
                        .isEqualTo(field.sent()));
    }

    @Test
    void eachFieldOfTheSchemaIsWalkedHere() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        Set<String> fields = new TreeSet<>();
        collect(schema, schema, "", fields);
        assertThat(fields).contains("temperature", "messages[].content[].video_url.fps");

        Set<String> walked = fields().map(Field::name).collect(Collectors.toSet());
        fields.removeAll(walked);
        fields.removeAll(KIND_OF_MODEL);
        fields.removeIf(field -> field.startsWith("tools[]."));
        assertThat(fields)
                .as("only what is said in the conversation has no setter")
                .allSatisfy(field -> assertThat(field).startsWith("messages[]."));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "messages[].role",
                        "messages[].name",
                        "messages[].content",
                        "messages[].content[].type",
                        "messages[].content[].text",
                        "messages[].content[].image_url.url",
                        "messages[].content[].video_url.url",
                        "messages[].tool_calls[].id",
                        "messages[].tool_calls[].type",
                        "messages[].tool_calls[].function.name",
                        "messages[].tool_calls[].function.arguments",
                        "messages[].tool_call_id");
    }

    private static void collect(JsonNode schema, JsonNode node, String path, Set<String> fields) {
        if (node.has("$ref")) {
            collect(schema, schema.at(node.path("$ref").asText().substring(1)), path, fields);
        } else if (node.has("properties")) {
            node.path("properties")
                    .properties()
                    .forEach(property -> collect(
                            schema,
                            property.getValue(),
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            fields));
        } else if (node.has("items")) {
            collect(schema, node.path("items"), path + "[]", fields);
        } else if (node.has("oneOf")) {
            node.path("oneOf").forEach(form -> collect(schema, form, path, fields));
        } else {
            fields.add(path);
        }
    }

    @Test
    void theConversationSetsTheRest(MiniMaxServer server) {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from("Be brief."),
                        UserMessage.from(
                                "ada",
                                TextContent.from("What is shown?"),
                                ImageContent.from("https://images.example/1.png"),
                                VideoContent.from("https://images.example/1.mp4")),
                        AiMessage.from(ToolExecutionRequest.builder()
                                .id("c1")
                                .name("weather")
                                .arguments("{\"city\":\"Oslo\"}")
                                .build()),
                        ToolExecutionResultMessage.from("c1", "weather", "Rain"))
                .toolSpecifications(TOOL)
                .build();
        try (MiniMaxStreamingChatModel model =
                model(server, fields().findFirst().orElseThrow()).build()) {
            RecordedRequest sent = sent(server, model, request);
            assertThat(sent.isStream()).isTrue();
            assertThat(sent.at("messages[0]")).isEqualTo(Map.of("role", "system", "content", "Be brief."));
            assertThat(sent.at("messages[1].name")).isEqualTo("ada");
            assertThat(sent.at("messages[1].content[0]")).isEqualTo(Map.of("type", "text", "text", "What is shown?"));
            assertThat(sent.at("messages[1].content[1].image_url.url")).isEqualTo("https://images.example/1.png");
            assertThat(sent.at("messages[1].content[2].video_url.url")).isEqualTo("https://images.example/1.mp4");
            assertThat(sent.at("messages[2].tool_calls[0]"))
                    .isEqualTo(Map.of(
                            "id",
                            "c1",
                            "type",
                            "function",
                            "function",
                            Map.of("name", "weather", "arguments", "{\"city\":\"Oslo\"}")));
            assertThat(sent.at("messages[3].tool_call_id")).isEqualTo("c1");
            assertThat(sent.at("tools[0]"))
                    .isEqualTo(Map.of(
                            "type",
                            "function",
                            "function",
                            Map.of(
                                    "name",
                                    "weather",
                                    "description",
                                    "Tells the weather",
                                    "parameters",
                                    Map.of(
                                            "type",
                                            "object",
                                            "required",
                                            List.of("city"),
                                            "properties",
                                            Map.of("city", Map.of("type", "string"))))));
        }
    }

    @Test
    void eachFieldOfBothGatewaysIsWalkedHere() {
        Set<String> walked = fields().map(Field::path).collect(Collectors.toSet());
        walked.addAll(CONVERSATION);
        walked.addAll(KIND_OF_MODEL);
        walked.add("tools");
        assertThat(walked).containsAll(FIRST_GATEWAY).containsAll(SECOND_GATEWAY);
    }
}
