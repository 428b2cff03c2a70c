package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.internal.Json;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.output.OutputParsingException;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AI Services that return what LangChain4j has a schema for, from models that obey no schema but read their prompt. */
@Tag("B30")
@ExtendWith(MiniMaxServerExtension.class)
class JsonSchemaInPromptTest {

    record Leg(String from, String to) {}

    record Trip(String name, List<Leg> legs, String note, Cabin cabin) {}

    enum Cabin {
        ECONOMY,
        BUSINESS
    }

    sealed interface Vehicle permits Train, Plane {}

    record Train(int cars) implements Vehicle {}

    record Plane(String maker) implements Vehicle {}

    interface Extractor {
        Trip trip(String text);

        List<Leg> legs(String text);

        Set<Leg> setOfLegs(String text);

        List<Cabin> cabins(String text);

        Cabin cabin(String text);

        List<String> names(String text);

        Vehicle vehicle(String text);

        List<Vehicle> vehicles(String text);

        int number(String text);

        Double price(String text);

        boolean yes(String text);

        Result<List<Leg>> legsWithUsage(String text);

        List<Folder> folders(String text);

        List<Integer> numbers(String text);

        Numbers numbersInARecord(String text);
    }

    record Folder(String name, List<Folder> folders) {}

    record Numbers(List<Integer> values) {}

    private static final Leg OUT = new Leg("Lisbon", "Oslo");
    private static final Leg BACK = new Leg("Oslo", "Lisbon");
    private static final String LEGS = "[{\"from\":\"Lisbon\",\"to\":\"Oslo\"},{\"from\":\"Oslo\",\"to\":\"Lisbon\"}]";

    private enum Case {
        RECORD(
                Extractor::trip,
                "{\"name\":\"North\",\"legs\":" + LEGS + ",\"cabin\":\"ECONOMY\"}",
                new Trip("North", List.of(OUT, BACK), null, Cabin.ECONOMY),
                "legs"),
        LIST(Extractor::legs, "{\"values\":" + LEGS + "}", List.of(OUT, BACK), "from"),
        BARE_LIST(Extractor::legs, LEGS, List.of(OUT, BACK), "from"),
        SET(Extractor::setOfLegs, "{\"values\":" + LEGS + "}", Set.of(OUT, BACK), "from"),
        ENUMS(
                Extractor::cabins,
                "{\"values\":[\"ECONOMY\",\"BUSINESS\"]}",
                List.of(Cabin.ECONOMY, Cabin.BUSINESS),
                "BUSINESS"),
        ENUM(Extractor::cabin, "{\"value\":\"BUSINESS\"}", Cabin.BUSINESS, "BUSINESS"),
        TEXTS(Extractor::names, "{\"values\":[\"Ada\",\"Bo\"]}", List.of("Ada", "Bo"), "values"),
        ONE_OF_SEVERAL_TYPES(Extractor::vehicle, "{\"value\":{\"type\":\"Train\",\"cars\":4}}", new Train(4), "anyOf"),
        SEVERAL_TYPES(
                Extractor::vehicles,
                "{\"values\":[{\"type\":\"Train\",\"cars\":4},{\"type\":\"Plane\",\"maker\":\"Airbus\"}]}",
                List.of(new Train(4), new Plane("Airbus")),
                "anyOf"),
        INT(Extractor::number, "{\"value\":7}", 7, "integer"),
        WRAPPED_NUMBER(Extractor::price, "{\"value\":7.5}", 7.5, "number"),
        BOOLEAN(Extractor::yes, "{\"value\":true}", true, "boolean");

        private final BiFunction<Extractor, String, Object> method;
        private final String json;
        private final Object expected;
        private final String schemaHolds;

        Case(BiFunction<Extractor, String, Object> method, String json, Object expected, String schemaHolds) {
            this.method = method;
            this.json = json;
            this.expected = expected;
            this.schemaHolds = schemaHolds;
        }
    }

    private static Extractor extractor(ChatModel model) {
        return AiServices.create(Extractor.class, model);
    }

