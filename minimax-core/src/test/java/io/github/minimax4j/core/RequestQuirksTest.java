package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.ThinkingForm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MiniMax is picky about in requests, as it goes over the wire, or as it is refused before anything does. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class RequestQuirksTest {

    private static final Tool WEATHER = Tool.of(
            "get_weather",
            "Weather now",
            Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string"))));

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = client(server, TargetProfile.MINIMAX);
    }

    private static MiniMaxClient client(MiniMaxServer server, TargetProfile profile) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(profile)
                .apiKey("test-key")
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static ChatCompletionRequestBuilder request(Message... messages) {
        return ChatCompletionRequest.builder().model("MiniMax-M3").messages(messages);
    }

    private RecordedRequest sent(MiniMaxServer server, ChatCompletionRequestBuilder request) {
        server.enqueue(Reply.text("Fine."));
        client.chat(request.build());
        return server.lastRequest();
    }

    @Test
    @Tag("B2")
    void thinkingThatCameApartGoesBackItemByItemBesideItsCalls(MiniMaxServer server) {
        String answer =
                "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"reasoning_content\":\"Both cities.\",\"reasoning_details\":["
                        + "{\"type\":\"reasoning.text\",\"id\":\"reasoning-text-1\",\"format\":\"MiniMax-response-v1\",\"index\":0,"
                        + "\"text\":\"Both \"},{\"type\":\"reasoning.text\",\"id\":\"reasoning-text-2\",\"index\":1,"
                        + "\"text\":\"cities.\",\"novel\":{\"a\":[1,true]}}],"
                        + "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":\"get_weather\","
                        + "\"arguments\":\"{}\"}}]}}]}";
        server.enqueue(Reply.raw(200, "application/json", answer));
        ChatCompletion first = client.chat(
                request(Message.user("Compare.")).tools(List.of(WEATHER)).build());

        RecordedRequest second =
                sent(server, request(Message.user("Compare."), first.toMessage(), Message.tool("c1", "4")));

        assertThat(second.at("messages[1].reasoning_details")).isEqualTo(details(answer));
        assertThat(second.at("messages[1].tool_calls[0].id")).isEqualTo("c1");
        assertThat(second.has("messages[1].content")).isFalse();
        assertThat(second.has("messages[1].reasoning_content")).isFalse();
        assertThat(second.at("messages[2].role")).isEqualTo("tool");
    }

    private static Object details(String answer) {
        Map<?, ?> whole = (Map<?, ?>) Json.readOrNull(answer);
        Map<?, ?> choice = (Map<?, ?>) ((List<?>) whole.get("choices")).get(0);
        return ((Map<?, ?>) choice.get("message")).get("reasoning_details");
    }

    @ParameterizedTest
    @EnumSource(
            value = ThinkingForm.class,
            names = {"SPLIT", "REASONING_DETAILS", "REASONING_CONTENT", "INLINE", "INLINE_MM"})
    @Tag("B2")
    void thinkingOfAStreamGoesBackInTheFormInWhichItCame(ThinkingForm form, MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").thinking("Greet them.").thinkingAs(form));
        RecordingListener listener = new RecordingListener();
        client.stream(request(Message.user("Hi")).build(), listener);

        RecordedRequest second =
                sent(server, request(Message.user("Hi"), listener.completion().toMessage(), Message.user("And now?")));

        switch (form) {
            case INLINE ->
                assertThat(second.at("messages[1].content")).isEqualTo("<think>\nGreet them.\n</think>\n\nHello.");
            case INLINE_MM ->
                assertThat(second.at("messages[1].content"))
                        .isEqualTo("<mm:think>\nGreet them.\n</mm:think>\n\nHello.");
            case REASONING_CONTENT -> {
                assertThat(second.at("messages[1].content")).isEqualTo("Hello.");
                assertThat(second.at("messages[1].reasoning_content")).isEqualTo("Greet them.");
            }
            default -> {
                assertThat(second.at("messages[1].content")).isEqualTo("Hello.");
                assertThat(second.at("messages[1].reasoning_details[0].text")).isEqualTo("Greet them.");
                assertThat(second.at("messages[1].reasoning_details[0].type")).isEqualTo("reasoning.text");
                assertThat(second.has("messages[1].reasoning_details[1]")).isFalse();
            }
        }
    }

    @Test
    @Tag("B7")
    @Tag("Q15")
    void resultsThatDoNotPairWithTheirCallsNeverReachTheServer(MiniMaxServer server) {
        Message calls = Message.builder(Role.ASSISTANT)
                .toolCalls(List.of(new ToolCall("a", "f", "{}"), new ToolCall("b", "f", "{}")))
                .build();
        List<List<Message>> repairable =
                List.of(List.of(Message.user("Hi"), calls, Message.tool("a", "1")), List.of(Message.user("Hi"), calls));
        List<List<Message>> broken = List.of(
                List.of(
                        Message.user("Hi"),
                        calls,
                        Message.tool("a", "1"),
                        Message.user("and?"),
                        Message.tool("b", "2")),
                List.of(Message.user("Hi"), calls, Message.tool("a", "1"), Message.tool("z", "2")),
                List.of(Message.user("Hi"), Message.tool("a", "1")));
        try (MiniMaxClient strict = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .repairToolHistory(false)
                .build()) {
            assertRefused(client, broken);
            assertRefused(strict, broken);
            assertRefused(strict, repairable);
        }
        assertThat(server.requests()).isEmpty();

        RecordedRequest sent =
                sent(server, request(Message.user("Hi"), calls, Message.tool("b", "2"), Message.tool("a", "1")));
        assertThat(sent.at("messages[2].tool_call_id")).isEqualTo("a");
        assertThat(sent.at("messages[3].tool_call_id")).isEqualTo("b");
    }

    private static void assertRefused(MiniMaxClient client, List<List<Message>> histories) {
        for (List<Message> messages : histories) {
            ChatCompletionRequest request = ChatCompletionRequest.builder()
                    .model("MiniMax-M3")
                    .messages(messages)
                    .build();
            RecordingListener listener = new RecordingListener();
            assertThatThrownBy(() -> client.chat(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).*'[abz]'.*");
            assertThatThrownBy(() -> client.chatAsync(request)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client.stream(request, listener)).isInstanceOf(IllegalArgumentException.class);
            assertThat(listener.events).isEmpty();
            assertThat(listener.handle).isNull();
        }
    }

    @Test
    @Tag("B8")
    @Tag("Q13")
    void oneSystemMessageGoesOutAndThatFirstWhateverCame(MiniMaxServer server) {
        RecordedRequest sent = sent(
                server,
                request(
                        Message.system("One."),
                        Message.user("  Keep my  spaces. "),
                        Message.system("Two."),
                        Message.assistant("Yes."),
                        Message.user("So?"),
                        Message.system("Three.")));

        assertThat(sent.messages()).hasSize(4);
        assertThat(sent.at("messages[0].role")).isEqualTo("system");
        assertThat(sent.at("messages[0].content")).isEqualTo("One.\n\nTwo.\n\nThree.");
        assertThat(sent.at("messages[1].content")).isEqualTo("  Keep my  spaces. ");
    }

    @Test
    @Tag("B8")
    void imagesInSystemMessagesStayInTheirOrder(MiniMaxServer server) {
        Message picture = Message.builder(Role.SYSTEM)
                .content(new Message.Content.Parts(
                        List.of(new ContentPart.Image("https://example.com/a.png", null, null))))
                .build();

        RecordedRequest sent = sent(server, request(Message.system("One."), picture, Message.user("Hi")));

        assertThat(sent.messages()).hasSize(2);
        assertThat(sent.at("messages[0].content[0].text")).isEqualTo("One.");
        assertThat(sent.at("messages[0].content[1].image_url.url")).isEqualTo("https://example.com/a.png");
    }

    @Test
    @Tag("B18")
    @Tag("Q14")
    void aToolWithoutArgumentsHasAnObjectSchemaAndNoToolsAreNoField(MiniMaxServer server) {
        RecordedRequest one = sent(
                server,
                request(Message.user("Hi")).tools(List.of(Tool.of("now", null, null), Tool.of("then", "d", Map.of()))));
        for (int i = 0; i < 2; i++) {
            assertThat(one.at("tools[" + i + "].function.parameters"))
                    .isEqualTo(Map.of("type", "object", "properties", Map.of()));
        }
        assertThat(one.has("tools[0].function.strict")).isFalse();
        assertThat(sent(server, request(Message.user("Hi")).tools(List.of())).has("tools"))
                .isFalse();
    }

    @Test
    @Tag("B29")
    @Tag("Q16")
    void noMessageGoesOutEmpty(MiniMaxServer server) {
        Message call = Message.builder(Role.ASSISTANT)
                .content("")
                .toolCalls(List.of(new ToolCall("a", "f", "")))
                .build();
        RecordedRequest sent = sent(
                server,
                request(Message.user("Hi"), call, Message.tool("a", ""), Message.assistant(""), Message.user("So?")));

        assertThat(sent.has("messages[1].content")).isFalse();
        assertThat(sent.at("messages[1].tool_calls[0].function.arguments")).isEqualTo("{}");
        assertThat(sent.at("messages[2].content")).isEqualTo("(empty)");
        assertThat(sent.at("messages[3].content")).isEqualTo("(empty)");
        server.forgetRequests();
        for (Message blank : List.of(Message.user(" \n"), Message.user(List.of()))) {
            assertThatThrownBy(() -> client.chat(request(blank).build())).hasMessageContaining("messages[0]");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B19")
    void brokenArgumentsOfTheModelComeBackAsJsonThatTheServerCanRead(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("c1", "get_weather", "{\"city\": \"Os"));
        ChatCompletion first = client.chat(
                request(Message.user("Oslo?")).tools(List.of(WEATHER)).build());

        RecordedRequest second =
                sent(server, request(Message.user("Oslo?"), first.toMessage(), Message.tool("c1", "what?")));

        String arguments = (String) second.at("messages[1].tool_calls[0].function.arguments");
        assertThat(Json.readOrNull(arguments)).isEqualTo(Map.of("malformed_arguments", "{\"city\": \"Os"));
        assertThat(first.toolCalls().get(0).arguments()).isEqualTo("{\"city\": \"Os");
    }

    @Test
    @Tag("Q12")
    @Tag("B26")
    void aToolChoiceGoesOutAsItWasMade(MiniMaxServer server) {
        ChatCompletionRequestBuilder request = request(Message.user("Hi")).tools(List.of(WEATHER));
        assertThat(sent(server, request.toolChoice(ToolChoice.AUTO)).at("tool_choice"))
                .isEqualTo("auto");
        assertThat(sent(server, request.toolChoice(ToolChoice.NONE)).at("tool_choice"))
                .isEqualTo("none");
        assertThat(sent(server, request.toolChoice(ToolChoice.REQUIRED)).at("tool_choice"))
                .isEqualTo("required");
        assertThat(sent(server, request.toolChoice(ToolChoice.function("get_weather")))
                        .at("tool_choice"))
                .isEqualTo(Map.of("type", "function", "function", Map.of("name", "get_weather")));
        assertThat(sent(server, request.toolChoice(null)).has("tool_choice")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1, 1.5, 2})
    @Tag("Q5")
    @Tag("B27")
    void aTemperatureGoesOutAsGiven(double temperature, MiniMaxServer server) {
        assertThat(((Number) sent(server, request(Message.user("Hi")).temperature(temperature))
                                .at("temperature"))
                        .doubleValue())
                .isEqualTo(temperature);
    }

    @Test
    @Tag("B28")
    void theOutputLimitHasOneNameAndTheTargets(MiniMaxServer server) {
        for (TargetProfile profile : TargetProfile.values()) {
            client.close();
            client = client(server, profile);
            RecordedRequest sent = sent(server, request(Message.user("Hi")).maxCompletionTokens(1024));
            boolean minimax = profile == TargetProfile.MINIMAX;
            assertThat(sent.has("max_completion_tokens")).isEqualTo(minimax);
            assertThat(sent.has("max_tokens")).isEqualTo(!minimax);
        }
    }

    @Test
    @Tag("Q33")
    void howCloselyToLookHasMinimaxsOwnThreeWords(MiniMaxServer server) {
        List<String> words = List.of("low", "default", "high");
        for (ContentPart.Detail detail : ContentPart.Detail.values()) {
            RecordedRequest sent = sent(
                    server,
                    request(Message.user(List.of(
                            new ContentPart.Image("https://example.com/a.png", detail, null),
                            new ContentPart.Video("mm_file://1", detail, null, null)))));
            assertThat(sent.at("messages[0].content[0].image_url.detail"))
                    .isEqualTo(words.get(detail.ordinal()))
                    .isEqualTo(sent.at("messages[0].content[1].video_url.detail"));
        }
        assertThat(sent(
                                server,
                                request(Message.user(
                                        List.of(new ContentPart.Image("https://example.com/a", null, null)))))
                        .has("messages[0].content[0].image_url.detail"))
                .isFalse();
        assertThat(ContentPart.Detail.values()).hasSize(words.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = TargetProfile.class,
            names = {"GATEWAY", "SELF_HOSTED"})
    @Tag("Q42")
    void aGatewayHearsOfNothingThatWasNotSet(TargetProfile profile, MiniMaxServer server) {
        client.close();
        client = client(server, profile);
        assertThat(sent(server, request(Message.user("Hi"))).body())
                .isEqualTo("{\"model\":\"MiniMax-M3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        server.enqueue(Reply.text("Hi").asGateway());
        RecordingListener listener = new RecordingListener();
        client.stream(request(Message.user("Hi")).build(), listener);
        listener.completion();
        assertThat(server.lastRequest().body())
                .isEqualTo(
                        "{\"model\":\"MiniMax-M3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true"
                                + ",\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    @Tag("Q44")
    void theKeyGoesOutAsABearerTokenAndInNoOtherHeader(MiniMaxServer server) {
        RecordedRequest sent = sent(server, request(Message.user("Hi")));

        assertThat(sent.header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(sent.header("x-api-key")).isNull();
        assertThat(sent.headers().entrySet().stream()
                        .filter(header -> header.getValue().toString().contains("test-key")))
                .hasSize(1);
        assertThat(sent.query()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/v1", "/v1/", "/v1/chat/completions", "/v1/chat/completions/", "/v1//"})
    @Tag("B33")
    void everySpellingOfTheAddressAsksTheSamePathAndTheModelKeepsItsCase(String ending, MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxClient own =
                MiniMaxClient.builder().baseUrl(server.baseUrl() + ending).build()) {
            own.chat(request(Message.user("Hi")).model("mY-Own/Model-M3").build());
        }
        assertThat(server.lastRequest().path()).isEqualTo("/v1/chat/completions");
        assertThat(server.lastRequest().model()).isEqualTo("mY-Own/Model-M3");
    }

    @Test
    @Tag("B34")
    @Tag("Q41")
    void aSelfHostedEngineIsUnderstoodOverPlainHttp(MiniMaxServer server) {
        client.close();
        client = MiniMaxClient.builder().baseUrl(server.baseUrl()).build();
        CompletionReply reply = Reply.text("4").thinking("Two plus two.").asGateway();
        server.enqueue(reply.thinkingAs(ThinkingForm.REASONING), reply.thinkingAs(ThinkingForm.INLINE_MM));

        for (int i = 0; i < 2; i++) {
            ChatCompletion answer = client.chat(request(Message.user("2+2?")).build());
            assertThat(answer.thinking()).isEqualTo("Two plus two.");
            assertThat(answer.text()).isEqualTo("4");
        }
        assertThat(client.profile()).isEqualTo(TargetProfile.SELF_HOSTED);
        assertThat(server.lastRequest().header("Upgrade")).isNull();
        assertThat(server.lastRequest().header("Authorization")).isNull();
    }
}
