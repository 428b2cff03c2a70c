package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The official suite for JSON schemas in AI Services against a server that obeys them: MiniMax itself does not promise to (wire reference
 * 2.6), a self-hosted engine does. Set {@code MINIMAX_BASE_URL} to it, {@code MINIMAX_API_KEY} and {@code MINIMAX_OBEYS_JSON_SCHEMA=true}.
 */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@EnabledIfEnvironmentVariable(named = "MINIMAX_OBEYS_JSON_SCHEMA", matches = "true")
@ExtendWith(LiveLimits.class)
class AiServiceWithJsonSchemaLiveSuiteTest extends AiServiceWithJsonSchemaSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(builder().build());
    }
}
