package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithJsonSchemaIT;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's official suite for JSON schemas in AI Services, against a scripted server; nothing is switched off. */
class AiServiceWithJsonSchemaSuiteTest extends AbstractAiServiceWithJsonSchemaIT {
    private final SuiteTarget target = target();

    SuiteTarget target() {
        return new SuiteServer();
    }

    // The suite is about models that declare schemas, which is the user's choice
    final MiniMaxChatModelBuilder builder() {
        return target.configure(MiniMaxChatModel.builder())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @AfterAll
    void close() {
        target.close();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(
                builder().build(),
                builder().strictJsonSchema(true).build(),
                builder().profile(TargetProfile.SELF_HOSTED).build(),
                target.configure(MiniMaxChatModel.builder())
                        .jsonSchemaInPrompt(true)
                        .build());
    }

    @Override
    protected boolean supportsRecursion() {
        return true;
    }
}
