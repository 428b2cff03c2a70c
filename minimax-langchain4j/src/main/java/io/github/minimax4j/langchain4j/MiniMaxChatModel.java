package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.spi.MiniMaxChatModelBuilderFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * LangChain4j's {@link ChatModel} for MiniMax's models. Thread-safe: share one instance, and close it when it is no longer needed.
 *
 * <pre>{@code
 * try (MiniMaxChatModel model = MiniMaxChatModel.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .modelName(MiniMaxChatModelName.MINIMAX_M3)
 *         .build()) {
 *     System.out.println(model.chat("Why is the sea salty?"));
 * }
 * }</pre>
 *
 * <p>An invalid request throws an {@link IllegalArgumentException} or an {@link dev.langchain4j.exception.UnsupportedFeatureException}
 * before anything is sent. Later failures throw one of LangChain4j's exceptions with the {@link MiniMaxException} as its cause; an account
 * or plan without credit throws a {@link MiniMaxQuotaExceededException}. The metadata of a response is a
 * {@link MiniMaxChatResponseMetadata}.
 *
 * <p>{@link #chatAsync(ChatRequest)} blocks no thread while it waits, and cancelling its future closes the connection.
 */
public final class MiniMaxChatModel implements ChatModel, AutoCloseable {
    private final ModelBackend backend;

    MiniMaxChatModel(MiniMaxChatModelBuilder builder) {
        this.backend = new ModelBackend(builder);
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder; the one of a {@link MiniMaxChatModelBuilderFactory} if there is one
     */
    public static MiniMaxChatModelBuilder builder() {
        MiniMaxChatModelBuilderFactory factory = ServiceHelper.loadFactory(MiniMaxChatModelBuilderFactory.class);
        return factory == null ? new MiniMaxChatModelBuilder() : factory.get();
    }

    @Override
    public ChatResponse doChat(ChatRequest chatRequest) {
        return backend.chat(backend.plan(chatRequest));
    }

    /**
     * Sends the request without waiting. No thread is blocked until the response arrives. An application that completes the future first,
     * by {@code cancel}, {@code orTimeout} or in any other way, ends the call: its connection is closed, and no retry is sent. Completing a
     * future derived from it, such as by {@code thenApply}, does not affect the call.
     */
    @Override
    public CompletableFuture<ChatResponse> chatAsync(ChatRequest chatRequest, ChatRequestOptions options) {
        return CallFuture.ending(ChatModel.super.chatAsync(chatRequest, options));
    }

    /** As {@link #chatAsync(ChatRequest, ChatRequestOptions)}. */
    @Override
    public CompletableFuture<String> chatAsync(String userMessage) {
        return CallFuture.ending(ChatModel.super.chatAsync(userMessage));
    }

    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest chatRequest) {
        return backend.chatAsync(backend.plan(chatRequest));
    }

    @Override
    public MiniMaxChatRequestParameters defaultRequestParameters() {
        return backend.defaults();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return backend.listeners();
    }

    /** {@link ModelProvider#OTHER}: LangChain4j's list has no entry for MiniMax. */
    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    /** The capabilities set on the builder, and JSON schemas if they go into the prompt. Default: none. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return backend.capabilities();
    }

    /** Closes the connections, unless the client was passed to the builder. Running calls fail. */
    @Override
    public void close() {
        backend.close();
    }

    /** Builds {@link MiniMaxChatModel}s. Not thread-safe; the models are. */
    public static class MiniMaxChatModelBuilder extends MiniMaxModelBuilder<MiniMaxChatModelBuilder> {
        /** Starts with the default settings. */
        public MiniMaxChatModelBuilder() {}

        /**
         * Checks the settings and builds a model, which does not connect yet.
         *
         * @return the model, to be closed after use
         * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
         * @throws dev.langchain4j.exception.UnsupportedFeatureException if the default request parameters contain something that MiniMax
         *     does not support
         */
        public MiniMaxChatModel build() {
            return new MiniMaxChatModel(this);
        }
    }
}