    private static MiniMaxChatModelBuilder builder(MiniMaxServer server) {
        return TestModels.chat(server).jsonSchemaInPrompt(true);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void anAiServiceReturnsWhatItsMethodSays(Case what, MiniMaxServer server) {
        server.enqueue(Reply.thinking("Extract.").text("```json\n" + what.json + "\n```"));
        try (MiniMaxChatModel model = builder(server).build()) {
            assertThat(what.method.apply(extractor(model), "The text.")).isEqualTo(what.expected);
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.at("response_format")).isEqualTo(Map.of("type", "json_object"));
        assertThat(request.systemText()).contains("JSON Schema").contains("\"" + what.schemaHolds + "\"");
        // the schema says all: LangChain4j's own description of the format would only contradict it
        assertThat(request.lastUserText()).isEqualTo("The text.");
    }

    private static void collectReferences(Object schema, Set<String> references) {
        if (schema instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("$ref")) {
                    references.add((String) value);
                }
                collectReferences(value, references);
            });
        } else if (schema instanceof List<?> list) {
            list.forEach(item -> collectReferences(item, references));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSchemaThatRefersToItselfHasItsDefinitionsWhereTheReferencesPoint(boolean inPrompt, MiniMaxServer server) {
        server.enqueue(Reply.text("{\"values\":[{\"name\":\"a\",\"folders\":[{\"name\":\"b\",\"folders\":[]}]}]}"));
        MiniMaxChatModelBuilder builder = builder(server)
                .jsonSchemaInPrompt(inPrompt)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        try (MiniMaxChatModel model = builder.build()) {
            assertThat(extractor(model).folders("The text."))
                    .containsExactly(new Folder("a", List.of(new Folder("b", List.of()))));
        }
        RecordedRequest request = server.takeRequest();
        String system = request.systemText();
        Map<?, ?> schema = inPrompt
                ? Json.fromJson(system.substring(system.indexOf('{')), Map.class)
                : (Map<?, ?>) request.at("response_format.json_schema.schema");
        Set<String> references = new HashSet<>();
        collectReferences(schema, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference)
                        .startsWith("#/$defs/")
                        .satisfies(path -> assertThat((Map<?, ?>) schema.get("$defs"))
                                .extracting(
                                        definitions -> (Object) definitions.get(path.substring("#/$defs/".length())))
                                .isInstanceOf(Map.class)));
        assertThat(Json.toJson(schema).split("\\$defs\"", -1)).hasSize(2);
    }

    @Test
    void listsOfNumbersNeedARecordAroundThemBecauseLangChain4jCannotReadWhatItAsksFor(MiniMaxServer server) {
        server.enqueue(Reply.text("{\"values\":[{\"value\":1},{\"value\":2}]}"), Reply.text("{\"values\":[1,2]}"));
        try (MiniMaxChatModel model = builder(server).build()) {
            assertThatThrownBy(() -> extractor(model).numbers("The text.")).isInstanceOf(RuntimeException.class);
            assertThat(extractor(model).numbersInARecord("The text.")).isEqualTo(new Numbers(List.of(1, 2)));
        }
    }

    @Test
    void aListOfRecordsComesWithItsUsage(MiniMaxServer server) {
        server.enqueue(Reply.text("{\"values\":" + LEGS + "}").usage(30, 12));
        try (MiniMaxChatModel model = builder(server).build()) {
            Result<List<Leg>> result = extractor(model).legsWithUsage("The text.");
            assertThat(result.content()).containsExactly(OUT, BACK);
            assertThat(result.tokenUsage().totalTokenCount()).isEqualTo(42);
        }
    }

    static class Timetable {
        @Tool("Legs of a trip")
        String legsOf(String trip) {
            return "Lisbon to Oslo and back";
        }
    }

    @Test
    void toolsAndSchemaGoTogether(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("legsOf", "{\"trip\":\"North\"}"), Reply.text("{\"values\":" + LEGS + "}"));
        try (MiniMaxChatModel model = builder(server).build()) {
            Extractor extractor = AiServices.builder(Extractor.class)
                    .chatModel(model)
                    .tools(new Timetable())
                    .build();
            assertThat(extractor.legs("The trip North.")).containsExactly(OUT, BACK);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(server.takeRequest().systemText()).contains("JSON Schema", "\"from\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I am sorry, I cannot.", "{\"values\":\"none\"}", "[{\"from\":{\"city\":\"Lisbon\"}}]", "{}"})
    void aWrongResponseIsOneErrorThatShowsIt(String answer, MiniMaxServer server) {
        server.enqueue(Reply.text(answer));
        try (MiniMaxChatModel model = builder(server).build()) {
            assertThatThrownBy(() -> extractor(model).legs("The text."))
                    .isInstanceOf(OutputParsingException.class)
                    .hasMessageContaining("Leg");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aResponseThatWasCutIsOneError(MiniMaxServer server) {
        server.enqueue(Reply.text("{\"values\":[{\"from\":\"Lisbon\",")
                .finishReason("length")
                .usage(20, 9));
        try (MiniMaxChatModel model = builder(server).build()) {
            assertThatThrownBy(() -> extractor(model).legs("The text."))
                    .hasMessageContaining("Unexpected end-of-input");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theModelDeclaresSchemasOnlyWithTheSetting(MiniMaxServer server) {
        try (MiniMaxChatModel with = builder(server).build();
                MiniMaxChatModel byDefaults = TestModels.chat(server)
                        .defaultRequestParameters(MiniMaxChatRequestParameters.builder()
                                .jsonSchemaInPrompt(true)
                                .build())
                        .build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).jsonSchemaInPrompt(true).build();
                MiniMaxChatModel without =
                        TestModels.chat(server).jsonSchemaInPrompt(false).build()) {
            assertThat(with.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(byDefaults.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(streaming.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(without.supportedCapabilities()).isEmpty();
        }
    }

    private static ChatRequest withSchema(Boolean inPrompt) {
        return ChatRequest.builder()
                .messages(UserMessage.from("The text."))
                .parameters(MiniMaxChatRequestParameters.builder()
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(JsonSchema.builder()
                                        .name("Leg")
                                        .rootElement(JsonObjectSchema.builder()
                                                .addStringProperty("from")
                                                .build())
                                        .build())
                                .build())
                        .jsonSchemaInPrompt(inPrompt)
                        .build())
                .build();
    }

    @Test
    void aRequestMayHaveItsSchemaElsewhereThanTheModel(MiniMaxServer server) {
        server.when(request -> true, Reply.text("{}"));
        try (MiniMaxChatModel prompt = builder(server)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .build();
                MiniMaxChatModel field = TestModels.chat(server)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .build()) {
            for (MiniMaxChatModel model : List.of(prompt, field)) {
                model.chat(withSchema(null));
                assertThat(server.takeRequest().at("response_format.type"))
                        .isEqualTo(model == prompt ? "json_object" : "json_schema");
                model.chat(withSchema(true));
                assertThat(server.takeRequest().at("response_format.type")).isEqualTo("json_object");
                model.chat(withSchema(false));
                assertThat(server.takeRequest().at("response_format.type")).isEqualTo("json_schema");
            }
        }
    }

    @Test
    void aStreamHasTheSchemaInItsPromptAndNoFence(MiniMaxServer server) {
        server.enqueue(Reply.text("```json\n{\"from\":\"Lisbon\"}\n```").streamed(stream -> stream.chunkSize(2)));
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).jsonSchemaInPrompt(true).build()) {
            RecordingHandler handler = new RecordingHandler();
            model.chat(withSchema(null), handler);
            assertThat(handler.awaitResponse().aiMessage().text().strip())
                    .isEqualTo("{\"from\":\"Lisbon\"}")
                    .isEqualTo(handler.text().strip());
        }
        assertThat(server.takeRequest().systemText()).contains("\"from\"");
    }
}
