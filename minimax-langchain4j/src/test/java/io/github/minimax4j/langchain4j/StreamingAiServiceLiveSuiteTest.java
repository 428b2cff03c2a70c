package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for AI Services that stream against MiniMax itself, if there is a key. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class StreamingAiServiceLiveSuiteTest extends StreamingAiServiceSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(builder().build());
    }
}
