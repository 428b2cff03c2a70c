package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/**
 * LangChain4j's official suite for embedding models, against a scripted server, with all defaults. Switched off, which turns on the
 * suite's own tests that it is refused: the choice of dimensions, since MiniMax's vectors have one size, and images, since MiniMax
 * embeds text only.
 */
@Tag("B35")
class EmbeddingModelSuiteTest extends AbstractEmbeddingModelIT {
    private static final String WRONG_KEY = "wrong-key";

    private final MiniMaxServer server = MiniMaxServer.start();
    private final List<MiniMaxEmbeddingModel> models = new ArrayList<>();

    EmbeddingModelSuiteTest() {
        server.when(
                request -> ("Bearer " + WRONG_KEY).equals(request.header("Authorization")),
                Reply.error(1004, "login fail"));
        server.when(
                request -> request.path().equals("/v1/embeddings"),
                request -> Reply.embeddings(text -> vector(request, text)));
    }

    /** As a model would: other numbers for other texts and for the same text as a question. */
    private static float[] vector(RecordedRequest request, String text) {
        Random random = new Random((request.at("type") + text).hashCode());
        float[] vector = new float[MiniMaxEmbeddingModelName.EMBO_01.dimension()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat();
        }
        return vector;
    }

    private MiniMaxEmbeddingModelBuilder builder() {
        return MiniMaxEmbeddingModel.builder()
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .modelName(MiniMaxEmbeddingModelName.EMBO_01);
    }

    private EmbeddingModel remembered(MiniMaxEmbeddingModelBuilder builder) {
        MiniMaxEmbeddingModel model = builder.build();
        models.add(model);
        return model;
    }

    @AfterAll
    void close() {
        models.forEach(MiniMaxEmbeddingModel::close);
        server.close();
        assertThat(server.unscriptedRequests()).isEmpty();
    }

    /** New ones for each test: JUnit closes arguments that can be closed. */
    @Override
    protected List<EmbeddingModel> models() {
        return List.of(remembered(builder()));
    }

    @Override
    protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
        return remembered(builder().listeners(listener));
    }

    @Override
    protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
        return remembered(builder().apiKey(WRONG_KEY).listeners(listener));
    }

    @Override
    protected boolean supportsDimensionsParameter() {
        return false;
    }

    @Override
    protected boolean supportsImageInput() {
        return false;
    }
}
