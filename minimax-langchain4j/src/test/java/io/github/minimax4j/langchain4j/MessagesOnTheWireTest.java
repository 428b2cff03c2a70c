package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static io.github.minimax4j.langchain4j.TestModels.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ImageContent.DetailLevel;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(MiniMaxServerExtension.class)
class MessagesOnTheWireTest {
    private MiniMaxServer server;
    private MiniMaxChatModel model;
    private MiniMaxStreamingChatModel streamingModel;

    @BeforeEach
    void start(MiniMaxServer server) {
        this.server = server;
        model = TestModels.chat(server).build();
        streamingModel = TestModels.streaming(server).build();
    }

    @AfterEach
    void close() {
        model.close();
        streamingModel.close();
    }

    private RecordedRequest sent(ChatMessage... messages) {
        server.enqueue(Reply.text("Fine."));
        model.chat(ask(messages));
        return server.takeRequest();
    }

    @Test
    void eachRoleArrivesInOrder() {
        RecordedRequest request = sent(
                SystemMessage.from("Be brief."),
                UserMessage.from("ada", "Weather in Oslo and Rome?"),
                AiMessage.from("I look.", List.of(call("c1", "get_weather", "{\"city\":\"Oslo\"}"))),
                ToolExecutionResultMessage.from("c1", "get_weather", "4 degrees"),
                AiMessage.from("Cold."),
                UserMessage.from("Thanks."));
        assertThat(request.messages())
                .containsExactly(
                        Map.of("role", "system", "content", "Be brief."),
                        Map.of("role", "user", "name", "ada", "content", "Weather in Oslo and Rome?"),
                        Map.of(
                                "role",
                                "assistant",
                                "content",
                                "I look.",
                                "tool_calls",
                                List.of(Map.of(
                                        "id",
                                        "c1",
                                        "type",
                                        "function",
                                        "function",
                                        Map.of("name", "get_weather", "arguments", "{\"city\":\"Oslo\"}")))),
                        Map.of("role", "tool", "tool_call_id", "c1", "content", "4 degrees"),
                        Map.of("role", "assistant", "content", "Cold."),
                        Map.of("role", "user", "content", "Thanks."));
    }

    @Test
    @Tag("B8")
    @Tag("Q13")
    void severalSystemMessagesArriveAsOne() {
        RecordedRequest request =
                sent(SystemMessage.from("First."), UserMessage.from("Hi"), SystemMessage.from("Second."));
        assertThat(request.messages())
                .containsExactly(
                        Map.of("role", "system", "content", "First.\n\nSecond."),
                        Map.of("role", "user", "content", "Hi"));
    }

    @Test
    void severalTextsOfAUserArriveAsOneString() {
        RecordedRequest request = sent(UserMessage.from(TextContent.from("One."), TextContent.from(" Two.")));
        assertThat(request.at("messages[0].content")).isEqualTo("One.\n Two.");
    }

    @Test
    @Tag("B36")
    void imagesAndVideosArriveAsParts() {
        RecordedRequest request = sent(UserMessage.from(
                TextContent.from("What is shown?"),
                ImageContent.from("https://example.com/cat.png", DetailLevel.HIGH),
                ImageContent.from("iVBORw0KGgo=", "image/png", DetailLevel.AUTO),
                VideoContent.from("https://example.com/cat.mp4"),
                VideoContent.from("AAAA", "video/mp4"),
                VideoContent.from("BBBB", "video/quicktime")));
        assertThat(request.at("messages[0].content"))
                .isEqualTo(List.of(
                        Map.of("type", "text", "text", "What is shown?"),
                        Map.of(
                                "type",
                                "image_url",
                                "image_url",
                                Map.of("url", "https://example.com/cat.png", "detail", "high")),
                        Map.of("type", "image_url", "image_url", Map.of("url", "data:image/png;base64,iVBORw0KGgo=")),
                        Map.of("type", "video_url", "video_url", Map.of("url", "https://example.com/cat.mp4")),
                        Map.of("type", "video_url", "video_url", Map.of("url", "data:video/mp4;base64,AAAA")),
                        Map.of("type", "video_url", "video_url", Map.of("url", "data:video/mov;base64,BBBB"))));
    }

    @ParameterizedTest
    @CsvSource({"MEDIUM, default", "HIGH, high", "ULTRA_HIGH, high", "AUTO,"})
    @Tag("Q33")
    void detailLevelsAreThoseThatMiniMaxKnows(DetailLevel level, String expected) {
        RecordedRequest request = sent(UserMessage.from(ImageContent.from("https://example.com/cat.png", level)));
        assertThat(request.at("messages[0].content[0].image_url.detail")).isEqualTo(expected);
    }

    private static final String FIRST_IMAGE = "messages[0].content[0].image_url";

    @Test
    @Tag("Q33")
    void aDetailThatNobodyChoseIsNotSent() {
        RecordedRequest request = sent(UserMessage.from(ImageContent.from("https://example.com/cat.png")));
        assertThat(request.at(FIRST_IMAGE)).isEqualTo(Map.of("url", "https://example.com/cat.png"));
    }

