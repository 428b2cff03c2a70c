package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractAiServiceIT;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's official suite for AI Services, against a scripted server; nothing is switched off. */
class AiServiceSuiteTest extends AbstractAiServiceIT {
    private final SuiteTarget target = target();

    SuiteTarget target() {
        return new SuiteServer();
    }

    final MiniMaxChatModelBuilder builder() {
        return target.configure(MiniMaxChatModel.builder());
    }

    @AfterAll
    void close() {
        target.close();
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(
                builder().build(), builder().profile(TargetProfile.GATEWAY).build());
    }

    @Override
    protected List<ChatModel> modelsSupportingToolsAndJsonResponseFormatWithSchema() {
        return List.of(
                nativeSchema().build(),
                nativeSchema().strictJsonSchema(true).strictTools(true).build());
    }

    private MiniMaxChatModelBuilder nativeSchema() {
        return builder().supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
        return MiniMaxTokenUsage.class;
    }
}
