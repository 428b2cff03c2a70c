package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.memory.chat.TokenWindowChatMemory;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
class MiniMaxTokenCountEstimatorTest {
    private static MiniMaxTokenCountEstimator.Builder builder(MiniMaxServer server) {
        return TestModels.carried(MiniMaxTokenCountEstimator.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .modelName(MiniMaxChatModelName.MINIMAX_M3);
    }

    @Test
    void textMessagesAndToolsAreCountedByTheServer(MiniMaxServer server) {
        server.enqueue(Reply.inputTokens(5), Reply.inputTokens(6), Reply.inputTokens(7), Reply.inputTokens(8));
        try (MiniMaxTokenCountEstimator estimator = builder(server).build()) {
            assertThat(estimator.estimateTokenCountInText("Hi")).isEqualTo(5);
            assertThat(estimator.estimateTokenCountInMessage(
                            AiMessage.from(TestModels.call("c1", "get_weather", "{\"city\":\"Oslo\"}"))))
                    .isEqualTo(6);
            assertThat(estimator.estimateTokenCountInMessage(
                            ToolExecutionResultMessage.from("c1", "get_weather", "4 degrees")))
                    .isEqualTo(7);
            assertThat(estimator.estimateTokenCount(List.of(UserMessage.from("Hi")), List.of(TestModels.WEATHER)))
                    .isEqualTo(8);
            assertThat(estimator.estimateTokenCountInText("")).isZero();
            assertThat(estimator.estimateTokenCountInMessages(List.of())).isZero();
        }
        RecordedRequest text = server.takeRequest();
        assertThat(text.path()).isEqualTo("/v1/responses/input_tokens");
        assertThat(text.body())
                .isEqualTo("{\"model\":\"MiniMax-M3\",\"input\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(server.takeRequest().at("input[0].name")).isEqualTo("get_weather");
        assertThat(server.takeRequest().at("input[0].output")).isEqualTo("4 degrees");
        assertThat(server.takeRequest().at("tools[0].name")).isEqualTo("get_weather");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void theSameContentIsCountedOnceWithACacheWhichIsBounded(MiniMaxServer server) {
        server.when(any -> true, Reply.inputTokens(5));
        try (MiniMaxTokenCountEstimator estimator = builder(server).cacheSize(2).build()) {
            for (String text : List.of("one", "two", "one", "two", "one", "three", "one", "two")) {
                assertThat(estimator.estimateTokenCountInText(text)).isEqualTo(5);
            }
        }
        assertThat(server.requests())
                .extracting(request -> request.at("input[0].content"))
                .containsExactly("one", "two", "three", "two");
    }

    @Test
    void aMemoryKeepsTheMessagesThatFit(MiniMaxServer server) {
        server.when(request -> request.has("input[1]"), Reply.inputTokens(180));
        server.when(any -> true, Reply.inputTokens(90));
        try (MiniMaxTokenCountEstimator estimator =
                builder(server).cacheSize(100).build()) {
            TokenWindowChatMemory memory = TokenWindowChatMemory.withMaxTokens(100, estimator);
            memory.add(UserMessage.from("first"));
            memory.add(UserMessage.from("second"));
            assertThat(memory.messages()).containsExactly(UserMessage.from("second"));
        }
    }

    @Test
    void aServerThatCannotCountIsNamed(MiniMaxServer server) {
        server.enqueue(Reply.raw(404, "text/plain", "404 page not found"));
        try (MiniMaxTokenCountEstimator estimator =
                builder(server).maxRetries(0).build()) {
            assertThatThrownBy(() -> estimator.estimateTokenCountInText("Hi"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("/v1/responses/input_tokens")
                    .hasMessageContaining("lack this endpoint");
        }
    }

    @Test
    void theModelIsRequiredAndTheCacheNotNegative(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).modelName((String) null).build())
                .withMessageContaining("modelName");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).cacheSize(-1))
                .withMessageContaining("cacheSize");
    }
}
