package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suite for chat models against MiniMax itself, if there is a key; {@link LiveLimits} says what is skipped. */
@EnabledIfEnvironmentVariable(named = LiveMiniMax.KEY, matches = ".+")
@ExtendWith(LiveLimits.class)
class ChatModelLiveSuiteTest extends ChatModelSuiteTest {
    @Override
    SuiteTarget target() {
        return new LiveMiniMax();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(target.configure(MiniMaxChatModel.builder()).build());
    }

    @Override
    protected List<ChatModel> modelsSupportingStructuredOutputs() {
        return models();
    }

    // A limit of one token leaves nothing but thinking, and may end in a timeout
    @Override
    protected ChatRequestParameters saveTokens(ChatRequestParameters parameters) {
        return parameters;
    }
}
