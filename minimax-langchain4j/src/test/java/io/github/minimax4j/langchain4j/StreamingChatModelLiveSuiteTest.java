package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for streaming models against MiniMax itself, if there is a key; {@link LiveLimits} says what is skipped. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class StreamingChatModelLiveSuiteTest extends StreamingChatModelSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<StreamingChatModel> baseModels() {
        return List.of(builder().build());
    }

    @Override
    protected List<StreamingChatModel> baseModelsSupportingTools() {
        return baseModels();
    }

    @Override
    protected List<StreamingChatModel> baseModelsSupportingStructuredOutputs() {
        return baseModels();
    }

    // A limit of one token leaves nothing but thinking, and may end in a timeout
    @Override
    protected ChatRequestParameters saveTokens(ChatRequestParameters parameters) {
        return parameters;
    }
}
