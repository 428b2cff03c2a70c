package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The setters of {@link MiniMaxChatRequestParameters.Builder} that langchain4j-open-ai has under these names, for applications that come
 * from there. MiniMax itself ignores most of them; gateways and engines may not. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class OpenAiStyleParametersBuilder<B extends OpenAiStyleParametersBuilder<B>>
        extends DefaultChatRequestParameters.Builder<B> {
    private final Synonyms<Integer> outputLimit = new Synonyms<>();
    private final Synonyms<List<String>> stops = new Synonyms<>();
    OwnParameters own = OwnParameters.NONE;

    OpenAiStyleParametersBuilder() {}

    abstract B self();

    void checkSynonyms() {
        outputLimit.check();
        stops.check();
    }

    /**
     * Takes over all that is set in other parameters.
     *
     * @param parameters of any type; common ones are taken from all, the others from this library's type
     * @return this builder
     */
    @Override
    public B overrideWith(ChatRequestParameters parameters) {
        super.overrideWith(parameters);
        outputLimit.settle();
        stops.settle();
        if (parameters instanceof MiniMaxChatRequestParameters same) {
            own = own.overrideWith(same.own());
        }
        return self();
    }

    /**
     * The most tokens of an answer, thinking included. It goes out under the name that the server knows: {@code max_completion_tokens}
     * to MiniMax, {@code max_tokens} to others.
     *
     * @param maxOutputTokens at least 1
     * @return this builder
     */
    @Override
    public B maxOutputTokens(@Nullable Integer maxOutputTokens) {
        return super.maxOutputTokens(outputLimit.set("maxOutputTokens", maxOutputTokens));
    }

    /**
     * The same as {@link #maxOutputTokens maxOutputTokens}. Different values under two of the names are refused when the parameters are
     * built.
     *
     * @param maxTokens at least 1
     * @return this builder
     */
    public B maxTokens(@Nullable Integer maxTokens) {
        return super.maxOutputTokens(outputLimit.set("maxTokens", maxTokens));
    }

    /**
     * The same as {@link #maxOutputTokens maxOutputTokens}. Different values under two of the names are refused when the parameters are
     * built.
     *
     * @param maxCompletionTokens at least 1
     * @return this builder
     */
    public B maxCompletionTokens(@Nullable Integer maxCompletionTokens) {
        return super.maxOutputTokens(outputLimit.set("maxCompletionTokens", maxCompletionTokens));
    }

    /**
     * Texts that end the answer. M2.x ignores them (Q4).
     *
     * @param stopSequences at most 4
     * @return this builder
     */
    @Override
    public B stopSequences(@Nullable List<String> stopSequences) {
        return super.stopSequences(stops.set("stopSequences", stopSequences));
    }

    /**
     * The same as {@link #stopSequences(List)}. Different values under both names are refused when the parameters are built.
     *
     * @param stop at most 4
     * @return this builder
     */
    public B stop(@Nullable List<String> stop) {
        return super.stopSequences(stops.set("stop", stop));
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#seed()}.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(@Nullable Long seed) {
        own = own.with(OwnParameters.SEED, seed);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#seed()}.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(@Nullable Integer seed) {
        return seed(seed == null ? null : Long.valueOf(seed));
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#parallelToolCalls()}.
     *
     * @param parallelToolCalls whether several tools may be called at once
     * @return this builder
     */
    public B parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        own = own.with(OwnParameters.PARALLEL_TOOL_CALLS, parallelToolCalls);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#user()}.
     *
     * @param user the end user
     * @return this builder
     */
    public B user(@Nullable String user) {
        own = own.with(OwnParameters.USER, user);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#logitBias()}.
     *
     * @param logitBias by the ids of tokens
     * @return this builder
     * @throws IllegalArgumentException if an id or a value is null
     */
    public B logitBias(@Nullable Map<String, Integer> logitBias) {
        own = own.with(OwnParameters.LOGIT_BIAS, logitBias == null ? null : MapSettings.whole("logitBias", logitBias));
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#logprobs()}.
     *
     * @param logprobs whether to ask for them
     * @return this builder
     */
    public B logprobs(@Nullable Boolean logprobs) {
        own = own.with(OwnParameters.LOGPROBS, logprobs);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#topLogprobs()}.
     *
     * @param topLogprobs how many for each token
     * @return this builder
     */
    public B topLogprobs(@Nullable Integer topLogprobs) {
        own = own.with(OwnParameters.TOP_LOGPROBS, topLogprobs);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#store()}.
     *
     * @param store whether the server may keep the answer
     * @return this builder
     */
    public B store(@Nullable Boolean store) {
        own = own.with(OwnParameters.STORE, store);
        return self();
    }

    /**
     * Sets {@link MiniMaxChatRequestParameters#metadata()}.
     *
     * @param metadata names and values
     * @return this builder
     * @throws IllegalArgumentException if a name or a value is null
     */
    public B metadata(@Nullable Map<String, String> metadata) {
        own = own.with(OwnParameters.METADATA, metadata == null ? null : MapSettings.whole("metadata", metadata));
        return self();
    }
}
