package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.TokenCountEstimator;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's {@link TokenCountEstimator}: asks the server for the number of tokens, by {@code POST /v1/responses/input_tokens}, which
 * does not ask the model. Thread-safe. Close it when it is no longer needed.
 *
 * <pre>{@code
 * ChatMemory memory = TokenWindowChatMemory.withMaxTokens(100_000, estimator);
 * }</pre>
 *
 * <p>Each count is an HTTP request, and {@code TokenWindowChatMemory} makes several for each message: set a {@link Builder#cacheSize
 * cacheSize}. MiniMax documents the endpoint; the form of its requests is that of OpenAI's Responses, and has not been tried against the
 * live service. Thinking has no documented form there and is not counted; a video is refused. Gateways and engines may lack the endpoint:
 * then a count fails with LangChain4j's {@code InvalidRequestException}, which says so.
 */
public final class MiniMaxTokenCountEstimator implements TokenCountEstimator, AutoCloseable {
    private final RequestMapper requestMapper = new RequestMapper(new JsonResponses(false, false), false, false);
    private final MessageMapper messageMapper;
    private final String modelName;

    // null without a cache
    private final @Nullable Map<ChatCompletionRequest, Integer> counts;
    private final ModelConnection connection;

    MiniMaxTokenCountEstimator(Builder builder) {
        if (builder.modelName == null || builder.modelName.isBlank()) {
            throw new IllegalArgumentException("modelName must be set: models count differently");
        }
        this.modelName = builder.modelName;
        this.counts = builder.cacheSize == 0 ? null : Collections.synchronizedMap(new Counts(builder.cacheSize));
        this.connection = builder.connect();
        this.messageMapper = new MessageMapper(
                new ThinkingReplay(false, connection.client().profile()),
                new ContentMapper(MiniMaxChatRequestParameters.EMPTY),
                false);
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Counts the tokens of a text as a user's message, including what the service adds to a conversation.
     *
     * @return the number of tokens; 0 for an empty text, without a request
     * @throws dev.langchain4j.exception.LangChain4jException if the call failed, with the {@link MiniMaxException} as its cause
     */
    @Override
    public int estimateTokenCountInText(String text) {
        return text.isEmpty() ? 0 : estimateTokenCountInMessage(UserMessage.from(text));
    }

    /**
     * Counts the tokens of a message, including what the service adds to a conversation.
     *
     * @return the number of tokens
     * @throws dev.langchain4j.exception.LangChain4jException if the call failed, with the {@link MiniMaxException} as its cause
     */
    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
        return estimateTokenCountInMessages(List.of(message));
    }

    /**
     * Counts the tokens of a conversation.
     *
     * @return the number of tokens; 0 for no messages, without a request
     * @throws dev.langchain4j.exception.LangChain4jException if the call failed, with the {@link MiniMaxException} as its cause
     */
    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
        List<ChatMessage> all = new ArrayList<>();
        messages.forEach(all::add);
        return all.isEmpty() ? 0 : estimateTokenCount(all, List.of());
    }

    /**
     * Counts the tokens of a conversation and of the tools that are offered in it.
     *
     * @param messages the conversation, at least one message
     * @param tools    the tools
     * @return the number of tokens
     * @throws dev.langchain4j.exception.LangChain4jException if the call failed, with the {@link MiniMaxException} as its cause
     */
    public int estimateTokenCount(List<ChatMessage> messages, List<ToolSpecification> tools) {
        ChatCompletionRequest counted = ChatCompletionRequest.builder()
                .model(modelName)
                .messages(messages.stream().map(messageMapper::map).toList())
                .tools(requestMapper.tools(tools))
                .build();
        Integer known = counts == null ? null : counts.get(counted);
        if (known != null) {
            return known;
        }
        int count = connection.call(client -> client.countInputTokens(counted));
        if (counts != null) {
            counts.put(counted, count);
        }
        return count;
    }

    /** Closes the connections, unless the client was passed to the builder. Running calls fail. */
    @Override
    public void close() {
        connection.close();
    }

    /** The counts that were used last. */
    @SuppressWarnings("serial") // never serialized
    private static final class Counts extends LinkedHashMap<ChatCompletionRequest, Integer> {
        private final int maxSize;

        Counts(int maxSize) {
            super(16, 0.75f, true);
            this.maxSize = maxSize;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChatCompletionRequest, Integer> eldest) {
            return size() > maxSize;
        }
    }

    /** Builds {@link MiniMaxTokenCountEstimator}s. Not thread-safe; the estimators are. */
    public static class Builder extends MiniMaxConnectionBuilder<Builder> {
        private @Nullable String modelName;
        private int cacheSize;

        /** Starts with the default settings. */
        public Builder() {}

        /**
         * The model whose tokens are counted. Required.
         *
         * @param modelName free text, such as {@code MiniMax-M3}; its case is preserved
         * @return this builder
         */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName;
            return this;
        }

        /**
         * The model whose tokens are counted. Required.
         *
         * @param modelName one of the names known when this library was released
         * @return this builder
         */
        public Builder modelName(@Nullable MiniMaxChatModelName modelName) {
            return modelName(modelName == null ? null : modelName.toString());
        }

        /**
         * The number of counts that are kept, so that the same content is not counted again; the ones used last are kept. Each keeps the
         * messages that were counted in memory. Default: 0, which keeps none.
         *
         * @param cacheSize at least 0
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder cacheSize(int cacheSize) {
            if (cacheSize < 0) {
                throw new IllegalArgumentException("cacheSize is " + cacheSize + ": it must be at least 0");
            }
            this.cacheSize = cacheSize;
            return this;
        }

        /**
         * Checks the settings and builds an estimator, which does not connect yet.
         *
         * @return the estimator, to be closed after use
         * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
         */
        public MiniMaxTokenCountEstimator build() {
            return new MiniMaxTokenCountEstimator(this);
        }
    }
}
