package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for tools in AI Services against MiniMax itself, if there is a key. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class AiServiceWithToolsLiveSuiteTest extends AiServiceWithToolsSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(builder().build());
    }

    // A model is free to call a tool once more
    @Override
    protected boolean verifyModelInteractions() {
        return false;
    }
}
