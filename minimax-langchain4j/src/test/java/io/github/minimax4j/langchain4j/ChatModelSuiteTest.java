package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's official suite for chat models, against a scripted server; nothing is switched off. */
class ChatModelSuiteTest extends AbstractChatModelIT {
    private final SuiteServer server = new SuiteServer();
    private final List<MiniMaxChatModel> models = new ArrayList<>();

    @AfterAll
    void close() {
        models.forEach(MiniMaxChatModel::close);
        server.close();
    }

    // New models at each call: JUnit closes the arguments of a test after it, and these can be closed.
    @Override
    protected List<ChatModel> models() {
        return List.of(
                server.configure(MiniMaxChatModel.builder()).build(),
                server.configure(MiniMaxChatModel.builder())
                        .profile(TargetProfile.GATEWAY)
                        .build());
    }

    @Override
    protected List<ChatModel> modelsSupportingStructuredOutputs() {
        List<ChatModel> all = new ArrayList<>(models());
        all.add(server.configureNativeSchema(MiniMaxChatModel.builder()).build());
        return all;
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        MiniMaxChatModelBuilder builder = server.configure(MiniMaxChatModel.builder());
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
        return SuiteServer.OTHER_MODEL;
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
