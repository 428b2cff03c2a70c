package io.github.minimax4j.langchain4j;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for the listeners of chat models against MiniMax itself, if there is a key. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class ChatModelListenerLiveSuiteTest extends ChatModelListenerSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected Integer maxTokens() {
        return LiveMiniMax.ENOUGH_TOKENS_TO_THINK;
    }
}
