package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.ThinkingForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of every kind, as they come over HTTP, obey the schema that MiniMax publishes. */
@ExtendWith(MiniMaxServerExtension.class)
class PublishedSchemaTest {

    private static final Map<String, Object> CITY = Map.of(
            "type", "object", "properties", Map.of("city", Map.of("type", "string")), "required", List.of("city"));

    private static final List<Tool> TOOLS =
            List.of(Tool.of("get_weather", "Weather now", CITY), Tool.of("get_now", "Current time", null));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Schema schema;

    private MiniMaxClient client;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in = PublishedSchemaTest.class.getResourceAsStream("/minimax-chat-request.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        }
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    private void connect(MiniMaxServer server, TargetProfile profile, String path) {
        client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(profile)
                .apiKey("test-key")
                .chatPath(path)
                .build();
    }

    private void connect(MiniMaxServer server, TargetProfile profile) {
        connect(server, profile, "/v1/chat/completions");
    }

    private static List<Error> violations(String json) {
        return schema.validate(json, InputFormat.JSON);
    }

    /** Sends the request both ways; each must obey the schema. Returns the one that asked for the whole answer. */
    private RecordedRequest sent(MiniMaxServer server, ChatCompletionRequestBuilder request) throws IOException {
        server.enqueue(Reply.text("Fine."), Reply.text("Fine."));
        RecordingListener listener = new RecordingListener();
        client.stream(request.build(), listener);
        listener.completion();
        assertThat(violations(server.lastRequest().body())).isEmpty();
        client.chat(request.build());
        assertThat(violations(server.lastRequest().body())).isEmpty();
        return server.lastRequest();
    }

    private static void isJson(RecordedRequest request, String expected) throws IOException {
        assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree(expected));
    }

    private static ChatCompletionRequestBuilder request(String model, Message... messages) {
        return ChatCompletionRequest.builder().model(model).messages(messages);
    }

