package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithToolsIT;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/**
 * LangChain4j's official suite for tools in AI Services, against a scripted server. Switched off: images as the result of a tool,
 * for which MiniMax's messages have no place; the suite then wants them refused.
 */
class AiServiceWithToolsSuiteTest extends AbstractAiServiceWithToolsIT {
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
                builder().build(),
                builder().strictTools(true).build(),
                builder().profile(TargetProfile.GATEWAY).build());
    }

    @Override
    protected boolean supportsRecursion() {
        return true;
    }

    @Override
    protected boolean verifyModelInteractions() {
        return true;
    }

    // The suite would fetch it from the internet, to see it refused
    @Override
    protected Image catImage() {
        return Image.builder().base64Data("iVBORw0KGgo=").mimeType("image/png").build();
    }
}
