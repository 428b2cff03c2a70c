package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's official suite for chat models, against a scripted server; nothing is switched off. */
class ChatModelSuiteTest extends AbstractChatModelIT {
    final SuiteTarget target = target();
    private final List<MiniMaxChatModel> models = new ArrayList<>();

    SuiteTarget target() {
        return new SuiteServer();
    }

    @AfterAll
    void close() {
        models.forEach(MiniMaxChatModel::close);
        target.close();
    }

    // New models at each call: JUnit closes the arguments of a test after it, and these can be closed.
    @Override
    protected List<ChatModel> models() {
        return List.of(
                target.configure(MiniMaxChatModel.builder()).build(),
                target.configure(MiniMaxChatModel.builder())
                        .profile(TargetProfile.GATEWAY)
                        .build());
    }

    @Override
    protected List<ChatModel> modelsSupportingStructuredOutputs() {
        List<ChatModel> all = new ArrayList<>(models());
        all.add(target.configure(MiniMaxChatModel.builder())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .build());
        return all;
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        MiniMaxChatModelBuilder builder = target.configure(MiniMaxChatModel.builder());
        if (parameters.modelName() != null) {
            builder.modelName(parameters.modelName());
        }
        MiniMaxChatModel model = builder.defaultRequestParameters(parameters).build();
        models.add(model);
        return model;
    }

    @Override
    protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
        return MiniMaxChatRequestParameters.builder()
                .maxOutputTokens(maxOutputTokens)
                .build();
    }

    @Override
    protected String customModelName() {
        return target.otherModelName();
    }

    @Override
    protected boolean supportsChatAsync() {
        return true;
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(ChatModel model) {
        return MiniMaxChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
        return MiniMaxTokenUsage.class;
    }
}
