package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** LangChain4j's official suite for the listeners of chat models, against a scripted server; nothing is switched off. */
@Tag("B35")
class ChatModelListenerSuiteTest extends AbstractChatModelListenerIT {
    private final SuiteServer server = new SuiteServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected ChatModel createModel(ChatModelListener listener) {
        return server.configure(MiniMaxChatModel.builder())
                .temperature(temperature())
                .topP(topP())
                .maxOutputTokens(maxTokens())
                .listeners(listener)
                .build();
    }

    @Override
    protected ChatModel createFailingModel(ChatModelListener listener) {
        return server.configureFailing(MiniMaxChatModel.builder())
                .listeners(listener)
                .build();
    }

    @Override
    protected String modelName() {
        return SuiteServer.MODEL;
    }

    @Override
    protected Class<? extends Exception> expectedExceptionClass() {
        return AuthenticationException.class;
    }
}
