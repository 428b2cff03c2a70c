package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application learns of an answer beside the message, and the settings that decide it. */
@ExtendWith(MiniMaxServerExtension.class)
class ResponseDetailsTest {
    private static final String MARKUP = "<minimax:tool_call>\n<invoke name=\"get_weather\">\n"
            + "<parameter name=\"city\">Oslo</parameter>\n</invoke>\n</minimax:tool_call>";

    private static MiniMaxChatResponseMetadata metadata(ChatResponse response) {
        return (MiniMaxChatResponseMetadata) response.metadata();
    }

    private static ChatResponse streamed(MiniMaxStreamingChatModel model) {
        RecordingHandler handler = new RecordingHandler();
        model.chat("Weather?", handler);
        return handler.awaitResponse();
    }

    @Test
    @Tag("B26")
    void aRequiredToolThatWasNotCalledIsAWarning(MiniMaxServer server) {
        server.when(request -> true, Reply.text("It is fine."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .toolSpecifications(List.of(TestModels.WEATHER))
                        .toolChoice(ToolChoice.REQUIRED)
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .toolSpecifications(List.of(TestModels.WEATHER))
                        .toolChoice(ToolChoice.REQUIRED)
                        .build()) {
            assertThat(metadata(model.chat(UserMessage.from("Weather?"))).warnings())
                    .containsExactly(ChatWarning.REQUIRED_TOOL_NOT_CALLED);
            assertThat(metadata(streamed(streaming)).warnings()).containsExactly(ChatWarning.REQUIRED_TOOL_NOT_CALLED);
        }
    }

    @Test
    @Tag("B38")
    void markupOfAToolCallIsAWarningAndACallOnlyIfAskedFor(MiniMaxServer server) {
        server.when(request -> true, Reply.text("I look. " + MARKUP));
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .toolSpecifications(List.of(TestModels.WEATHER))
                        .build();
                MiniMaxStreamingChatModel converting = TestModels.streaming(server)
                        .toolSpecifications(List.of(TestModels.WEATHER))
                        .convertToolCallMarkup(true)
                        .build()) {
            ChatResponse plain = model.chat(UserMessage.from("Weather?"));
            assertThat(plain.aiMessage().hasToolExecutionRequests()).isFalse();
            assertThat(metadata(plain).warnings()).containsExactly(ChatWarning.TOOL_CALL_MARKUP);
            ChatResponse converted = streamed(converting);
            assertThat(converted.aiMessage().toolExecutionRequests())
                    .extracting(request -> request.name() + request.arguments())
                    .containsExactly("get_weather{\"city\":\"Oslo\"}");
        }
    }

    @Test
    void theJsonOfAResponseIsKeptIfAskedFor(MiniMaxServer server) {
        server.when(request -> true, Reply.text("one two").streamed(stream -> stream.textDeltas("one", " two")));
        try (MiniMaxChatModel plain = TestModels.chat(server).build();
                MiniMaxChatModel model =
                        TestModels.chat(server).keepRawResponses(true).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).keepRawResponses(true).build()) {
            assertThat(metadata(plain.chat(UserMessage.from("Hi"))).rawResponse())
                    .isEmpty();
            assertThat(metadata(model.chat(UserMessage.from("Hi"))).rawResponse())
                    .singleElement()
                    .asString()
                    .contains("\"choices\"", "one two");
            assertThat(metadata(streamed(streaming)).rawResponse())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(event -> assertThat(event).startsWith("{"));
        }
    }

    @Test
    void headersAboutLimitsAreInTheMetadata(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello.").header("X-RateLimit-Remaining-Requests", "9"));
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            assertThat(metadata(model.chat(UserMessage.from("Hi"))).rateLimits())
                    .isEqualTo(Map.of("x-ratelimit-remaining-requests", "9"));
            assertThat(metadata(streamed(streaming)).rateLimits())
                    .isEqualTo(Map.of("x-ratelimit-remaining-requests", "9"));
        }
    }

    @Test
    void aModelKeepsToItsOwnLimitsOnRequests(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRequestsPerMinute(1)
                .queueTimeout(Duration.ofMillis(10))
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
            assertThatThrownBy(() -> model.chat("Hi"))
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("maxRequestsPerMinute, 1");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void retriesAreReportedAndKeepToTheirLimits(MiniMaxServer server) {
        List<Retry> retries = new CopyOnWriteArrayList<>();
        server.enqueue(Reply.error(1000, "unknown error"), Reply.text("Hello."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .retryDelay(Duration.ofMillis(1))
                .retryListener(retries::add)
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
        assertThat(retries).singleElement().satisfies(retry -> {
            assertThat(retry.number()).isOne();
            assertThat(retry.delay()).isLessThanOrEqualTo(Duration.ofMillis(1));
        });
        server.enqueue(Reply.error(1000, "unknown error"));
        try (MiniMaxChatModel model =
                TestModels.chat(server).retryTimeLimit(Duration.ofNanos(1)).build()) {
            assertThatThrownBy(() -> model.chat("Hi")).isInstanceOf(LangChain4jException.class);
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aResponseLargerThanAllowedIsAnError(MiniMaxServer server) {
        server.enqueue(Reply.text("long ".repeat(1000)));
        try (MiniMaxChatModel model =
                TestModels.chat(server).maxEventSize(1024).maxRetries(0).build()) {
            assertThatThrownBy(() -> model.chat("Hi")).isInstanceOf(LangChain4jException.class);
        }
    }

    @Test
    void noUpgradeIsRequestedOnPlainHttpWhateverTheHttpVersion(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."), Reply.text("Hello."));
        try (MiniMaxChatModel one = TestModels.chat(server).build();
                MiniMaxChatModel two = TestModels.chat(server)
                        .httpVersion(HttpClient.Version.HTTP_2)
                        .build()) {
            one.chat("Hi");
            two.chat("Hi");
        }
        assertThat(server.takeRequest().header("Upgrade")).isNull();
        assertThat(server.takeRequest().header("Upgrade")).isNull();
    }

    @Test
    @Tag("B36")
    void anUploadedVideoIsSentByItsFileId(MiniMaxServer server) {
        server.enqueue(Reply.text("A cat."), Reply.text("A cat."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.chat(UserMessage.from(MiniMaxContents.uploadedVideo("123456")));
            model.chat(UserMessage.from(VideoContent.from(Video.builder()
                    .base64Data("mm_file://123456")
                    .mimeType("video/mp4")
                    .build())));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(server.takeRequest().at("messages[0].content[0].video_url.url"))
                    .isEqualTo("mm_file://123456");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12 34", "mm_file://1"})
    void aFileIdThatIsNoneIsRefused(String fileId) {
        assertThatThrownBy(() -> MiniMaxContents.uploadedVideo(fileId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fileId");
    }
}
