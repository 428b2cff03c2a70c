package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.common.StreamingMode;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.InOrder;

/** LangChain4j's official suite for streaming models, with handlers and publishers, against a scripted server; nothing is switched off. */
// its test of cancelling waits for 30 seconds, during which the other tests can run
@Execution(ExecutionMode.CONCURRENT)
class StreamingChatModelSuiteTest extends AbstractStreamingChatModelIT {
    // The suite wants all callbacks of a request on one thread. This library promises that they come one after the
    // other and in order, on whatever threads the executor has; with one thread both are the same.
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    final SuiteTarget target = target();
    private final List<MiniMaxStreamingChatModel> models = new CopyOnWriteArrayList<>();

    SuiteTarget target() {
        return new SuiteServer();
    }

    final MiniMaxStreamingChatModelBuilder builder() {
        return target.configure(MiniMaxStreamingChatModel.builder()).callbackExecutor(oneThread);
    }

    private MiniMaxStreamingChatModel built(MiniMaxStreamingChatModelBuilder builder) {
        MiniMaxStreamingChatModel model = builder.build();
        models.add(model);
        return model;
    }

    @AfterAll
    void close() {
        if (target instanceof SuiteServer scripted) {
            // one test cancels a stream that would never end, and does so with a handler only
            assertThat(scripted.server().hangUpCount()).isEqualTo(1);
        }
        models.forEach(MiniMaxStreamingChatModel::close);
        target.close();
        oneThread.shutdown();
    }

    @Override
    protected List<StreamingMode> streamingModes() {
        return List.of(StreamingMode.HANDLER, StreamingMode.PUBLISHER);
    }

    // New models at each call: JUnit closes the arguments of a test after it, and these can be closed. One only,
    // because the test of cancelling waits 30 seconds for each.
    @Override
    protected List<StreamingChatModel> baseModels() {
        return List.of(builder().build());
    }

    @Override
    protected List<StreamingChatModel> baseModelsSupportingTools() {
        return List.of(
                builder().build(),
                // a gateway is not asked for usage in streams, which the suite wants
                builder().profile(TargetProfile.SELF_HOSTED).build());
    }

    @Override
    protected List<StreamingChatModel> baseModelsSupportingStructuredOutputs() {
        List<StreamingChatModel> all = new ArrayList<>(baseModelsSupportingTools());
        all.add(builder()
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .build());
        return all;
    }

    @Override
    protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
        MiniMaxStreamingChatModelBuilder builder = builder();
        if (parameters.modelName() != null) {
            builder.modelName(parameters.modelName());
        }
        return built(builder.defaultRequestParameters(parameters));
    }

    @Override
    public StreamingChatModel createModelWith(ChatModelListener listener) {
        return built(builder().listeners(listener));
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
    protected void verifyToolCallbacks(StreamingChatResponseHandler handler, InOrder io, ExpectedToolCall... expected) {
        mayThinkFirst(handler, io);
        super.verifyToolCallbacks(handler, io, expected);
    }

    @Override
    protected void verifyToolCallbacks(StreamingChatResponseHandler handler, InOrder io, StreamingChatModel model) {
        mayThinkFirst(handler, io);
        super.verifyToolCallbacks(handler, io, model);
    }

    /** The models think before they call tools, and by default the handler hears it. */
    private static void mayThinkFirst(StreamingChatResponseHandler handler, InOrder io) {
        io.verify(handler, atLeast(0)).onPartialThinking(any(), any());
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