    @Test
    void aPlainQuestionToMinimax(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.MINIMAX);
        isJson(
                sent(
                        server,
                        request("MiniMax-M3", Message.system("One sentence."), Message.user("Why is snow white?"))
                                .maxCompletionTokens(2048)
                                .temperature(1.0)
                                .topP(0.95)
                                .reasoningSplit(false)
                                .thinking(Thinking.DISABLED)),
                """
                {"model": "MiniMax-M3",
                 "messages": [{"role": "system", "content": "One sentence."},
                              {"role": "user", "content": "Why is snow white?"}],
                 "max_completion_tokens": 2048, "temperature": 1.0, "top_p": 0.95,
                 "reasoning_split": false, "thinking": {"type": "disabled"}}
                """);
    }

    @Test
    @Tag("Q42")
    void everyFieldOfTheFirstGateway(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.GATEWAY);
        isJson(
                sent(
                        server,
                        request("abab5.5-chat", Message.system("Be short."), Message.user("Greet me."))
                                .maxTokens(50)
                                .temperature(0.7)
                                .topP(0.9)
                                .n(1)
                                .stop(List.of("END"))
                                .presencePenalty(0.0)
                                .frequencyPenalty(0.0)),
                """
                {"model": "abab5.5-chat",
                 "messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Greet me."}],
                 "max_tokens": 50, "temperature": 0.7, "top_p": 0.9, "n": 1, "stop": ["END"],
                 "presence_penalty": 0.0, "frequency_penalty": 0.0}
                """);
    }

    @Test
    @Tag("Q42")
    void everyFieldOfTheSecondGateway(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.GATEWAY);
        isJson(
                sent(
                        server,
                        request("MiniMax-M1", Message.user("Does it snow in Rome? As JSON."))
                                .maxTokens(500)
                                .temperature(0.7)
                                .topP(1.0)
                                .stop(List.of("###"))
                                .presencePenalty(0.0)
                                .frequencyPenalty(0.0)
                                .tools(TOOLS.subList(0, 1))
                                .toolChoice(ToolChoice.AUTO)
                                .responseFormat(ResponseFormat.JSON_OBJECT)),
                """
                {"model": "MiniMax-M1", "messages": [{"role": "user", "content": "Does it snow in Rome? As JSON."}],
                 "max_tokens": 500, "temperature": 0.7, "top_p": 1.0, "stop": ["###"],
                 "presence_penalty": 0.0, "frequency_penalty": 0.0,
                 "tools": [{"type": "function", "function": {"name": "get_weather", "description": "Weather now",
                   "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}],
                 "tool_choice": "auto", "response_format": {"type": "json_object"}}
                """);
    }

    @Test
    @Tag("B2")
    @Tag("B28")
    void bothTurnsOfARoundTripThroughTwoTools(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.MINIMAX);
        Message question = Message.user("Where is it warmer, Oslo or Rome?");
        ChatCompletionRequestBuilder first = request("MiniMax-M3", question)
                .tools(TOOLS)
                .toolChoice(ToolChoice.AUTO)
                .maxCompletionTokens(4096);
        isJson(sent(server, first), """
                {"model": "MiniMax-M3", "reasoning_split": true,
                 "messages": [{"role": "user", "content": "Where is it warmer, Oslo or Rome?"}],
                 "tools": [
                   {"type": "function", "function": {"name": "get_weather", "description": "Weather now",
                    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}},
                   {"type": "function", "function": {"name": "get_now", "description": "Current time",
                    "parameters": {"type": "object", "properties": {}}}}],
                 "tool_choice": "auto", "max_completion_tokens": 4096}
                """);

        server.enqueue(Reply.thinking("Both.")
                .thinkingAs(ThinkingForm.SPLIT)
                .toolCall("c1", "get_weather", "{\"city\": \"Oslo\"}")
                .toolCall("c2", "get_weather", "{\"city\": \"Rome\"}"));
        ChatCompletion calls = client.chat(first.build());
        RecordedRequest second = sent(
                server,
                request(
                                "MiniMax-M3",
                                question,
                                calls.toMessage(),
                                Message.tool("c1", "{\"temp_c\":4}"),
                                Message.tool("c2", "{\"temp_c\":19}"))
                        .tools(TOOLS)
                        .maxCompletionTokens(4096));
        assertThat(second.at("messages[1]")).isEqualTo(JSON.readValue("""
                {"role": "assistant",
                 "reasoning_details": [{"type": "reasoning.text", "id": "reasoning-text-1",
                   "format": "MiniMax-response-v1", "index": 0, "text": "Both."}],
                 "tool_calls": [
                   {"id": "c1", "type": "function",
                    "function": {"name": "get_weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}},
                   {"id": "c2", "type": "function",
                    "function": {"name": "get_weather", "arguments": "{\\"city\\": \\"Rome\\"}"}}]}
                """, Map.class));
        assertThat(second.toolResults()).containsExactly("{\"temp_c\":4}", "{\"temp_c\":19}");
    }

    @Test
    @Tag("B2")
    void theSecondTurnWhenTheThinkingCameInline(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.MINIMAX);
        server.enqueue(Reply.thinking("Both.").thinkingAs(ThinkingForm.INLINE).toolCall("c1", "get_now", "{}"));
        ChatCompletion calls = client.chat(
                request("MiniMax-M2.7", Message.user("Time?")).tools(TOOLS).build());

        RecordedRequest second = sent(
                server,
                request("MiniMax-M2.7", Message.user("Time?"), calls.toMessage(), Message.tool("c1", "noon"))
                        .tools(TOOLS));

        assertThat((String) second.at("messages[1].content")).startsWith("<think>\nBoth.\n</think>\n");
    }

    @Test
    @Tag("Q33")
    void imagesAndVideos(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.MINIMAX);
        isJson(
                sent(
                        server,
                        request(
                                        "MiniMax-M3",
                                        Message.user(List.of(
                                                new ContentPart.Text("What is it?"),
                                                new ContentPart.Image(
                                                        "data:image/png;base64,iVBORw0KGgo=",
                                                        ContentPart.Detail.LOW,
                                                        1008),
                                                new ContentPart.Video(
                                                        "mm_file://4711", ContentPart.Detail.DEFAULT, 1.0, null))))
                                .serviceTier("priority")
                                .maxCompletionTokens(1024)),
                """
                {"model": "MiniMax-M3", "service_tier": "priority", "reasoning_split": true,
                 "messages": [{"role": "user", "content": [
                   {"type": "text", "text": "What is it?"},
                   {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo=",
                     "detail": "low", "max_long_side_pixel": 1008}},
                   {"type": "video_url", "video_url": {"url": "mm_file://4711", "detail": "default", "fps": 1.0}}]}],
                 "max_completion_tokens": 1024}
                """);
    }

    @Test
    @Tag("B30")
    void aJsonSchemaOnTheNativePath(MiniMaxServer server) throws IOException {
        connect(server, TargetProfile.GATEWAY, "/v1/text/chatcompletion_v2");
        Map<String, Object> person = Map.of(
                "type",
                "object",
                "properties",
                Map.of("name", Map.of("type", "string"), "age", Map.of("type", "integer")),
                "required",
                List.of("name", "age"));

        RecordedRequest sent = sent(
                server,
                request(
                                "MiniMax-Text-01",
                                named(Role.SYSTEM, "helper", "Find the person."),
                                named(Role.USER, "caller", "Bo is 7."))
                        .temperature(0.1)
                        .maskSensitiveInfo(false)
                        .responseFormat(new ResponseFormat.JsonSchema("person", "a person", person, null)));

        assertThat(sent.path()).isEqualTo("/v1/text/chatcompletion_v2");
        isJson(sent, """
                {"model": "MiniMax-Text-01",
                 "messages": [{"role": "system", "name": "helper", "content": "Find the person."},
                              {"role": "user", "name": "caller", "content": "Bo is 7."}],
                 "temperature": 0.1, "mask_sensitive_info": false,
                 "response_format": {"type": "json_schema", "json_schema": {"name": "person", "description": "a person",
                   "schema": {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
                     "required": ["name", "age"]}}}}
                """);
    }

    private static Message named(Role role, String name, String text) {
        return Message.builder(role).content(text).name(name).build();
    }

    private static final String VALID = "{'model': 'm', 'messages': [{'role': 'user', 'content': 'Hi'}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'model': 'm'| 'model': 7",
                "'model': 'm', | ''",
                "'role': 'user'| 'role': 'developer'",
                "'role': 'user', | ''",
                "'content': 'Hi'| 'content': null",
                "'content': 'Hi'| 'content': {'type': 'text'}",
                "'content': 'Hi'| 'content': [{'text': 'Hi'}]",
                "'content': 'Hi'| 'content': [{'type': 'audio'}]",
                "'content': 'Hi'| 'content': [{'type': 'image_url', 'image_url': {}}]",
                "'content': 'Hi'| 'content': [{'type': 'image_url', 'image_url': {'url': 'u', 'detail': 'auto'}}]",
                "'content': 'Hi'| 'content': [{'type': 'video_url', 'video_url': {'url': 'u', 'fps': 6}}]",
                "'content': 'Hi'| 'tool_calls': [{'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}]",
                "'content': 'Hi'| 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'f', 'arguments': {}}}]",
                "'model': 'm'| 'model': 'm', 'thinking': true",
                "'model': 'm'| 'model': 'm', 'thinking': {'type': 'enabled'}",
                "'model': 'm'| 'model': 'm', 'reasoning_split': 1",
                "'model': 'm'| 'model': 'm', 'temperature': 2.5",
                "'model': 'm'| 'model': 'm', 'top_p': -0.1",
                "'model': 'm'| 'model': 'm', 'max_completion_tokens': 0",
                "'model': 'm'| 'model': 'm', 'max_tokens': 1.5",
                "'model': 'm'| 'model': 'm', 'stream': 'true'",
                "'model': 'm'| 'model': 'm', 'stream_options': {'include_usage': 'yes'}",
                "'model': 'm'| 'model': 'm', 'service_tier': 'gold'",
                "'model': 'm'| 'model': 'm', 'tools': [{'type': 'function', 'function': {'name': 'f'}}]",
                "'model': 'm'| 'model': 'm', 'tools': [{'type': 'web_search', 'function': {'name': 'f', 'parameters': {}}}]",
            })
    void theSchemaRefusesWhatIsWrong(String part, String wrong) {
        assertThat(violations(VALID.replace('\'', '"'))).isEmpty();
        String broken = VALID.replace(part, wrong.equals("''") ? "" : wrong).replace('\'', '"');

        assertThat(broken).isNotEqualTo(VALID.replace('\'', '"'));
        assertThat(violations(broken)).as(broken).isNotEmpty();
    }
}
