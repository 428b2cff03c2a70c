package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a chat model that langchain4j-open-ai has under these names, for applications that come from there. MiniMax itself
 * ignores some of them; gateways and engines may not. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class OpenAiStyleModelBuilder<B extends OpenAiStyleModelBuilder<B>>
        extends MiniMaxConnectionBuilder<B> {
    final MiniMaxChatRequestParameters.Builder parameters = MiniMaxChatRequestParameters.builder();
    boolean declaresJsonSchema;

    OpenAiStyleModelBuilder() {}

    /**
     * The same as {@link MiniMaxModelBuilder#maxOutputTokens maxOutputTokens}. Different values under two of the names are refused when
     * the model is built.
     *
     * @param maxTokens at least 1
     * @return this builder
     */
    public B maxTokens(@Nullable Integer maxTokens) {
        parameters.maxTokens(maxTokens);
        return self();
    }

    /**
     * The same as {@link MiniMaxModelBuilder#maxOutputTokens maxOutputTokens}. Different values under two of the names are refused when
     * the model is built.
     *
     * @param maxCompletionTokens at least 1
     * @return this builder
     */
    public B maxCompletionTokens(@Nullable Integer maxCompletionTokens) {
        parameters.maxCompletionTokens(maxCompletionTokens);
        return self();
    }

    /**
     * The same as {@link MiniMaxModelBuilder#stopSequences stopSequences}. Different values under both names are refused when the model
     * is built.
     *
     * @param stop at most 4
     * @return this builder
     */
    public B stop(@Nullable List<String> stop) {
        parameters.stop(stop);
        return self();
    }

    /**
     * Weighs against tokens that were used before. MiniMax ignores it; gateways and engines may not.
     *
     * @param presencePenalty -2 to 2
     * @return this builder
     */
    public B presencePenalty(@Nullable Double presencePenalty) {
        parameters.presencePenalty(presencePenalty);
        return self();
    }

    /**
     * Weighs against tokens that were used often. MiniMax ignores it; gateways and engines may not.
     *
     * @param frequencyPenalty -2 to 2
     * @return this builder
     */
    public B frequencyPenalty(@Nullable Double frequencyPenalty) {
        parameters.frequencyPenalty(frequencyPenalty);
        return self();
    }

    /**
     * For answers that can be repeated. MiniMax takes it and promises nothing.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(@Nullable Long seed) {
        parameters.seed(seed);
        return self();
    }

    /**
     * For answers that can be repeated. MiniMax takes it and promises nothing.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(@Nullable Integer seed) {
        parameters.seed(seed);
        return self();
    }

    /**
     * The end user, for gateways that count by user.
     *
     * @param user a name or id
     * @return this builder
     */
    public B user(@Nullable String user) {
        parameters.user(user);
        return self();
    }

    /**
     * The form of the answer by its name on the wire. Replaces what {@link MiniMaxModelBuilder#responseFormat(ResponseFormat)} set.
     *
     * @param responseFormat {@code text}, {@code json_object}, or {@code json_schema}: the last asks for nothing by itself, but declares
     *                       {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA}, see
     *                       {@link MiniMaxModelBuilder#supportedCapabilities(java.util.Set) supportedCapabilities}
     * @return this builder
     * @throws IllegalArgumentException if it is none of these
     */
    public B responseFormat(@Nullable String responseFormat) {
        parameters.responseFormat(responseFormat == null ? null : ofName(responseFormat));
        declaresJsonSchema = "json_schema".equals(responseFormat);
        return self();
    }

    private static @Nullable ResponseFormat ofName(String responseFormat) {
        return switch (responseFormat) {
            case "text" -> ResponseFormat.TEXT;
            case "json_object" -> ResponseFormat.JSON;
            case "json_schema" -> null;
            default ->
                throw new IllegalArgumentException(
                        "responseFormat is '" + responseFormat + "': it must be text, json_object or json_schema");
        };
    }

    /**
     * How much likelier or unlikelier single tokens become.
     *
     * @param logitBias by the ids of tokens
     * @return this builder
     * @throws IllegalArgumentException if an id or a value is null
     */
    public B logitBias(@Nullable Map<String, Integer> logitBias) {
        parameters.logitBias(logitBias);
        return self();
    }

    /**
     * Asks for the probabilities of the answer's tokens. They are in the raw response, see
     * {@link MiniMaxModelBuilder#keepRawResponses keepRawResponses}.
     *
     * @param logprobs whether to ask for them
     * @return this builder
     */
    public B logprobs(@Nullable Boolean logprobs) {
        parameters.logprobs(logprobs);
        return self();
    }

    /**
     * How many of the likeliest tokens to show in each place, see {@link #logprobs logprobs}.
     *
     * @param topLogprobs how many for each token
     * @return this builder
     */
    public B topLogprobs(@Nullable Integer topLogprobs) {
        parameters.topLogprobs(topLogprobs);
        return self();
    }

    /**
     * Whether the server may keep the answer, for those that ask.
     *
     * @param store whether it may
     * @return this builder
     */
    public B store(@Nullable Boolean store) {
        parameters.store(store);
        return self();
    }

    /**
     * What the server is to keep with the answer.
     *
     * @param metadata names and values
     * @return this builder
     * @throws IllegalArgumentException if a name or a value is null
     */
    public B metadata(@Nullable Map<String, String> metadata) {
        parameters.metadata(metadata);
        return self();
    }

    /**
     * The organization that pays, for gateways that ask: the header {@code OpenAI-Organization}. Headers of the same name that are set
     * otherwise win.
     *
     * @param organizationId its id
     * @return this builder
     */
    public B organizationId(@Nullable String organizationId) {
        connection.setNamedHeader("OpenAI-Organization", organizationId);
        return self();
    }

    /**
     * The project that pays, for gateways that ask: the header {@code OpenAI-Project}. Headers of the same name that are set otherwise
     * win.
     *
     * @param projectId its id
     * @return this builder
     */
    public B projectId(@Nullable String projectId) {
        connection.setNamedHeader("OpenAI-Project", projectId);
        return self();
    }
}
