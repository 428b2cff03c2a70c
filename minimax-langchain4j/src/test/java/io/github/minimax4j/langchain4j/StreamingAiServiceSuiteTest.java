package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractStreamingAiServiceIT;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's official suite for AI Services that stream, against a scripted server; nothing is switched off. */
class StreamingAiServiceSuiteTest extends AbstractStreamingAiServiceIT {
    private final SuiteTarget target = target();

    SuiteTarget target() {
        return new SuiteServer();
    }

    final MiniMaxStreamingChatModelBuilder builder() {
        return target.configure(MiniMaxStreamingChatModel.builder());
    }

    @AfterAll
    void close() {
        target.close();
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(
                builder().build(),
                // a gateway is not asked for usage in streams, which the suite wants
                builder().profile(TargetProfile.SELF_HOSTED).build());
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(StreamingChatModel model) {
        return MiniMaxChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
        return MiniMaxTokenUsage.class;
    }
}
