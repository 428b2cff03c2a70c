package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.ThinkingForm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
class ThinkingTest {
    private static final UserMessage QUESTION = UserMessage.from("Weather in Oslo?");
    private static final CompletionReply ANSWER =
            Reply.thinking("I need the city.").text("I look.").toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}");
    private static final Map<String, Object> DETAIL = Map.of(
            "type",
            "reasoning.text",
            "id",
            "reasoning-text-1",
            "format",
            "MiniMax-response-v1",
            "index",
            0,
            "text",
            "I need the city.");

    private static AiMessage ask1(MiniMaxServer server, MiniMaxChatModel model, Reply answer) {
        server.enqueue(answer);
        AiMessage message = model.chat(QUESTION).aiMessage();
        server.takeRequest();
        return message;
    }

    /** The assistant message as the model gets it back. */
    private static RecordedRequest sentBack(MiniMaxServer server, MiniMaxChatModel model, AiMessage message) {
        server.enqueue(Reply.text("Cold."));
        if (message.hasToolExecutionRequests()) {
            model.chat(QUESTION, message, ToolExecutionResultMessage.from("c1", "get_weather", "4"));
        } else {
            model.chat(QUESTION, message, UserMessage.from("Go on."));
        }
        return server.takeRequest();
    }

    @ParameterizedTest
    // a stream cannot know that its first words are thinking if no marker opens it
    @EnumSource(
            value = ThinkingForm.class,
            mode = Mode.EXCLUDE,
            names = {"INLINE_NEVER_OPENED", "INLINE_NEVER_CLOSED"})
    @Tag("B1")
    void thinkingIsApartFromTheTextHoweverItComes(ThinkingForm form, MiniMaxServer server) {
        CompletionReply reply = Reply.thinking("Two plus two.").text("Four.").thinkingAs(form);
        server.enqueue(reply, reply);
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            AiMessage whole = model.chat(QUESTION).aiMessage();
            assertThat(whole.text()).isEqualTo("Four.");
            assertThat(whole.thinking()).isEqualTo("Two plus two.");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask(QUESTION), handler);
            AiMessage streamed = handler.awaitResponse().aiMessage();
            assertThat(streamed.text()).isEqualTo("Four.").isEqualTo(handler.text());
            assertThat(streamed.thinking()).isEqualTo("Two plus two.");
            assertThat(handler.thinking().strip()).isEqualTo("Two plus two.");
        }
    }

    @Test
    @Tag("B1")
    void thinkingThatIsNotWantedIsLeftOutButCanStillGoBack(MiniMaxServer server) {
        server.enqueue(ANSWER, ANSWER);
        try (MiniMaxChatModel model =
                        TestModels.chat(server).returnThinking(false).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).returnThinking(false).build()) {
            AiMessage message = model.chat(QUESTION).aiMessage();
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask(QUESTION), handler);
            assertThat(handler.awaitResponse().aiMessage()).isEqualTo(message);
            assertThat(handler.events).doesNotContain("thinking");
            assertThat(message.thinking()).isNull();
            server.takeRequest();
            server.takeRequest();
            assertThat(sentBack(server, model, message).at("messages[1].reasoning_details"))
                    .isEqualTo(List.of(DETAIL));
        }
    }

    @Test
    void aRequestMaySayOtherwise(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            AiMessage message = ask1(server, model, ANSWER);
            server.enqueue(Reply.thinking("Hm.").text("Cold."));
            AiMessage next = model.chat(ChatRequest.builder()
                            .messages(QUESTION, message, ToolExecutionResultMessage.from("c1", "get_weather", "4"))
                            .parameters(MiniMaxChatRequestParameters.builder()
                                    .returnThinking(false)
                                    .sendThinking(false)
                                    .build())
                            .build())
                    .aiMessage();
            assertThat(next.thinking()).isNull();
            assertThat(server.takeRequest().has("messages[1].reasoning_details"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("B2")
    void thinkingGoesBackItemByItem(boolean serialised, MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            AiMessage message = ask1(server, model, ANSWER);
            assertThat(message.thinking()).isEqualTo("I need the city.");
            if (serialised) {
                message = (AiMessage)
                        ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(message));
            }
            RecordedRequest request = sentBack(server, model, message);
            assertThat(request.at("messages[1]"))
                    .isEqualTo(Map.of(
                            "role",
                            "assistant",
                            "content",
                            "I look.",
                            "reasoning_details",
                            List.of(DETAIL),
                            "tool_calls",
                            List.of(Map.of(
                                    "id",
                                    "c1",
                                    "type",
                                    "function",
                                    "function",
                                    Map.of("name", "get_weather", "arguments", "{\"city\":\"Oslo\"}")))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("B2")
    void inlineThinkingGoesBackAsItCame(boolean serialised, MiniMaxServer server) {
        try (MiniMaxChatModel model =
                TestModels.chat(server).reasoningSplit(false).build()) {
            AiMessage message = ask1(server, model, ANSWER);
            assertThat(message.text()).isEqualTo("I look.");
            if (serialised) {
                message = (AiMessage)
                        ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(message));
            }
            RecordedRequest request = sentBack(server, model, message);
            assertThat(request.at("messages[1].content")).isEqualTo("<think>\nI need the city.\n</think>\n\nI look.");
            assertThat(request.has("messages[1].reasoning_details")).isFalse();
            assertThat(request.has("messages[1].reasoning_content")).isFalse();
        }
    }

    @Test
    void inlineThinkingOfAStreamGoesBackAsItCame(MiniMaxServer server) {
        server.enqueue(ANSWER);
        try (MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).reasoningSplit(false).build();
                MiniMaxChatModel model =
                        TestModels.chat(server).reasoningSplit(false).build()) {
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask(QUESTION), handler);
            AiMessage message = handler.awaitResponse().aiMessage();
            server.takeRequest();
            assertThat(sentBack(server, model, message).at("messages[1].content"))
                    .isEqualTo("<think>\nI need the city.\n</think>\n\nI look.");
        }
    }

    @Test
    void aTextThatAGuardrailReplacedIsNotUndone(MiniMaxServer server) {
        try (MiniMaxChatModel model =
                TestModels.chat(server).reasoningSplit(false).build()) {
            AiMessage message = ask1(server, model, Reply.thinking("Tell it.").text("The code is 1234."));
            RecordedRequest request = sentBack(server, model, message.withText("The code is hidden."));
            assertThat(request.at("messages[1].content")).isEqualTo("The code is hidden.");
            assertThat(request.at("messages[1].reasoning_details"))
                    .isEqualTo(List.of(Map.of("type", "reasoning.text", "text", "Tell it.")));
            assertThat(sentBack(server, model, message.withText("1234.")).at("messages[1].content"))
                    .isEqualTo("1234.");
        }
    }

    @Test
    void aJsonResponseInAFenceGoesBackAsItCame(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server)
                .reasoningSplit(false)
                .responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.JSON)
                .build()) {
            AiMessage message = ask1(server, model, Reply.thinking("Extract.").text("```json\n{\"a\":1}\n```"));
            assertThat(message.text()).isEqualTo("{\"a\":1}");
            assertThat(sentBack(server, model, message).at("messages[2].content"))
                    .isEqualTo("<think>\nExtract.\n</think>\n\n```json\n{\"a\":1}\n```");
        }
    }

    @Test
    void thinkingThatIsKnownAsTextOnlyGoesToMiniMaxAsADetail(MiniMaxServer server) {
        AiMessage message = AiMessage.builder().text("I look.").thinking("Hm.").build();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            RecordedRequest request = sentBack(server, model, message);
            assertThat(request.at("messages[1].reasoning_details"))
                    .isEqualTo(List.of(Map.of("type", "reasoning.text", "text", "Hm.")));
            assertThat(request.has("messages[1].reasoning_content")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M3.1-Flash", "minimax-m3.1-flash"})
    void m31GetsItsThinkingInBothForms(String modelName, MiniMaxServer server) {
        try (MiniMaxChatModel model =
                TestModels.chat(server).modelName(modelName).build()) {
            AiMessage message = ask1(server, model, ANSWER);
            RecordedRequest request = sentBack(server, model, message);
            assertThat(request.at("messages[1].reasoning_details")).isEqualTo(List.of(DETAIL));
            assertThat(request.at("messages[1].reasoning_content")).isEqualTo("I need the city.");
            AiMessage withoutText = AiMessage.builder()
                    .text("I look.")
                    .attributes(message.attributes())
                    .build();
            assertThat(sentBack(server, model, withoutText).at("messages[1].reasoning_content"))
                    .isEqualTo("I need the city.");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TargetProfile.class, mode = Mode.EXCLUDE, names = "MINIMAX")
    void elsewhereThinkingIsReturnedByDefaultAndSentBackOnlyIfSet(TargetProfile profile, MiniMaxServer server) {
        CompletionReply reply =
                Reply.thinking("Hm.").text("Cold.").asGateway().thinkingAs(ThinkingForm.REASONING_CONTENT);
        try (MiniMaxChatModel model = TestModels.chat(server).profile(profile).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).profile(profile).build();
                MiniMaxChatModel sending = TestModels.chat(server)
                        .profile(profile)
                        .sendThinking(true)
                        .build()) {
            AiMessage message = ask1(server, model, reply);
            assertThat(message.thinking()).isEqualTo("Hm.");
            assertThat(sentBack(server, model, message).at("messages[1]"))
                    .isEqualTo(Map.of("role", "assistant", "content", "Cold."));
            assertThat(sentBack(server, sending, message).at("messages[1]"))
                    .isEqualTo(Map.of("role", "assistant", "content", "Cold.", "reasoning_content", "Hm."));
            server.enqueue(reply);
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask(QUESTION), handler);
            assertThat(handler.awaitResponse().aiMessage().thinking()).isEqualTo("Hm.");
            assertThat(handler.thinking()).isEqualTo("Hm.");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TargetProfile.class, mode = Mode.EXCLUDE, names = "MINIMAX")
    void elsewhereThinkingIsNotReturnedIfSwitchedOff(TargetProfile profile, MiniMaxServer server) {
        CompletionReply reply =
                Reply.thinking("Hm.").text("Cold.").asGateway().thinkingAs(ThinkingForm.REASONING_CONTENT);
        server.enqueue(reply, reply);
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .profile(profile)
                        .returnThinking(false)
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .profile(profile)
                        .returnThinking(false)
                        .build()) {
            assertThat(model.chat(QUESTION).aiMessage().thinking()).isNull();
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask(QUESTION), handler);
            assertThat(handler.awaitResponse().aiMessage().thinking()).isNull();
            assertThat(handler.events).doesNotContain("thinking");
        }
    }

    @Test
    void aSpoiltAttributeIsRefusedByName(MiniMaxServer server) {
        AiMessage message = AiMessage.builder()
                .text("Hi")
                .attributes(Map.of(MiniMaxMessageAttributes.REASONING_DETAILS, "text"))
                .build();
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(QUESTION, message, UserMessage.from("More.")))
                    .withMessageContaining(MiniMaxMessageAttributes.REASONING_DETAILS);
        }
        assertThat(server.requests()).isEmpty();
    }
}
