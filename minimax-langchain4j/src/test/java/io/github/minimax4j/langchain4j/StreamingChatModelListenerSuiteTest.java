package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** LangChain4j's official suite for the listeners of streaming models, against a scripted server; nothing is switched off. */
@Tag("B35")
class StreamingChatModelListenerSuiteTest extends AbstractStreamingChatModelListenerIT {
    private final SuiteTarget target = target();

    SuiteTarget target() {
        return new SuiteServer();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Override
    protected StreamingChatModel createModel(ChatModelListener listener) {
        return target.configure(MiniMaxStreamingChatModel.builder())
                .temperature(temperature())
                .topP(topP())
                .maxOutputTokens(maxTokens())
                .listeners(listener)
                .build();
    }

    @Override
    protected StreamingChatModel createFailingModel(ChatModelListener listener) {
        return target.configureFailing(MiniMaxStreamingChatModel.builder())
                .listeners(listener)
                .build();
    }

    @Override
    protected String modelName() {
        return target.modelName();
    }

    @Override
    protected Class<? extends Exception> expectedExceptionClass() {
        return AuthenticationException.class;
    }
}