    @Test
    @Tag("Q33")
    void lowIsSentIfCoreCanTellThatItWasChosen() {
        boolean canTell = Stream.of(ImageContent.class.getMethods())
                .anyMatch(method -> method.getName().equals("detailLevelSpecified"));
        RecordedRequest request =
                sent(UserMessage.from(ImageContent.from("https://example.com/cat.png", DetailLevel.LOW)));
        assertThat(request.at(FIRST_IMAGE + ".detail")).isEqualTo(canTell ? "low" : null);
    }

    @Test
    @Tag("Q33")
    void theDefaultsOfTheModelHoldForImagesAndVideosThatSayNothingThemselves() {
        Map<String, Object> expectedVideo =
                Map.of("url", "https://example.com/cat.mp4", "detail", "low", "fps", 2.0, "max_long_side_pixel", 504);
        UserMessage question = UserMessage.from(
                ImageContent.from("https://example.com/cat.png"),
                ImageContent.from("https://example.com/cat.png", DetailLevel.MEDIUM),
                ImageContent.from("https://example.com/cat.png", DetailLevel.AUTO),
                VideoContent.from("https://example.com/cat.mp4"));
        server.when(any -> true, Reply.text("Fine."));
        try (MiniMaxChatModel tuned = TestModels.chat(server)
                .imageDetail(ContentPart.Detail.HIGH)
                .imageMaxLongSidePixel(1008)
                .videoDetail(ContentPart.Detail.LOW)
                .videoFps(2.0)
                .videoMaxLongSidePixel(504)
                .build()) {
            tuned.chat(question);
            RecordedRequest request = server.takeRequest();
            assertThat(request.at("messages[0].content[0].image_url.detail")).isEqualTo("high");
            assertThat(request.at("messages[0].content[0].image_url.max_long_side_pixel"))
                    .isEqualTo(1008);
            assertThat(request.at("messages[0].content[1].image_url.detail")).isEqualTo("default");
            assertThat(request.has("messages[0].content[2].image_url.detail")).isFalse();
            assertThat(request.at("messages[0].content[3].video_url")).isEqualTo(expectedVideo);
        }
    }

