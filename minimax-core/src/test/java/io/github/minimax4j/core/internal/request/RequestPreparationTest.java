package io.github.minimax4j.core.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request looks like on the wire, and which requests never get there. */
class RequestPreparationTest {

    private static Message calls(String... ids) {
        List<ToolCall> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(new ToolCall(id, "tool", "{}"));
        }
        return Message.builder(Role.ASSISTANT).toolCalls(calls).build();
    }

    private static String json(TargetProfile profile, Message... messages) {
        return Json.write(RequestPreparation.prepare(
                        ChatCompletionRequest.builder()
                                .model("m")
                                .messages(messages)
                                .reasoningSplit(false)
                                .build(),
                        profile,
                        false,
                        true,
                        false,
                        Map.of()))
                .replace("{\"model\":\"m\",\"messages\":", "")
                .replace(",\"reasoning_split\":false}", "");
    }

    private static String json(Message... messages) {
        return json(TargetProfile.MINIMAX, messages);
    }

    @Test
    @Tag("B8")
    @Tag("Q13")
    void severalSystemMessagesBecomeOneAndThatTheFirst() {
        assertThat(json(
                        Message.user("Hi"),
                        Message.system("One."),
                        Message.assistant("Yo"),
                        Message.system("Two."),
                        Message.user("Ho")))
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"One.\\n\\nTwo.\"},{\"role\":\"user\",\"content\":\"Hi\"},"
                                + "{\"role\":\"assistant\",\"content\":\"Yo\"},{\"role\":\"user\",\"content\":\"Ho\"}]");
    }

    @Test
    @Tag("B7")
    @Tag("Q15")
    void toolResultsGoOutInTheOrderOfTheirCalls() {
        assertThat(json(Message.user("Hi"), calls("a", "b"), Message.tool("b", "2"), Message.tool("a", "1")))
                .endsWith("{\"role\":\"tool\",\"content\":\"1\",\"tool_call_id\":\"a\"},"
                        + "{\"role\":\"tool\",\"content\":\"2\",\"tool_call_id\":\"b\"}]");
    }

    @Test
    @Tag("B7")
    @Tag("Q13")
    void aSystemMessageThatMovesToTheFrontSeparatesNoResultFromItsCall() {
        assertThat(json(
                        Message.user("Hi"),
                        calls("a", "b"),
                        Message.system("One."),
                        Message.tool("b", "2"),
                        Message.system("Two."),
                        Message.tool("a", "1"),
                        Message.system("Three.")))
                .startsWith("[{\"role\":\"system\",\"content\":\"One.\\n\\nTwo.\\n\\nThree.\"},")
                .endsWith("{\"role\":\"tool\",\"content\":\"1\",\"tool_call_id\":\"a\"},"
                        + "{\"role\":\"tool\",\"content\":\"2\",\"tool_call_id\":\"b\"}]");
    }

    @Test
    @Tag("B7")
    void toolResultsThatAreMissingOrphanedDoubledOrApartAreRefusedByTheirId() {
        assertThatThrownBy(() -> json(Message.user("Hi"), calls("a", "b"), Message.tool("a", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b'");
        assertThatThrownBy(() -> json(Message.user("Hi"), Message.tool("x", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> json(calls("a"), Message.tool("a", "1"), Message.tool("a", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> json(calls("a"), Message.assistant("wait"), Message.tool("a", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> json(calls("a"), Message.tool("a", "1"), Message.tool("z", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'z'");
    }

    @Test
    @Tag("B29")
    @Tag("Q16")
    void nothingEmptyGoesOut() {
        assertThat(json(Message.user("Hi"), calls("a"), Message.tool("a", "")))
                .contains("{\"role\":\"assistant\",\"tool_calls\"")
                .contains("\"content\":\"(empty)\",\"tool_call_id\":\"a\"");
        assertThatThrownBy(() -> json(Message.user("  ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages[0]");
    }

    @Test
    @Tag("B19")
    void malformedArgumentsOfAnEarlierTurnGoOutAsValidJson() {
        Message call = Message.builder(Role.ASSISTANT)
                .toolCalls(List.of(
                        new ToolCall("a", "t", "{\"broken\": "),
                        new ToolCall("b", "t", ""),
                        new ToolCall("c", "t", "[1]"),
                        new ToolCall("d", "t", "{\"fine\": 1}")))
                .build();

        assertThat(json(
                        call,
                        Message.tool("a", "1"),
                        Message.tool("b", "1"),
                        Message.tool("c", "1"),
                        Message.tool("d", "1")))
                .contains("\"arguments\":\"{\\\"malformed_arguments\\\":\\\"{\\\\\\\"broken\\\\\\\": \\\"}\"")
                .contains("\"arguments\":\"{}\"")
                .contains("\"arguments\":\"{\\\"malformed_arguments\\\":\\\"[1]\\\"}\"")
                .contains("\"arguments\":\"{\\\"fine\\\": 1}\"");
    }

    @Test
    @Tag("B28")
    void theOutputLimitGoesOutUnderTheNameThatTheTargetKnows() {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("m")
                .messages(Message.user("Hi"))
                .maxCompletionTokens(7)
                .build();

        assertThat(Json.write(RequestPreparation.prepare(request, TargetProfile.MINIMAX, true, true, false, Map.of())))
                .contains("\"max_completion_tokens\":7")
                .doesNotContain("max_tokens")
                .contains("\"stream_options\":{\"include_usage\":true}")
                .contains("\"reasoning_split\":true");
        assertThat(Json.write(RequestPreparation.prepare(request, TargetProfile.GATEWAY, true, false, false, Map.of())))
                .isEqualTo(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true,\"max_tokens\":7}");
        assertThat(Json.write(
                        RequestPreparation.prepare(request, TargetProfile.SELF_HOSTED, true, true, false, Map.of())))
                .contains("\"max_tokens\":7")
                .contains("stream_options")
                .doesNotContain("reasoning_split");
    }

    @Test
    @Tag("B18")
    @Tag("Q14")
    void aToolWithoutParametersCarriesAnEmptyObjectSchemaAndNoToolsAreNoField() {
        assertThat(Json.write(new RequestBody(ChatCompletionRequest.builder()
                        .model("m")
                        .messages(Message.user("Hi"))
                        .tools(List.of(Tool.of("now", null, null)))
                        .toolChoice(ToolChoice.function("now"))
                        .build()
                        .body())))
                .endsWith("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\",\"parameters\":"
                        + "{\"type\":\"object\",\"properties\":{}}}}],"
                        + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"now\"}}}");
        assertThat(Json.write(new RequestBody(ChatCompletionRequest.builder()
                        .model("m")
                        .messages(Message.user("Hi"))
                        .tools(List.of())
                        .build()
                        .body())))
                .doesNotContain("tools");
    }

    @Test
    void everyFieldHasItsNameAndShape() {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("MiniMax-M1")
                .messages(Message.user(List.of(
                        new ContentPart.Text("What is shown?"),
                        new ContentPart.Image("data:image/png;base64,AA==", ContentPart.Detail.LOW, 1008),
                        new ContentPart.Video("mm_file://1", ContentPart.Detail.DEFAULT, 1.5, null))))
                .maxTokens(500)
                .temperature(0.7)
                .topP(0.9)
                .n(1)
                .stop(List.of("###"))
                .presencePenalty(0.1)
                .frequencyPenalty(-0.1)
                .toolChoice(ToolChoice.AUTO)
                .parallelToolCalls(true)
                .responseFormat(new ResponseFormat.JsonSchema("person", "a person", Map.of("type", "object"), null))
                .thinking(Thinking.DISABLED)
                .reasoningSplit(true)
                .reasoningEffort("low")
                .serviceTier("priority")
                .seed(42L)
                .user("u")
                .maskSensitiveInfo(false)
                .extraBody(Map.of("enable_search", true))
                .build();

        assertThat(Json.write(new RequestBody(request.body())))
                .isEqualTo("{\"model\":\"MiniMax-M1\",\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"What is shown?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\",\"detail\":\"low\","
                        + "\"max_long_side_pixel\":1008}},"
                        + "{\"type\":\"video_url\",\"video_url\":{\"url\":\"mm_file://1\",\"detail\":\"default\",\"fps\":1.5}}]}],"
                        + "\"max_tokens\":500,\"temperature\":0.7,\"top_p\":0.9,\"n\":1,\"stop\":[\"###\"],"
                        + "\"presence_penalty\":0.1,\"frequency_penalty\":-0.1,\"tool_choice\":\"auto\","
                        + "\"parallel_tool_calls\":true,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"
                        + "\"name\":\"person\",\"description\":\"a person\",\"schema\":{\"type\":\"object\"}}},"
                        + "\"thinking\":{\"type\":\"disabled\"},\"reasoning_split\":true,\"reasoning_effort\":\"low\","
                        + "\"service_tier\":\"priority\",\"seed\":42,\"user\":\"u\",\"mask_sensitive_info\":false,"
                        + "\"enable_search\":true}");
    }

    @Test
    @Tag("B2")
    void anAnswerGoesBackWithItsThinkingAsItCame() {
        Map<String, Object> detail = Map.of("type", "reasoning.text", "text", "Hmm.");
        ChatCompletion split = ChatCompletion.builder()
                .thinking("Hmm.")
                .reasoningDetails(List.of(detail))
                .toolCalls(List.of(new ToolCall("a", "t", "{}")))
                .finishReason(FinishReason.TOOL_CALLS)
                .build();
        ChatCompletion inline = ChatCompletion.builder()
                .text("Yes.")
                .thinking("Hmm.")
                .rawContent("<think>Hmm.</think>Yes.")
                .finishReason(FinishReason.STOP)
                .build();

        assertThat(split.toMessage().reasoningDetails()).containsExactly(detail);
        assertThat(split.toMessage().reasoningContent()).isNull();
        assertThat(inline.toMessage().content()).isEqualTo(new Message.Content.Text("<think>Hmm.</think>Yes."));
    }

    @Test
    @Tag("B27")
    void valuesOutOfRangeAreRefusedByTheirName() {
        ChatCompletionRequestBuilder builder =
                ChatCompletionRequest.builder().model("m").messages(Message.user("Hi"));
        for (double fine : new double[] {0, 0.01, 1, 1.5, 2}) {
            assertThat(builder.temperature(fine).build().temperature()).isEqualTo(fine);
        }
        assertThatThrownBy(() -> builder.temperature(2.1).build()).hasMessageContaining("temperature");
        assertThatThrownBy(() -> builder.temperature(Double.NaN).build()).hasMessageContaining("temperature");
        builder.temperature(1.0);
        assertThatThrownBy(() -> builder.topP(-0.1).build()).hasMessageContaining("top_p");
        builder.topP(1.0);
        assertThatThrownBy(() -> builder.presencePenalty(3.0).build()).hasMessageContaining("presence_penalty");
        builder.presencePenalty(null);
        assertThatThrownBy(() -> builder.frequencyPenalty(-3.0).build()).hasMessageContaining("frequency_penalty");
        builder.frequencyPenalty(null);
        assertThatThrownBy(() -> builder.stop(List.of("1", "2", "3", "4", "5")).build())
                .hasMessageContaining("stop");
        builder.stop(null);
        assertThatThrownBy(() -> builder.maxCompletionTokens(0).build()).hasMessageContaining("max_completion_tokens");
        assertThatThrownBy(() -> builder.maxCompletionTokens(1).maxTokens(1).build())
                .hasMessageContaining("max_tokens");
        assertThatThrownBy(() -> ChatCompletionRequest.builder()
                        .messages(Message.user("Hi"))
                        .build())
                .hasMessageContaining("model");
        assertThatThrownBy(() -> ChatCompletionRequest.builder().model("m").build())
                .hasMessageContaining("messages");
        assertThatThrownBy(() -> RequestPreparation.prepare(
                        builder.maxCompletionTokens(null)
                                .maxTokens(null)
                                .extraBody(Map.of("model", "x"))
                                .build(),
                        TargetProfile.MINIMAX,
                        false,
                        true,
                        false,
                        Map.of()))
                .hasMessageContaining("'model'");
    }

    /** A request is checked and copied when it is built; a call adds what the target needs, and nothing for what is there. */
    @Test
    @SuppressWarnings("unchecked") // it is a list of messages
    void aCallCopiesNeitherToolsNorMessagesNorFurtherFields() {
        Message question = Message.user("Hi");
        Message response = Message.assistant("Hello.");
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("m")
                .messages(Message.system("Be brief."), question, response, Message.user("And now?"))
                .tools(List.of(Tool.of("now", null, null)))
                .extraBody(Map.of("metadata", Map.of("a", List.of(1))))
                .build();

        Map<String, Object> body = RequestPreparation.prepare(
                        request,
                        TargetProfile.MINIMAX,
                        true,
                        true,
                        true,
                        Map.of("metadata", "the client's", "store", false))
                .members();

        assertThat(body.get("tools")).isSameAs(request.tools());
        assertThat(body.get("metadata")).isSameAs(request.extraBody().get("metadata"));
        assertThat(body).containsEntry("store", false);
        List<Message> sent = (List<Message>) body.get("messages");
        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i)).isSameAs(request.messages().get(i));
        }
    }

    /** Which a server makes that gives all its calls one id: with a look at each call for each result it would take minutes. */
    @Test
    @Timeout(60)
    void manyCallsWithOneIdAreMatchedInLinearWork() {
        int count = 200_000;
        String[] ids = Collections.nCopies(count, "c").toArray(String[]::new);
        List<Message> messages = new ArrayList<>(List.of(Message.user("Go."), calls(ids)));
        messages.addAll(Collections.nCopies(count, Message.tool("c", "done")));

        Map<String, Object> body = RequestPreparation.prepare(
                        ChatCompletionRequest.builder()
                                .model("m")
                                .messages(messages)
                                .build(),
                        TargetProfile.MINIMAX,
                        false,
                        true,
                        true,
                        Map.of())
                .members();

        assertThat((List<?>) body.get("messages")).hasSize(2 + count);
    }
}
