package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications call since LangChain4j 1.19: {@code chat} that waits, and handlers. It runs on 1.19 and on 1.20. */
@ExtendWith(MiniMaxServerExtension.class)
class HandlerApiSuiteTest {

    @Test
    @EnabledIfSystemProperty(named = "expected.core", matches = ".+")
    void runsOnTheCoreThatThisRunIsAbout() {
        assertThat(ChatModel.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("langchain4j-core-" + System.getProperty("expected.core") + ".jar");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(AuthenticationException.class, Reply.error(1004, "login fail")),
                Arguments.of(RateLimitException.class, Reply.error(1002, "rate limit")),
                Arguments.of(MiniMaxQuotaExceededException.class, Reply.error(1008, "insufficient balance")),
                Arguments.of(InvalidRequestException.class, Reply.error(2013, "invalid params")),
                Arguments.of(ModelNotFoundException.class, Reply.error(2061, "your plan does not support this model")),
                Arguments.of(ContentFilteredException.class, Reply.error(1026, "input new_sensitive")),
                Arguments.of(TimeoutException.class, Reply.error(1001, "timeout")),
                Arguments.of(
                        InternalServerException.class, Reply.text("Hello there").cutAfter(40)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    @Tag("B5")
    void eachErrorHasItsException(Class<? extends Throwable> type, Reply reply, MiniMaxServer server) {
        server.enqueue(reply, reply);
        try (MiniMaxChatModel model = TestModels.chat(server).maxRetries(0).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).maxRetries(0).build()) {
            assertThat(catchThrowable(() -> model.chat("Hi"))).isExactlyInstanceOf(type);
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            assertThat(handler.awaitError()).isExactlyInstanceOf(type);
        }
    }

    @Test
    void responsesAreTheSameWholeAndStreamed(MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.thinking("A greeting.").text("Hello you.").usage(12, 7).finishReason("length"));
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            for (ChatResponse response : List.of(model.chat(TestModels.ask("Hi")), handler.awaitResponse())) {
                assertThat(response.aiMessage().text()).isEqualTo("Hello you.");
                assertThat(response.aiMessage().thinking()).isEqualTo("A greeting.");
                assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
                assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(19);
                assertThat(((MiniMaxChatResponseMetadata) response.metadata()).traceId())
                        .isNotBlank();
            }
            assertThat(handler.text()).isEqualTo("Hello you.");
        }
    }

    @Test
    void whatMiniMaxCannotDoIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        assertThatThrownBy(() -> TestModels.chat(server)
                        .defaultRequestParameters(
                                ChatRequestParameters.builder().topK(3).build())
                        .build())
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("topK");
        assertThat(server.requests()).isEmpty();
    }
}
