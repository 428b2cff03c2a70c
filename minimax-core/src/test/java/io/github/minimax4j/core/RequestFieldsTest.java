package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Fields that go out as asked, and what is said of those that the model ignores. */
@ExtendWith(MiniMaxServerExtension.class)
class RequestFieldsTest {

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder().baseUrl(server.baseUrl()).apiKey("k").profile(TargetProfile.MINIMAX);
    }

    @Test
    void furtherFieldsOfTheClientGoOutAndThoseOfTheRequestWin(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi"));
        try (MiniMaxClient client = builder(server)
                .extraBody(Map.of("enable_search", true, "store", false))
                .build()) {
            client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                    .extraBody(Map.of("store", true, "metadata", Map.of("a", List.of(1))))
                    .build());
        }
        assertThat(server.lastRequest().at("enable_search")).isEqualTo(true);
        assertThat(server.lastRequest().at("store")).isEqualTo(true);
        assertThat(server.lastRequest().at("metadata.a[0]")).hasToString("1");
        assertThatThrownBy(
                        () -> builder(server).extraBody(Map.of("stream", true)).build())
                .hasMessageContaining("'stream'");
    }

    @Test
    @Tag("Q4")
    @Tag("B24")
    void whatM2IgnoresIsSentAndSaidOnce(MiniMaxServer server) {
        List<String> lines = log(server, "MiniMax-M2.7");

        assertThat(lines).hasSize(7).allMatch(line -> line.contains("MiniMax-M2.7"));
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf(" is sent")))
                .containsExactly(
                        "stop",
                        "presence_penalty",
                        "frequency_penalty",
                        "tool_choice",
                        "response_format",
                        "thinking",
                        "an image or video");
        assertThat(server.lastRequest().at("thinking.type")).isEqualTo("disabled");
        assertThat(server.lastRequest().at("stop[0]")).isEqualTo("END");
        assertThat(server.lastRequest().at("messages[0].content[1].type")).isEqualTo("image_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M1", "a-model-of-tomorrow"})
    @Tag("B24")
    void nothingIsSaidOfOtherModels(String model, MiniMaxServer server) {
        assertThat(log(server, model)).isEmpty();
        assertThat(server.lastRequest().at("thinking.type")).isEqualTo("disabled");
    }

    @Test
    @Tag("B24")
    void whatM3IgnoresIsSentAndSaidOnce(MiniMaxServer server) {
        assertThat(log(server, "MiniMax-M3"))
                .extracting(line -> line.substring(0, line.indexOf(" is sent")))
                .containsExactly("presence_penalty", "frequency_penalty");
        assertThat(server.lastRequest().at("thinking.type")).isEqualTo("disabled");
    }

    @Test
    @Tag("Q21")
    void anUnsetEffortOfM31IsSaidOnce(MiniMaxServer server) {
        ChatCompletionRequest unset = MiniMaxClientTest.REQUEST.toBuilder()
                .model("MiniMax-M3.1-Flash")
                .tools(List.of(Tool.of("t", null, null))) // which the server calls
                .build();

        assertThat(log(server, builder(server), unset))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("reasoning_effort", "MiniMax-M3.1-Flash", "ten times");
        assertThat(log(
                        server,
                        builder(server),
                        unset.toBuilder().reasoningEffort("low").build()))
                .isEmpty();
        assertThat(log(server, builder(server).profile(TargetProfile.GATEWAY), unset))
                .as("a gateway may have a default of its own")
                .isEmpty();
    }

    private static List<String> log(MiniMaxServer server, String model) {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model(model)
                .messages(Message.user(List.of(
                        new ContentPart.Text("Hi"), new ContentPart.Image("https://example.com/a.png", null, null))))
                .thinking(Thinking.DISABLED)
                .stop(List.of("END"))
                .responseFormat(ResponseFormat.JSON_OBJECT)
                .tools(List.of(Tool.of("t", null, null)))
                .toolChoice(ToolChoice.REQUIRED)
                .presencePenalty(0.5)
                .frequencyPenalty(0.5)
                .build();
        return log(server, builder(server), request);
    }

    private static List<String> log(MiniMaxServer server, MiniMaxClientBuilder builder, ChatCompletionRequest request) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        logger.addAppender(log);
        server.when(any -> true, Reply.toolCall("t", "{}"));
        try (MiniMaxClient client = builder.build()) {
            client.chat(request);
            client.chat(request);
        }
        logger.detachAppender(log);
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @Tag("Q42")
    void topKGoesOutAsItIsAndMustBeOneThatEnginesTake(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hi"));
        try (MiniMaxClient client =
                builder(server).profile(TargetProfile.SELF_HOSTED).build()) {
            for (int k : new int[] {1, 40, -1}) {
                client.chat(MiniMaxClientTest.REQUEST.toBuilder().topK(k).build());
                assertThat(server.lastRequest().at("top_k")).isEqualTo(k);
            }
        }
        for (int k : new int[] {0, -2}) {
            assertThatThrownBy(
                            () -> MiniMaxClientTest.REQUEST.toBuilder().topK(k).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("top_k is " + k + ": it must be at least 1, or -1 for no limit");
        }
    }

    @Test
    @Tag("Q20")
    @Tag("B24")
    void thinkingIsAnObjectAndTheSplitABoolean(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi"), Reply.text("Hi"));
        try (MiniMaxClient client = builder(server).build()) {
            client.chat(MiniMaxClientTest.REQUEST.toBuilder()
                    .thinking(Thinking.ADAPTIVE)
                    .build());
            assertThat(server.lastRequest().at("thinking")).isEqualTo(Map.of("type", "adaptive"));
            assertThat(server.lastRequest().at("reasoning_split")).isEqualTo(true);
            client.chat(MiniMaxClientTest.REQUEST);
            assertThat(server.lastRequest().has("thinking")).isFalse();
        }
    }

    @Test
    void anElementThatIsNullIsNamedByItsPosition() {
        ChatCompletionRequestBuilder request = MiniMaxClientTest.REQUEST.toBuilder();
        Message message = Message.user("Hi");
        refused(
                "stop[1] is null",
                () -> request.stop(Arrays.asList("END", null)).build());
        refused(
                "tools[0] is null",
                () -> request.tools(Collections.singletonList(null)).build());
        refused(
                "messages[1] is null",
                () -> ChatCompletionRequest.builder()
                        .model("m")
                        .messages(message, null)
                        .build());
        refused(
                "messages[2] is null",
                () -> ChatCompletionRequest.builder()
                        .model("m")
                        .messages(List.of(message, message))
                        .messages(Collections.singletonList(null))
                        .build());
        refused("parts[0] is null", () -> Message.user(Collections.singletonList(null)));
        refused(
                "toolCalls[0] is null",
                () -> Message.builder(Role.ASSISTANT)
                        .toolCalls(Collections.singletonList(null))
                        .build());
        refused(
                "subject_reference[1] is null",
                () -> ImageRequest.builder()
                        .model("m")
                        .prompt("A cat")
                        .subjectReferences(SubjectReference.character("https://example.org/a.png"), null)
                        .build());
    }

    private static void refused(String named, ThrowingCallable build) {
        assertThatThrownBy(build).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
    }
}
