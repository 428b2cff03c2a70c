package io.github.minimax4j.examples.scaling;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Set;

/** A chat model whose calls wait for their turn in a limit that all replicas share. Use it as any other chat model. */
public final class LimitedChatModel implements ChatModel {

    // most texts have about four characters a token; MiniMax counts the answer, too
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final int ESTIMATED_OUTPUT = 1_000;

    private final ChatModel model;

    private final SharedLimit limit;

    /**
     * Puts a limit before a model.
     *
     * @param model the model to call
     * @param limit the limit that its calls share
     */
    public LimitedChatModel(ChatModel model, SharedLimit limit) {
        this.model = model;
        this.limit = limit;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        long estimate = estimate(request);
        limit.acquire(estimate);
        long used = 0; // MiniMax does not count a call that fails
        try {
            ChatResponse response = model.chat(request);
            used = response.tokenUsage() == null
                    ? estimate
                    : response.tokenUsage().totalTokenCount();
            return response;
        } finally {
            limit.settle(estimate, used);
        }
    }

    private static long estimate(ChatRequest request) {
        Integer maxOutput = request.maxOutputTokens();
        long input = request.messages().toString().length() / CHARACTERS_PER_TOKEN;
        return input + (maxOutput == null ? ESTIMATED_OUTPUT : maxOutput);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }
}
