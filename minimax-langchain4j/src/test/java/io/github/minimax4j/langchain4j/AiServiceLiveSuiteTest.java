package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for AI Services against MiniMax itself, if there is a key. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class AiServiceLiveSuiteTest extends AiServiceSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(builder().build());
    }

    // The models do not promise to obey a schema, and an AI Service would put it into the prompt instead
    @Override
    protected boolean supportsToolsAndJsonResponseFormatWithSchema() {
        return false;
    }
}
