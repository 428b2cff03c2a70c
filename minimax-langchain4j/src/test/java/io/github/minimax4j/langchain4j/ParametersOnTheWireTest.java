package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
class ParametersOnTheWireTest {
    private static final Map<String, Object> WEATHER_ON_THE_WIRE = Map.of(
            "type",
            "function",
            "function",
            Map.of(
                    "name",
                    "get_weather",
                    "description",
                    "Weather now",
                    "parameters",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("city", Map.of("type", "string")),
                            "required",
                            List.of("city"))));

    /** The setters of the model, the value each gets here, and what arrives for it; null where it has no field of its own. */
    private record Setting(Object value, String field, Object wireValue) {}

    private static Map<String, Setting> settings() {
        Map<String, Setting> settings = new HashMap<>();
        settings.put("modelName", new Setting("MiniMax-M3.1-Flash", "model", "MiniMax-M3.1-Flash"));
        settings.put("temperature", new Setting(0.5, "temperature", 0.5));
        settings.put("topP", new Setting(0.25, "top_p", 0.25));
        settings.put("maxOutputTokens", new Setting(2048, "max_completion_tokens", 2048));
        settings.put("stopSequences", new Setting(List.of("END"), "stop", List.of("END")));
        settings.put("presencePenalty", new Setting(0.125, "presence_penalty", 0.125));
        settings.put("frequencyPenalty", new Setting(-0.125, "frequency_penalty", -0.125));
        settings.put("seed", new Setting(42L, "seed", 42));
        settings.put("user", new Setting("ada", "user", "ada"));
        settings.put("serviceTier", new Setting("priority", "service_tier", "priority"));
        settings.put("thinking", new Setting(Thinking.ADAPTIVE, "thinking", Map.of("type", "adaptive")));
        settings.put("reasoningSplit", new Setting(false, "reasoning_split", false));
        settings.put("reasoningEffort", new Setting("low", "reasoning_effort", "low"));
        settings.put("maskSensitiveInfo", new Setting(true, "mask_sensitive_info", true));
        settings.put("parallelToolCalls", new Setting(false, "parallel_tool_calls", false));
        settings.put(
                "toolSpecifications", new Setting(List.of(TestModels.WEATHER), "tools", List.of(WEATHER_ON_THE_WIRE)));
        settings.put("toolChoice", new Setting(ToolChoice.REQUIRED, "tool_choice", "required"));
        settings.put("responseFormat", new Setting(ResponseFormat.TEXT, "response_format", Map.of("type", "text")));
        settings.put("n", new Setting(2, "n", 2));
        settings.put("customParameters", new Setting(Map.of("own", Map.of("a", 1)), "own", Map.of("a", 1)));
        settings.put("maxTokens", new Setting(2048, "max_completion_tokens", 2048));
        // these change how messages and answers are mapped, or where requests go; each has tests of its own
        for (String other : List.of(
                "topK",
                "returnThinking",
                "sendThinking",
                "strictJsonSchema",
                "strictTools",
                "markToolErrors",
                "toolChoiceName",
                "streamOptions",
                "imageDetail",
                "imageMaxLongSidePixel",
                "videoDetail",
                "videoFps",
                "videoMaxLongSidePixel",
                "supportedCapabilities",
                "jsonSchemaInPrompt",
                "listeners",
                "defaultRequestParameters",
                "parameters",
                "chatPath",
                "convertToolCallMarkup",
                "repairToolHistory",
                "keepRawResponses",
                "streamUsage")) {
            settings.put(other, null);
        }
        return settings;
    }

    private static Map<String, Object> expectedBody(boolean stream) {
        Map<String, Object> body = new HashMap<>();
        settings().values().stream()
                .filter(setting -> setting != null)
                .forEach(setting -> body.put(setting.field(), setting.wireValue()));
        body.put("messages", List.of(Map.of("role", "user", "content", "Hi")));
        if (stream) {
            body.put("stream", true);
            body.put("stream_options", Map.of("include_usage", true));
        }
        return body;
    }

    private static <B extends MiniMaxModelBuilder<B>> B withAllSettings(B builder) throws Exception {
        for (Map.Entry<String, Setting> entry : settings().entrySet()) {
            Setting setting = entry.getValue();
            if (setting != null) {
                Method setter = Arrays.stream(MiniMaxModelBuilder.class.getMethods())
                        .filter(method -> method.getName().equals(entry.getKey()))
                        .filter(method -> method.getParameterTypes()[0].isInstance(setting.value()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no setter " + entry.getKey()));
                setter.invoke(builder, setting.value());
            }
        }
        return builder;
    }

    @Test
    void eachSetterOfABuilderIsWalkedHere() {
        Set<String> setters = Stream.<Class<?>>of(MiniMaxModelBuilder.class, MiniMaxRequestSettings.class)
                .flatMap(builder -> Arrays.stream(builder.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 1 && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(setters).isEqualTo(new TreeSet<>(settings().keySet()));
    }

    @Test
    void eachSetterReachesTheWireAndNothingElseIsSent(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Fine."));
        try (MiniMaxChatModel model = withAllSettings(TestModels.chat(server)).build();
                MiniMaxStreamingChatModel streaming =
                        withAllSettings(TestModels.streaming(server)).build()) {
            model.chat("Hi");
            assertThat(server.takeRequest().json()).isEqualTo(expectedBody(false));
            model.chatAsync("Hi").get();
            assertThat(server.takeRequest().json()).isEqualTo(expectedBody(false));
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            handler.awaitResponse();
            assertThat(server.takeRequest().json()).isEqualTo(expectedBody(true));
        }
    }

    @Test
    void eachParameterOfARequestReachesTheWire(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel walked = withAllSettings(TestModels.chat(server)).build();
                MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .parameters(walked.defaultRequestParameters())
                    .build());
        }
        assertThat(server.takeRequest().json()).isEqualTo(expectedBody(false));
    }

    @Test
    void withoutSettingsOnlyWhatIsNeededIsSent(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.chat("Hi");
        }
        assertThat(server.takeRequest().json())
                .isEqualTo(Map.of(
                        "model",
                        "MiniMax-M3",
                        "reasoning_split",
                        true,
                        "messages",
                        List.of(Map.of("role", "user", "content", "Hi"))));
    }

    @Test
    void theRequestWinsOverSettersAndSettersOverFurtherDefaults(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .temperature(0.5)
                .topP(0.5)
                .defaultRequestParameters(MiniMaxChatRequestParameters.builder()
                        .temperature(0.1)
                        .topP(0.1)
                        .maxOutputTokens(11)
                        .seed(7L)
                        .build())
                .build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .temperature(0.75)
                    .build());
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.at("temperature")).isEqualTo(0.75);
        assertThat(request.at("top_p")).isEqualTo(0.5);
        assertThat(request.at("max_completion_tokens")).isEqualTo(11);
        assertThat(request.at("seed")).isEqualTo(7);
    }

    @Test
    void aRequestThatSkipsTheDefaultsIsMappedToo(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.doChat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .modelName("other")
                    .build());
            assertThat(server.takeRequest().model()).isEqualTo("other");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.doChat(ask("Hi")))
                    .withMessageContaining("model");
        }
    }

    @ParameterizedTest
    @EnumSource(TargetProfile.class)
    @Tag("B28")
    void theOutputLimitGoesUnderTheNameThatTheTargetKnows(TargetProfile profile, MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).profile(profile).maxOutputTokens(99).build()) {
            model.chat("Hi");
        }
        RecordedRequest request = server.takeRequest();
        boolean minimax = profile == TargetProfile.MINIMAX;
        assertThat(request.at("max_completion_tokens")).isEqualTo(minimax ? 99 : null);
        assertThat(request.at("max_tokens")).isEqualTo(minimax ? null : 99);
    }

    @ParameterizedTest
    @EnumSource(ToolChoice.class)
    @Tag("B26")
    @Tag("Q12")
    void theToolChoiceIsSentAsAsked(ToolChoice choice, MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .toolSpecifications(TestModels.WEATHER)
                    .toolChoice(choice)
                    .build());
        }
        assertThat(server.takeRequest().at("tool_choice"))
                .isEqualTo(choice.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    @Tag("Q12")
    void aToolThatIsNamedIsTheChoiceUntilTheRequestSaysOtherwise(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Fine."));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Hi"))
                .toolSpecifications(TestModels.WEATHER)
                .build();
        try (MiniMaxChatModel model = TestModels.chat(server)
                .toolChoice(ToolChoice.AUTO)
                .toolChoiceName("get_weather")
                .build()) {
            model.chat(request);
            assertThat(server.takeRequest().at("tool_choice"))
                    .isEqualTo(Map.of("type", "function", "function", Map.of("name", "get_weather")));
            model.chat(request.toBuilder().toolChoice(ToolChoice.NONE).build());
            assertThat(server.takeRequest().at("tool_choice")).isEqualTo("none");
        }
    }

    @Test
    void aNamedToolThatTheRequestDoesNotOfferIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        try (MiniMaxChatModel model =
                TestModels.chat(server).toolChoiceName("other").build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat("Hi"))
                    .withMessageContaining("toolChoiceName is 'other'")
                    .withMessageContaining("no tools");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(ChatRequest.builder()
                            .messages(UserMessage.from("Hi"))
                            .toolSpecifications(TestModels.WEATHER)
                            .build()))
                    .withMessageContaining("get_weather");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void streamOptionsHoldForStreamsOnlyAndWinOverTheProfile(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Fine."));
        StreamOptions none = new StreamOptions(false);
        try (MiniMaxChatModel model =
                        TestModels.chat(server).streamOptions(none).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).streamOptions(none).build()) {
            model.chat("Hi");
            assertThat(server.takeRequest().has("stream_options")).isFalse();
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            handler.awaitResponse();
            assertThat(server.takeRequest().at("stream_options")).isEqualTo(Map.of("include_usage", false));
        }
    }

    @Test
    @Tag("B18")
    @Tag("Q14")
    void aToolWithoutParametersGetsAnObjectSchemaAndNoToolsMeansNoField(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."), Reply.text("Fine."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).toolSpecifications(List.of()).build()) {
            model.chat("Hi");
            assertThat(server.takeRequest().has("tools")).isFalse();
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .toolSpecifications(
                            ToolSpecification.builder().name("get_time").build())
                    .build());
        }
        assertThat(server.takeRequest().at("tools[0].function"))
                .isEqualTo(Map.of("name", "get_time", "parameters", Map.of("type", "object", "properties", Map.of())));
    }

    @Test
    void strictIsSentWhereTheModelOrTheToolAsksForIt(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        ToolSpecification optional = ToolSpecification.builder()
                .name("optional")
                .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                .build();
        ToolSpecification lax = TestModels.WEATHER.toBuilder().strict(false).build();
        try (MiniMaxChatModel model = TestModels.chat(server).strictTools(true).build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .toolSpecifications(optional, lax)
                    .build());
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.at("tools[0].function"))
                .isEqualTo(Map.of(
                        "name",
                        "optional",
                        "strict",
                        true,
                        "parameters",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("city", Map.of("type", List.of("string", "null"))),
                                "required",
                                List.of("city"),
                                "additionalProperties",
                                false)));
        assertThat(request.at("tools[1]")).isEqualTo(WEATHER_ON_THE_WIRE);
    }

    @Test
    void topKIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        ChatRequestParameters topK = ChatRequestParameters.builder().topK(5).build();
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Hi"))
                .parameters(topK)
                .build();
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            assertThatThrownBy(() -> model.chat(request))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("topK")
                    .hasMessageContaining("not support");
            RecordingHandler handler = new RecordingHandler();
            assertThatThrownBy(() -> streaming.chat(request, handler))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class);
            assertThat(handler.events).isEmpty();
        }
        assertThatThrownBy(() ->
                        TestModels.chat(server).defaultRequestParameters(topK).build())
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("topK");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = TargetProfile.class, mode = EnumSource.Mode.EXCLUDE, names = "MINIMAX")
    @Tag("Q42")
    void topKGoesToServersOtherThanMiniMax(TargetProfile profile, MiniMaxServer server) {
        server.when(any -> true, Reply.text("Fine."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).profile(profile).topK(40).build()) {
            model.chat("Hi");
            assertThat(server.takeRequest().at("top_k")).isEqualTo(40);
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .parameters(ChatRequestParameters.builder().topK(-1).build())
                    .build());
            assertThat(server.takeRequest().at("top_k")).isEqualTo(-1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TestModels.chat(server).profile(profile).topK(0).build())
                .withMessageStartingWith("topK (top_k in the request) is 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 2.01, Double.NaN})
    @Tag("B27")
    void aTemperatureOutOfRangeIsRefusedWhenTheModelIsBuilt(double temperature, MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TestModels.chat(server).temperature(temperature).build())
                .withMessageContaining("temperature")
                .withMessageContaining("0 to 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1, 1.5, 2})
    @Tag("B27")
    void aTemperatureWithinTheRangeIsSentAsItIs(double temperature, MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).temperature(temperature).build()) {
            model.chat("Hi");
        }
        assertThat(((Number) server.takeRequest().at("temperature")).doubleValue())
                .isEqualTo(temperature);
    }

    @Test
    void otherValuesOutOfRangeAreRefusedByTheirSettersWhenTheModelIsBuilt(MiniMaxServer server) {
        Map<String, Runnable> wrong = Map.of(
                "topP", () -> TestModels.chat(server).topP(1.1).build(),
                "imageMaxLongSidePixel",
                        () -> TestModels.chat(server).imageMaxLongSidePixel(0).build(),
                "videoFps", () -> TestModels.chat(server).videoFps(0.1).build(),
                "videoMaxLongSidePixel",
                        () -> TestModels.chat(server).videoMaxLongSidePixel(-1).build(),
                "maxOutputTokens",
                        () -> TestModels.streaming(server).maxOutputTokens(0).build(),
                "stopSequences",
                        () -> TestModels.streaming(server)
                                .stopSequences(List.of("a", "b", "c", "d", "e"))
                                .build(),
                "presencePenalty",
                        () -> TestModels.chat(server).presencePenalty(3.0).build(),
                "frequencyPenalty",
                        () -> TestModels.chat(server).frequencyPenalty(-3.0).build());
        wrong.forEach((setter, build) ->
                assertThatIllegalArgumentException().isThrownBy(build::run).withMessageStartingWith(setter + " ("));
    }

    @Test
    void aCustomParameterMayNotRepeatAField(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .customParameters(Map.of("temperature", 1))
                        .build())
                .withMessageContaining("customParameters")
                .withMessageContaining("temperature");
        MiniMaxChatRequestParameters stream = MiniMaxChatRequestParameters.builder()
                .customParameters(Map.of("stream", true))
                .build();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingHandler handler = new RecordingHandler();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(
                            ChatRequest.builder()
                                    .messages(UserMessage.from("Hi"))
                                    .parameters(stream)
                                    .build(),
                            handler))
                    .withMessageContaining("customParameters")
                    .withMessageContaining("stream");
            assertThat(handler.events).isEmpty();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCustomParameterThatIsNoJsonIsRefusedWhenTheModelIsBuilt(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .customParameters(Map.of("odd", new Object()))
                        .build())
                .withMessageContaining("customParameters")
                .withMessageContaining("odd");
    }

    @Test
    void aSchemaThatIsNoJsonIsRefusedByTheNameOfWhatHoldsItBeforeAnythingIsSent(MiniMaxServer server) {
        ToolSpecification broken = ToolSpecification.builder()
                .name("search")
                .parameters(JsonObjectSchema.builder()
                        .addProperty("filter", JsonRawSchema.from("{\"type\":"))
                        .build())
                .build();
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .rootElement(JsonRawSchema.from("no json"))
                        .build())
                .build();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(ChatRequest.builder()
                            .messages(UserMessage.from("Hi"))
                            .toolSpecifications(broken)
                            .build()))
                    .withMessageContaining("tool 'search'")
                    .withMessageContaining("JSON");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(ChatRequest.builder()
                            .messages(UserMessage.from("Hi"))
                            .responseFormat(format)
                            .build()))
                    .withMessageContaining("responseFormat")
                    .withMessageContaining("JSON");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void customParametersOfARequestAreJoinedWithThoseOfTheModel(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).customParameters(Map.of("a", 1, "b", 1)).build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .parameters(MiniMaxChatRequestParameters.builder()
                            .customParameters(Map.of("b", 2, "c", 2))
                            .build())
                    .build());
        }
        assertThat(server.lastRequest().at("a")).isEqualTo(1);
        assertThat(server.lastRequest().at("b")).isEqualTo(2);
        assertThat(server.lastRequest().at("c")).isEqualTo(2);
    }

    @Test
    void theModelSaysWhatItIs(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .build();
                MiniMaxStreamingChatModel plain = TestModels.streaming(server)
                        .modelName(MiniMaxChatModelName.MINIMAX_M3_1_FLASH)
                        .build()) {
            assertThat(model.provider()).isEqualTo(ModelProvider.OTHER);
            assertThat(plain.provider()).isEqualTo(ModelProvider.OTHER);
            assertThat(model.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(plain.supportedCapabilities()).isEmpty();
            assertThat(plain.defaultRequestParameters().modelName()).isEqualTo("MiniMax-M3.1-Flash");
            assertThat(plain.listeners()).isEmpty();
        }
    }
}
