package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.TokenCountEstimator;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxTokenCountEstimator;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bean that counts tokens, for those who ask for it. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class TokenCountEstimatorTest {

    private static final String SWITCHED_ON = ROOT + "token-count-estimator.enabled=true";

    @Test
    void itIsThereOnlyIfItIsAskedFor(MiniMaxServer server) {
        Contexts.asking(server).run(context -> assertThat(context).doesNotHaveBean(TokenCountEstimator.class));
        Contexts.asking(server)
                .withPropertyValues(SWITCHED_ON, Contexts.CHAT + "enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCountEstimator.class));
    }

    @Test
    void itCountsForTheChatModelOverItsConnection(MiniMaxServer server) {
        server.enqueue(Reply.inputTokens(7), Reply.inputTokens(8));
        Contexts.asking(server)
                .withPropertyValues(
                        SWITCHED_ON, ROOT + "token-count-estimator.cache-size=10", ROOT + "user-agent=desk/1")
                .run(context -> {
                    TokenCountEstimator estimator = context.getBean(TokenCountEstimator.class);
                    assertThat(estimator.estimateTokenCountInText("Hello.")).isEqualTo(7);
                    assertThat(estimator.estimateTokenCountInText("Hello.")).isEqualTo(7); // from the cache
                    assertThat(estimator.estimateTokenCountInText("Good bye.")).isEqualTo(8);
                });
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/responses/input_tokens");
            assertThat(request.model()).isEqualTo("MiniMax-M3");
            assertThat(request.header("User-Agent")).isEqualTo("desk/1");
        });
    }

    @Test
    void anEstimatorOfTheApplicationReplacesIt(MiniMaxServer server) {
        Contexts.asking(server)
                .withPropertyValues(SWITCHED_ON)
                .withBean(
                        "own",
                        TokenCountEstimator.class,
                        () -> MiniMaxTokenCountEstimator.builder()
                                .apiKey("k")
                                .modelName("MiniMax-M3")
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(TokenCountEstimator.class)
                        .hasBean("own"));
    }

    @Test
    void aModelOfTheApplicationHasNone(MiniMaxServer server) {
        Contexts.asking(server)
                .withPropertyValues(SWITCHED_ON)
                .withBean(
                        "own",
                        MiniMaxChatModel.class,
                        () -> MiniMaxChatModel.builder()
                                .apiKey("k")
                                .modelName("MiniMax-M3")
                                .build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCountEstimator.class));
    }

    @Test
    void anImpossibleSizeOfItsCacheNamesTheProperty(MiniMaxServer server) {
        Contexts.asking(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "token-count-estimator.cache-size=-1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(ROOT + "token-count-estimator.cache-size"));
    }
}
