package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What a user finds in the log, and what not. */
@ExtendWith(MiniMaxServerExtension.class)
class LoggingTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("of.the.application");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("sk-hidden")
                .logger(logger);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void nothingIsLoggedUnlessAskedFor(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(lines()).isEmpty();
    }

    @Test
    @Tag("B13")
    void aRequestIsLoggedWithItsSecretsMaskedWhateverTheirName(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxClient client = builder(server)
                .customHeaders(Map.of("X-Team", "hidden-value", "Accept", "application/json"))
                .logRequests(true)
                .build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0))
                .startsWith("MiniMax request: POST " + server.baseUrl() + "/v1/chat/completions, headers [")
                .contains("Accept: application/json", "Authorization: ***", "X-Team: ***", "\"content\":\"Hi\"")
                .doesNotContain("hidden");
    }

    @Test
    void aResponseIsLoggedWithStatusTimeTraceIdAndBody(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").id("0a0b").usage(3, 2));
        try (MiniMaxClient client = builder(server).logResponses(true).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0))
                .matches(
                        "(?s)MiniMax response: HTTP 200 after \\d+ ms, trace id 0a0b, finished: STOP, usage .*, body \\{.*")
                .contains("Hello.");
    }

    @Test
    void aFailureAndItsRetryAreLogged(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "slow down"), Reply.text("Hello."));
        try (MiniMaxClient client = builder(server)
                .logRequests(true)
                .logResponses(true)
                .chance(() -> 0, System::nanoTime, Clock.systemUTC())
                .build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(1)).startsWith("MiniMax response: HTTP 429").contains("failed: Rate limit reached");
        assertThat(lines().get(2)).startsWith("MiniMax request (retry 1): POST");
        assertThat(lines().get(3)).startsWith("MiniMax response (retry 1): HTTP 200");
    }

    @Test
    void aStreamIsLoggedAsASummaryAndItsEventsOnTraceOnly(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello there."), Reply.text("Hello there."));
        try (MiniMaxClient client = builder(server).logResponses(true).build()) {
            RecordingListener first = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, first);
            first.completion();
            assertThat(lines()).hasSize(1);
            assertThat(lines().get(0))
                    .matches(
                            "MiniMax response: HTTP 200 after \\d+ ms, trace id .*, \\d+ events, the first after \\d+ ms,"
                                    + " finished: STOP.*")
                    .doesNotContain("Hello");

            logger.setLevel(Level.TRACE);
            RecordingListener second = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, second);
            second.completion();
        }
        assertThat(lines()).anyMatch(line -> line.startsWith("MiniMax event: {"));
    }

    @Test
    void longBodiesAreCutAndMediaShortened(MiniMaxServer server) {
        server.enqueue(Reply.text("x".repeat(500)));
        try (MiniMaxClient client = builder(server)
                .logRequests(true)
                .logResponses(true)
                .logBodyLimit(300)
                .build()) {
            client.chat(ChatCompletionRequest.builder()
                    .model("MiniMax-M3")
                    .messages(Message.user(
                            List.of(new ContentPart.Image("data:image/png;base64," + "QUJD".repeat(1000), null, null))))
                    .build());
        }
        assertThat(lines().get(0))
                .contains("data:image/png;base64,QUJDQUJDQUJDQUJD…\"")
                .hasSizeLessThan(500);
        assertThat(lines().get(1)).contains("… (").hasSizeLessThan(700);
    }

    @Test
    void aCallWithoutAnAnswerIsLoggedAsSuch(MiniMaxServer server) {
        server.enqueue(Reply.disconnect());
        try (MiniMaxClient client =
                builder(server).logResponses(true).maxRetries(0).build()) {
            assertThat(catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST)))
                    .isNotNull();
        }
        assertThat(lines().get(0)).startsWith("MiniMax response: none after");
    }

    @Test
    void endpointsBesideChatAreLoggedTooWithoutTheImagesThemselves(MiniMaxServer server) {
        server.enqueue(
                Reply.models("MiniMax-M3"),
                Reply.error(ErrorShape.BASE_RESP, 200, 1002, "slow down"),
                Reply.imagesBase64(new byte[3000]));
        try (MiniMaxClient client = builder(server)
                .logRequests(true)
                .logResponses(true)
                .retryDelay(Duration.ofNanos(1))
                .build()) {
            client.models();
            client.generateImages(ImagesTest.REQUEST);
        }
        assertThat(lines()).hasSize(6).noneMatch(line -> line.contains("hidden"));
        assertThat(lines().get(0))
                .startsWith("MiniMax request: GET " + server.baseUrl() + "/v1/models, headers [")
                .endsWith("body none");
        assertThat(lines().get(1)).startsWith("MiniMax response: HTTP 200").contains("\"MiniMax-M3\"");
        assertThat(lines().get(2)).contains("POST", "/v1/image_generation", "{\"model\":\"image-01\"");
        assertThat(lines().get(3)).contains("failed: Rate limit reached");
        assertThat(lines().get(4)).startsWith("MiniMax request (retry 1): POST");
        assertThat(lines().get(5)).contains("\"image_base64\":[\"AAAAAAAAAAAAAAAA…\"]");
    }

    @Test
    @Tag("B26")
    @Tag("B38")
    void whatIsOddAboutAnAnswerIsInTheLog(MiniMaxServer server) {
        Logger ours = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        ours.addAppender(log);
        server.enqueue(Reply.text("I would rather talk."));
        try (MiniMaxClient client = builder(server).build()) {
            client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                    .tools(List.of(Tool.of("t", null, null)))
                    .toolChoice(ToolChoice.REQUIRED)
                    .build());
        }
        ours.detachAppender(log);
        assertThat(lines()).anyMatch(line -> line.endsWith("comes with warnings: [REQUIRED_TOOL_NOT_CALLED]"));
    }
}