    @Test
    void whatAContentSaysWinsAndSurvivesItsSerialisation() {
        UserMessage question = UserMessage.from(
                MiniMaxContents.image(ImageContent.from("https://example.com/cat.png"), ContentPart.Detail.LOW, 28),
                MiniMaxContents.image(ImageContent.from("iVBORw0KGgo=", "image/png", DetailLevel.HIGH), null, 56),
                MiniMaxContents.video(MiniMaxContents.uploadedVideo("4711"), ContentPart.Detail.DEFAULT, 0.5, 504),
                MiniMaxContents.video(VideoContent.from("BBBB", "video/quicktime"), null, 5.0, null),
                VideoContent.from("BBBB", "video/mp4;codecs=avc1"));
        List<Object> expected = List.of(
                Map.of(
                        "type",
                        "image_url",
                        "image_url",
                        Map.of("url", "https://example.com/cat.png", "detail", "low", "max_long_side_pixel", 28)),
                Map.of(
                        "type",
                        "image_url",
                        "image_url",
                        Map.of(
                                "url",
                                "data:image/png;base64,iVBORw0KGgo=",
                                "detail",
                                "high",
                                "max_long_side_pixel",
                                56)),
                Map.of(
                        "type",
                        "video_url",
                        "video_url",
                        Map.of("url", "mm_file://4711", "detail", "default", "fps", 0.5, "max_long_side_pixel", 504)),
                Map.of("type", "video_url", "video_url", Map.of("url", "data:video/mov;base64,BBBB", "fps", 5.0)),
                Map.of(
                        "type",
                        "video_url",
                        "video_url",
                        Map.of("url", "data:video/mp4;codecs=avc1;base64,BBBB", "fps", 1.0)));
        server.when(any -> true, Reply.text("Fine."));
        try (MiniMaxChatModel tuned = TestModels.chat(server).videoFps(1.0).build()) {
            tuned.chat(question);
            assertThat(server.takeRequest().at("messages[0].content")).isEqualTo(expected);
            tuned.chat(ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(question)));
            assertThat(server.takeRequest().at("messages[0].content")).isEqualTo(expected);
        }
    }

    @Test
    void optionsOfAContentThatAreOutOfRangeAreRefusedWhereItIsMade() {
        ImageContent image = ImageContent.from("https://example.com/cat.png");
        VideoContent video = VideoContent.from("https://example.com/cat.mp4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxContents.image(image, null, 0))
                .withMessageContaining("max_long_side_pixel is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxContents.video(video, null, 5.1, null))
                .withMessageContaining("fps is 5.1: it must be from 0.2 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(UserMessage.from(VideoContent.from("BBBB", "video/mp4;fps=fast"))))
                .withMessageContaining("'fast' for fps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(UserMessage.from(ImageContent.from("iVBORw0KGgo=", "image/png;fps=2"))))
                .withMessageContaining("for videos only");
        assertThat(server.requests()).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("audio", List.of(UserMessage.from(AudioContent.from("AAAA", "audio/wav")))),
                Arguments.of("pdf", List.of(UserMessage.from(PdfFileContent.from("AAAA", "application/pdf")))),
                Arguments.of("CUSTOM", List.of(UserMessage.from("Hi"), CustomMessage.from(Map.of("a", 1)))),
                Arguments.of(
                        "non-text content",
                        List.of(
                                UserMessage.from("Hi"),
                                AiMessage.from(call("c1", "draw", "{}")),
                                ToolExecutionResultMessage.builder()
                                        .id("c1")
                                        .toolName("draw")
                                        .contents(ImageContent.from("https://example.com/cat.png"))
                                        .build())),
                Arguments.of(
                        "audio content",
                        List.of(
                                UserMessage.from("Hi"),
                                AiMessage.builder()
                                        .text("Listen.")
                                        .attributes(Map.of(
                                                AiMessage.GENERATED_AUDIO_KEY,
                                                List.of(Audio.builder()
                                                        .base64Data("AAAA")
                                                        .mimeType("audio/wav")
                                                        .build())))
                                        .build(),
                                UserMessage.from("Again"))),
                Arguments.of(
                        "image content",
                        List.of(
                                UserMessage.from("Draw."),
                                AiMessage.builder()
                                        .text("Here.")
                                        .attributes(Map.of(
                                                AiMessage.GENERATED_IMAGES_KEY,
                                                List.of(Image.builder()
                                                        .url("https://example.com/cat.png")
                                                        .build())))
                                        .build(),
                                UserMessage.from("More."))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Tag("B36")
    void whatMiniMaxCannotTakeIsRefusedBeforeAnythingIsSent(String kind, List<ChatMessage> messages) {
        assertThatThrownBy(() -> model.chat(messages))
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining(kind)
                .hasMessageContaining("not support");
        RecordingHandler handler = new RecordingHandler();
        assertThatThrownBy(() -> streamingModel.chat(messages, handler))
                .isExactlyInstanceOf(UnsupportedFeatureException.class);
        assertThat(handler.events).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void base64DataWithoutAMimeTypeIsRefused() {
        Content image =
                ImageContent.from(Image.builder().base64Data("iVBORw0KGgo=").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(ask(UserMessage.from(image))))
                .withMessageContaining("MIME type");
        Content empty = ImageContent.from(Image.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(ask(UserMessage.from(empty))))
                .withMessageContaining("neither a URL nor base64");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void base64DataThatNoDataUrlCanHoldIsRefused() {
        Content url = ImageContent.from("data:image/png;base64,iVBORw0KGgo=", "image/png");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(ask(UserMessage.from(url))))
                .withMessage(
                        "The base64 data of the image is a data URL: give what follows its comma, or give all of it as the URL");
        Content lines = ImageContent.from(Base64.getMimeEncoder().encodeToString(new byte[60]), "image/png");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(ask(UserMessage.from(lines))))
                .withMessageStartingWith("The base64 data of the image has line breaks");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B29")
    void anAssistantMessageThatOnlyCallsToolsHasNoContent() {
        RecordedRequest request = sent(
                UserMessage.from("Time?"),
                AiMessage.from(call("c1", "get_time", null), call("c2", "get_time", "")),
                ToolExecutionResultMessage.from("c1", "get_time", ""),
                ToolExecutionResultMessage.from("c2", "get_time", "10:14"));
        assertThat(request.at("messages[1].content")).isNull();
        assertThat(request.at("messages[1].tool_calls[0].function.arguments")).isEqualTo("{}");
        assertThat(request.at("messages[1].tool_calls[1].function.arguments")).isEqualTo("{}");
        assertThat(request.at("messages[2].content")).isEqualTo("(empty)");
    }

    @Test
    void aToolResultOfSeveralTextsArrivesAsOneString() {
        RecordedRequest request = sent(
                UserMessage.from("Time?"),
                AiMessage.from(call("c1", "get_time", "{}")),
                ToolExecutionResultMessage.builder()
                        .id("c1")
                        .toolName("get_time")
                        .contents(TextContent.from("10:14"), TextContent.from("UTC"))
                        .isError(true)
                        .build());
        assertThat(request.at("messages[2].content")).isEqualTo("Error: 10:14\nUTC");
    }

    @Test
    @Tag("B7")
    void aResultThatCannotBePairedIsRefusedByItsIdHoweverItIsAsked() {
        List<ChatMessage> orphan =
                List.of(UserMessage.from("Time?"), ToolExecutionResultMessage.from("c9", "get_time", "10:14"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.chat(orphan))
                .withMessageContaining("c9");
        RecordingHandler handler = new RecordingHandler();
        assertThatIllegalArgumentException().isThrownBy(() -> streamingModel.chat(orphan, handler));
        assertThat(handler.events).isEmpty();
        assertThat(model.chatAsync(orphan)).isCompletedExceptionally();
        assertThat(server.requests()).isEmpty();
    }
}
