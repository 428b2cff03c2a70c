package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(MiniMaxServerExtension.class)
class ResponseMappingTest {

    /** The same reply at once, without waiting, and streamed. */
    private static List<ChatResponse> responses(MiniMaxServer server, Reply reply) throws Exception {
        server.enqueue(reply, reply, reply);
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            RecordingHandler handler = new RecordingHandler();
            streaming.chat(ask("Hi"), handler);
            return List.of(model.chat(ask("Hi")), model.chatAsync(ask("Hi")).get(), handler.awaitResponse());
        }
    }

    @Test
    @Tag("B20")
    void metadataAndUsageAreComplete(MiniMaxServer server) throws Exception {
        CompletionReply reply = Reply.text("Salt.")
                .id("0a1b")
                .model("MiniMax-M3-served")
                .serviceTier("priority")
                .usage(43, 15, 12, 11)
                .sensitive(true, 7, false, 0);
        for (ChatResponse response : responses(server, reply)) {
            MiniMaxChatResponseMetadata metadata = (MiniMaxChatResponseMetadata) response.metadata();
            assertThat(metadata.id()).isEqualTo("0a1b");
            assertThat(metadata.traceId()).isEqualTo("0a1b");
            assertThat(metadata.modelName()).isEqualTo("MiniMax-M3-served");
            assertThat(metadata.serviceTier()).isEqualTo("priority");
            assertThat(metadata.created()).isPositive();
            assertThat(metadata.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(metadata.contentCheck().inputSensitive()).isTrue();
            assertThat(metadata.contentCheck().inputSensitiveType()).isEqualTo(7);
            assertThat(metadata.contentCheck().outputSensitive()).isFalse();
            assertThat(metadata.tokenUsage())
                    .isEqualTo(MiniMaxTokenUsage.builder()
                            .inputTokenCount(43)
                            .outputTokenCount(15)
                            .totalTokenCount(58)
                            .cachedInputTokens(12)
                            .reasoningTokens(11)
                            .build());
        }
    }

    @Test
    @Tag("Q39")
    void explicitCachingIsCounted(MiniMaxServer server) throws Exception {
        CompletionReply reply = Reply.text("Salt.")
                .usage(Map.of(
                        "total_tokens",
                        50,
                        "prompt_tokens",
                        43,
                        "completion_tokens",
                        7,
                        "prompt_tokens_details",
                        Map.of("cache_read_input_tokens", 30, "cache_creation_input_tokens", 8)));
        for (ChatResponse response : responses(server, reply)) {
            MiniMaxTokenUsage usage = (MiniMaxTokenUsage) response.tokenUsage();
            assertThat(usage.cachedInputTokens()).isEqualTo(30);
            assertThat(usage.cacheCreationInputTokens()).isEqualTo(8);
            assertThat(usage.reasoningTokens()).isNull();
        }
    }

    @Test
    @Tag("B20")
    void unknownUsageIsNullNotZero(MiniMaxServer server) throws Exception {
        for (ChatResponse response :
                responses(server, Reply.text("Salt.").asGateway().withoutUsage())) {
            assertThat(response.tokenUsage()).isNull();
            assertThat(((MiniMaxChatResponseMetadata) response.metadata()).contentCheck())
                    .isEqualTo(ContentCheck.CLEAN);
        }
    }

    @ParameterizedTest
    @CsvSource({"stop, STOP", "length, LENGTH", "content_filter, CONTENT_FILTER", "something_new, OTHER"})
    void finishReasonsAreReported(String wire, FinishReason expected, MiniMaxServer server) throws Exception {
        for (ChatResponse response : responses(server, Reply.text("Salt.").finishReason(wire))) {
            assertThat(response.finishReason()).isEqualTo(expected);
        }
    }

    @Test
    @Tag("B31")
    void toolCallsMeanToolExecutionWhateverTheWireSays(MiniMaxServer server) throws Exception {
        CompletionReply reply = Reply.toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}")
                .toolCall("c2", "get_time", "")
                .finishReason("stop");
        for (ChatResponse response : responses(server, reply)) {
            assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
            assertThat(response.aiMessage().text()).isNull();
            assertThat(response.aiMessage().toolExecutionRequests())
                    .containsExactly(
                            TestModels.call("c1", "get_weather", "{\"city\":\"Oslo\"}"),
                            TestModels.call("c2", "get_time", "{}"));
        }
    }

    @Test
    @Tag("B25")
    void aReplyOfThinkingOnlyIsAReply(MiniMaxServer server) throws Exception {
        for (ChatResponse response :
                responses(server, Reply.thinking("Let me see").finishReason("length"))) {
            assertThat(response.aiMessage().text()).isNull();
            assertThat(response.aiMessage().thinking()).isEqualTo("Let me see");
            assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        }
    }
}
