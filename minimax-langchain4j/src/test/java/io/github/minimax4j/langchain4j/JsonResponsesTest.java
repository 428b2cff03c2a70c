package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.service.AiServices;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B30")
@ExtendWith(MiniMaxServerExtension.class)
class JsonResponsesTest {
    private static final JsonObjectSchema PERSON = JsonObjectSchema.builder()
            .addStringProperty("name")
            .addIntegerProperty("age")
            .required("name", "age")
            .build();
    private static final Map<String, Object> PERSON_ON_THE_WIRE = Map.of(
            "type",
            "object",
            "properties",
            Map.of("name", Map.of("type", "string"), "age", Map.of("type", "integer")),
            "required",
            List.of("name", "age"));

    private static ResponseFormat schema(JsonSchemaElement root) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder().name("Person").rootElement(root).build())
                .build();
    }

    private static RecordedRequest sent(MiniMaxServer server, MiniMaxChatModelBuilder builder) {
        server.enqueue(Reply.text("{}"));
        try (MiniMaxChatModel model = builder.build()) {
            model.chat(ask(SystemMessage.from("Extract."), UserMessage.from("Ada is 36.")));
        }
        return server.takeRequest();
    }

    @Test
    void aSchemaWithoutATypeWhereOneIsNamedIsRefused(MiniMaxServer server) {
        for (boolean inPrompt : new boolean[] {false, true}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TestModels.chat(server)
                            .jsonSchemaInPrompt(inPrompt)
                            .responseFormat(schema(JsonRawSchema.from("{\"type\":null}")))
                            .build())
                    .withMessageContaining("schema of responseFormat has null as its type");
        }
    }

    @ParameterizedTest
    @EnumSource(TargetProfile.class)
    void jsonIsAskedForByFieldAndPrompt(TargetProfile profile, MiniMaxServer server) {
        RecordedRequest request =
                sent(server, TestModels.chat(server).profile(profile).responseFormat(ResponseFormat.JSON));
        assertThat(request.at("response_format")).isEqualTo(Map.of("type", "json_object"));
        assertThat(request.systemText()).startsWith("Extract.\n\n").contains("JSON object", "no Markdown");
        assertThat(request.messages()).hasSize(2);
        assertThat(request.lastUserText()).isEqualTo("Ada is 36.");
    }

    @Test
    void aSchemaGoesIntoThePromptByDefault(MiniMaxServer server) {
        RecordedRequest request = sent(server, TestModels.chat(server).responseFormat(schema(PERSON)));
        assertThat(request.at("response_format")).isEqualTo(Map.of("type", "json_object"));
        assertThat(request.systemText().replaceAll("\\s", ""))
                .contains("JSONSchema")
                .contains("\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}}");
    }

    @Test
    void aSchemaOfAListIsNotContradictedByTheField(MiniMaxServer server) {
        RecordedRequest request = sent(
                server,
                TestModels.chat(server)
                        .responseFormat(schema(JsonArraySchema.builder()
                                .items(new JsonStringSchema())
                                .build())));
        assertThat(request.has("response_format")).isFalse();
        assertThat(request.systemText().replaceAll("\\s", "")).contains("\"type\":\"array\"");
    }

    @Test
    void aSchemaIsSentAsSuchWhereTheModelIsReliedOn(MiniMaxServer server) {
        RecordedRequest request = sent(
                server,
                TestModels.chat(server)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .responseFormat(schema(PERSON)));
        assertThat(request.at("response_format"))
                .isEqualTo(Map.of(
                        "type", "json_schema", "json_schema", Map.of("name", "Person", "schema", PERSON_ON_THE_WIRE)));
        assertThat(request.systemText()).isEqualTo("Extract.");
    }

    @Test
    void strictIsSentOnlyIfAskedFor(MiniMaxServer server) {
        RecordedRequest request = sent(
                server,
                TestModels.chat(server)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .strictJsonSchema(true)
                        .responseFormat(schema(PERSON)));
        assertThat(request.at("response_format.json_schema.strict")).isEqualTo(true);
        assertThat(request.at("response_format.json_schema.schema.additionalProperties"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRawSchemaIsTakenToo(boolean reliedOn, MiniMaxServer server) {
        JsonRawSchema raw = JsonRawSchema.from("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}");
        MiniMaxChatModelBuilder builder = TestModels.chat(server).responseFormat(schema(raw));
        if (reliedOn) {
            builder.supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        }
        RecordedRequest request = sent(server, builder);
        if (reliedOn) {
            assertThat(request.at("response_format.json_schema.schema.properties.name.type"))
                    .isEqualTo("string");
        } else {
            assertThat(request.systemText().replaceAll("\\s", "")).contains("{\"name\":{\"type\":\"string\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Ada\",\"age\":36}",
                "```json\n{\"name\":\"Ada\",\"age\":36}\n```",
                "\n\n```\n{\"name\":\"Ada\",\"age\":36}\n```\n"
            })
    void theResponseIsBareJsonAtOnceAndStreamed(String answer, MiniMaxServer server) {
        Reply reply = Reply.thinking("Extract.").text(answer).streamed(stream -> stream.chunkSize(3));
        server.enqueue(reply, reply);
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Ada is 36."))
                .responseFormat(ResponseFormat.JSON)
                .build();
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            assertThat(model.chat(request).aiMessage().text().strip()).isEqualTo("{\"name\":\"Ada\",\"age\":36}");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(request, handler);
            assertThat(handler.awaitResponse().aiMessage().text())
                    .isEqualTo(handler.text())
                    .contains("{\"name\":\"Ada\",\"age\":36}")
                    .doesNotContain("`");
        }
    }

    @Test
    void aResponseThatWasNotToBeJsonKeepsItsFence(MiniMaxServer server) {
        server.enqueue(Reply.text("```json\n{}\n```"), Reply.text("```json\n{}\n```"));
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            assertThat(model.chat("Show JSON.")).isEqualTo("```json\n{}\n```");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Show JSON.", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("```json\n{}\n```");
        }
    }

    record Person(String name, int age) {}

    interface Extractor {
        Person extract(String text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Ada\",\"age\":36}",
                "```json\n{\"name\":\"Ada\",\"age\":36}\n```",
                "<think>\nExtract.\n</think>\n```json\n{\"name\":\"Ada\",\"age\":36}\n```",
                "Here you are:\n```json\n{\"name\":\"Ada\",\"age\":36}\n```"
            })
    void anAiServiceReturnsARecord(String answer, MiniMaxServer server) {
        server.when(request -> true, Reply.text(answer));
        for (Capability[] capabilities :
                List.of(new Capability[0], new Capability[] {Capability.RESPONSE_FORMAT_JSON_SCHEMA})) {
            try (MiniMaxChatModel model = TestModels.chat(server)
                    .responseFormat(ResponseFormat.JSON)
                    .supportedCapabilities(capabilities)
                    .build()) {
                Extractor extractor = AiServices.create(Extractor.class, model);
                assertThat(extractor.extract("Ada is 36.")).isEqualTo(new Person("Ada", 36));
            }
            assertThat(server.takeRequest().at("response_format.type"))
                    .isEqualTo(capabilities.length == 0 ? "json_object" : "json_schema");
        }
    }
}
