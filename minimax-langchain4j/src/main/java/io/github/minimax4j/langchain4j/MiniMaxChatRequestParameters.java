package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.StreamOptions;
import io.github.minimax4j.core.chat.Thinking;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's common parameters and those that only MiniMax knows. Null means "not said": the model's default holds, and
 * where it has none, nothing is sent. Immutable.
 *
 * <pre>{@code
 * model.chat(ChatRequest.builder()
 *         .messages(UserMessage.from("Prove it."))
 *         .parameters(MiniMaxChatRequestParameters.builder()
 *                 .thinking(Thinking.ADAPTIVE)
 *                 .serviceTier("priority")
 *                 .build())
 *         .build());
 * }</pre>
 */
public final class MiniMaxChatRequestParameters extends DefaultChatRequestParameters {
    /** Nothing is said. */
    public static final MiniMaxChatRequestParameters EMPTY = builder().build();

    private final OwnParameters own;

    private MiniMaxChatRequestParameters(Builder builder) {
        super(builder);
        this.own = builder.own;
    }

    /** The same parameters as this type, whatever type they have. */
    static MiniMaxChatRequestParameters from(ChatRequestParameters parameters) {
        return parameters instanceof MiniMaxChatRequestParameters same
                ? same
                : builder().overrideWith(parameters).build();
    }

    /**
     * Switches the model's thinking: M3 obeys, M2.x always thinks, M3.1 refuses {@link Thinking#DISABLED} (Q20, Q21).
     *
     * @return what was set, or null
     */
    public @Nullable Thinking thinking() {
        return own.get(OwnParameters.THINKING);
    }

    /**
     * Whether the service is to send thinking apart from the text.
     *
     * @return what was set, or null for what suits the target
     */
    public @Nullable Boolean reasoningSplit() {
        return own.get(OwnParameters.REASONING_SPLIT);
    }

    /**
     * How deeply M3.1 thinks: {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}.
     *
     * @return what was set, or null
     */
    public @Nullable String reasoningEffort() {
        return own.get(OwnParameters.REASONING_EFFORT);
    }

    /**
     * Whether thinking is handed to the application. The text never holds thinking in either case.
     *
     * @return what was set, or null for yes at MiniMax itself and no elsewhere
     */
    public @Nullable Boolean returnThinking() {
        return own.get(OwnParameters.RETURN_THINKING);
    }

    /**
     * Whether the thinking of earlier answers goes back to the model.
     *
     * @return what was set, or null for yes at MiniMax itself and no elsewhere
     */
    public @Nullable Boolean sendThinking() {
        return own.get(OwnParameters.SEND_THINKING);
    }

    /**
     * Whether several tools may be called at once. MiniMax decides by itself; gateways and engines may obey.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean parallelToolCalls() {
        return own.get(OwnParameters.PARALLEL_TOOL_CALLS);
    }

    /**
     * The admission class: {@code standard} or {@code priority}.
     *
     * @return what was set, or null
     */
    public @Nullable String serviceTier() {
        return own.get(OwnParameters.SERVICE_TIER);
    }

    /**
     * For answers that can be repeated. MiniMax takes it and promises nothing.
     *
     * @return what was set, or null
     */
    public @Nullable Long seed() {
        return own.get(OwnParameters.SEED);
    }

    /**
     * The end user, for gateways that count by user.
     *
     * @return what was set, or null
     */
    public @Nullable String user() {
        return own.get(OwnParameters.USER);
    }

    /**
     * The same as {@link #maxOutputTokens()}, whichever name it was set under.
     *
     * @return what was set, or null
     */
    public @Nullable Integer maxCompletionTokens() {
        return maxOutputTokens();
    }

    /**
     * Whether addresses, ids and the like are masked in the answer. For models before M1 only.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean maskSensitiveInfo() {
        return own.get(OwnParameters.MASK_SENSITIVE_INFO);
    }

    /**
     * Whether a JSON schema goes into the prompt instead of a field of the request.
     *
     * @return what was set, or null for what the model was built with
     */
    public @Nullable Boolean jsonSchemaInPrompt() {
        return own.get(OwnParameters.JSON_SCHEMA_IN_PROMPT);
    }

    /**
     * How much likelier or unlikelier single tokens become. MiniMax ignores it; gateways and engines may not.
     *
     * @return what was set, by the ids of tokens, or null
     */
    public @Nullable Map<String, Integer> logitBias() {
        return own.get(OwnParameters.LOGIT_BIAS);
    }

    /**
     * Whether the probabilities of the answer's tokens are asked for. MiniMax ignores it; what others send is in
     * {@link MiniMaxChatResponseMetadata#rawResponse()}, if it is kept.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean logprobs() {
        return own.get(OwnParameters.LOGPROBS);
    }

    /**
     * How many of the likeliest tokens to show in each place, see {@link #logprobs()}.
     *
     * @return what was set, or null
     */
    public @Nullable Integer topLogprobs() {
        return own.get(OwnParameters.TOP_LOGPROBS);
    }

    /**
     * Whether the server may keep the answer. MiniMax ignores it.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean store() {
        return own.get(OwnParameters.STORE);
    }

    /**
     * What the server is to keep with the answer. MiniMax ignores it.
     *
     * @return what was set, or null
     */
    public @Nullable Map<String, String> metadata() {
        return own.get(OwnParameters.METADATA);
    }

    /**
     * How many choices the server is to give. MiniMax gives one. LangChain4j has room for the first; see
     * {@link MiniMaxChatResponseMetadata#rawResponse()} for the others.
     *
     * @return what was set, or null
     */
    public @Nullable Integer n() {
        return own.get(OwnParameters.N);
    }

    /**
     * The one tool that the model must call. {@link #toolChoice()} is null beside it.
     *
     * @return what was set, or null
     */
    public @Nullable String toolChoiceName() {
        return own.get(OwnParameters.TOOL_CHOICE_NAME);
    }

    /**
     * What a stream is to bring beside the text.
     *
     * @return what was set, or null
     */
    public @Nullable StreamOptions streamOptions() {
        return own.get(OwnParameters.STREAM_OPTIONS);
    }

    /**
     * How closely the model looks at images whose content does not say so itself.
     *
     * @return what was set, or null
     */
    public ContentPart.@Nullable Detail imageDetail() {
        return own.get(OwnParameters.IMAGE_DETAIL);
    }

    /**
     * The longer side that images are scaled down to, unless their content says so itself.
     *
     * @return what was set, or null
     */
    public @Nullable Integer imageMaxLongSidePixel() {
        return own.get(OwnParameters.IMAGE_MAX_LONG_SIDE_PIXEL);
    }

    /**
     * How closely the model looks at videos whose content does not say so itself.
     *
     * @return what was set, or null
     */
    public ContentPart.@Nullable Detail videoDetail() {
        return own.get(OwnParameters.VIDEO_DETAIL);
    }

    /**
     * Frames per second that the model looks at, of videos whose content does not say so itself.
     *
     * @return what was set, or null
     */
    public @Nullable Double videoFps() {
        return own.get(OwnParameters.VIDEO_FPS);
    }

    /**
     * The longer side that videos are scaled down to, unless their content says so itself.
     *
     * @return what was set, or null
     */
    public @Nullable Integer videoMaxLongSidePixel() {
        return own.get(OwnParameters.VIDEO_MAX_LONG_SIDE_PIXEL);
    }

    /**
     * Further fields of the request's body, by their names in JSON.
     *
     * @return plain JSON values; empty if there are none
     */
    public Map<String, Object> customParameters() {
        return own.customParameters();
    }

    /**
     * HTTP headers of this request. They win over those of the model, {@code Authorization} included.
     *
     * @return names and values; empty if there are none
     */
    public Map<String, String> customHeaders() {
        return own.customHeaders();
    }

    OwnParameters own() {
        return own;
    }

    /** The key of this request, or null. It is not public, so that what prints parameters by their getters does not print it. */
    @Nullable
    String apiKey() {
        return own.apiKey();
    }

    @Override
    public MiniMaxChatRequestParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public MiniMaxChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other) && other instanceof MiniMaxChatRequestParameters that && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), own);
    }

    /** Shows neither the key nor the values of headers. */
    @Override
    public String toString() {
        return "MiniMaxChatRequestParameters{common=" + super.toString() + ", own=" + own + "}";
    }

    /**
     * Starts without anything said.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts with these parameters.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return builder().overrideWith(this);
    }

    /** Collects parameters. Not thread-safe. */
    public static final class Builder extends OpenAiStyleParametersBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the model.
         *
         * @param modelName one of the names known when this library was made
         * @return this builder
         */
        public Builder modelName(@Nullable MiniMaxChatModelName modelName) {
            return modelName(modelName == null ? null : modelName.toString());
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#thinking()}.
         *
         * @param thinking on or off
         * @return this builder
         */
        public Builder thinking(@Nullable Thinking thinking) {
            own = own.with(OwnParameters.THINKING, thinking);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#reasoningSplit()}.
         *
         * @param reasoningSplit whether thinking comes apart from the text
         * @return this builder
         */
        public Builder reasoningSplit(@Nullable Boolean reasoningSplit) {
            own = own.with(OwnParameters.REASONING_SPLIT, reasoningSplit);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#reasoningEffort()}.
         *
         * @param reasoningEffort low, medium, high, xhigh or max
         * @return this builder
         */
        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            own = own.with(OwnParameters.REASONING_EFFORT, reasoningEffort);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#returnThinking()}.
         *
         * @param returnThinking whether the application gets the thinking
         * @return this builder
         */
        public Builder returnThinking(@Nullable Boolean returnThinking) {
            own = own.with(OwnParameters.RETURN_THINKING, returnThinking);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#sendThinking()}.
         *
         * @param sendThinking whether the model gets its earlier thinking back
         * @return this builder
         */
        public Builder sendThinking(@Nullable Boolean sendThinking) {
            own = own.with(OwnParameters.SEND_THINKING, sendThinking);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#serviceTier()}.
         *
         * @param serviceTier standard or priority
         * @return this builder
         */
        public Builder serviceTier(@Nullable String serviceTier) {
            own = own.with(OwnParameters.SERVICE_TIER, serviceTier);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#maskSensitiveInfo()}.
         *
         * @param maskSensitiveInfo whether to mask
         * @return this builder
         */
        public Builder maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
            own = own.with(OwnParameters.MASK_SENSITIVE_INFO, maskSensitiveInfo);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#jsonSchemaInPrompt()}, for requests to a model of another kind than the one that
         * the model was built for.
         *
         * @param jsonSchemaInPrompt true for the prompt, false for the field
         * @return this builder
         */
        public Builder jsonSchemaInPrompt(@Nullable Boolean jsonSchemaInPrompt) {
            own = own.with(OwnParameters.JSON_SCHEMA_IN_PROMPT, jsonSchemaInPrompt);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#n()}.
         *
         * @param n at least 1
         * @return this builder
         */
        public Builder n(@Nullable Integer n) {
            own = own.with(OwnParameters.N, n);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#streamOptions()}.
         *
         * @param streamOptions whether usage is asked for
         * @return this builder
         */
        public Builder streamOptions(@Nullable StreamOptions streamOptions) {
            own = own.with(OwnParameters.STREAM_OPTIONS, streamOptions);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#imageDetail()}.
         *
         * @param imageDetail low, default or high
         * @return this builder
         */
        public Builder imageDetail(ContentPart.@Nullable Detail imageDetail) {
            own = own.with(OwnParameters.IMAGE_DETAIL, imageDetail);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#imageMaxLongSidePixel()}.
         *
         * @param imageMaxLongSidePixel at least 1
         * @return this builder
         */
        public Builder imageMaxLongSidePixel(@Nullable Integer imageMaxLongSidePixel) {
            own = own.with(OwnParameters.IMAGE_MAX_LONG_SIDE_PIXEL, imageMaxLongSidePixel);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#videoDetail()}.
         *
         * @param videoDetail low, default or high
         * @return this builder
         */
        public Builder videoDetail(ContentPart.@Nullable Detail videoDetail) {
            own = own.with(OwnParameters.VIDEO_DETAIL, videoDetail);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#videoFps()}.
         *
         * @param videoFps 0.2 to 5
         * @return this builder
         */
        public Builder videoFps(@Nullable Double videoFps) {
            own = own.with(OwnParameters.VIDEO_FPS, videoFps);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#videoMaxLongSidePixel()}.
         *
         * @param videoMaxLongSidePixel at least 1
         * @return this builder
         */
        public Builder videoMaxLongSidePixel(@Nullable Integer videoMaxLongSidePixel) {
            own = own.with(OwnParameters.VIDEO_MAX_LONG_SIDE_PIXEL, videoMaxLongSidePixel);
            return this;
        }

        /**
         * Has the model call this tool and no other. Takes the place of what {@link #toolChoice toolChoice} set, and the other way round.
         *
         * @param toolChoiceName the name of a tool that the request offers
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder toolChoiceName(@Nullable String toolChoiceName) {
            if (toolChoiceName != null) {
                if (toolChoiceName.isBlank()) {
                    throw new IllegalArgumentException("toolChoiceName is blank: name a tool, or do not set it");
                }
                super.toolChoice(null);
            }
            own = own.with(OwnParameters.TOOL_CHOICE_NAME, toolChoiceName);
            return this;
        }

        @Override
        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            if (toolChoice != null) {
                own = own.with(OwnParameters.TOOL_CHOICE_NAME, null);
            }
            return super.toolChoice(toolChoice);
        }

        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            return toolChoiceName(own.get(OwnParameters.TOOL_CHOICE_NAME));
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#customParameters()}. They are joined with those of the model's defaults, one by one;
         * of two with the same name, that of the request wins.
         *
         * @param customParameters plain JSON values; null for none. A field that this library sends itself may not be among them
         * @return this builder
         * @throws IllegalArgumentException if a name is null, or a number is not finite
         */
        public Builder customParameters(@Nullable Map<String, Object> customParameters) {
            own = own.withCustomParameters(
                    customParameters == null ? Map.of() : MapSettings.json("customParameters", customParameters));
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#customHeaders()}. They are joined with those of the model's defaults, one by one.
         *
         * @param customHeaders names and values of printable ASCII characters; null for none
         * @return this builder
         * @throws IllegalArgumentException if a name or a value is null
         */
        public Builder customHeaders(@Nullable Map<String, String> customHeaders) {
            own = own.withCustomHeaders(
                    customHeaders == null ? Map.of() : MapSettings.whole("customHeaders", customHeaders));
            return this;
        }

        /**
         * The key of this request, for applications that ask in the name of many accounts. It is used instead of the model's, and
         * shown nowhere. Not for the defaults of a model: that has its own {@code apiKey}.
         *
         * @param apiKey the key; null for the model's
         * @return this builder
         */
        public Builder apiKey(@Nullable String apiKey) {
            own = own.withApiKey(apiKey);
            return this;
        }

        /**
         * Makes the parameters.
         *
         * @return the parameters
         * @throws IllegalArgumentException if a setting has different values under several of its names
         */
        @Override
        public MiniMaxChatRequestParameters build() {
            checkSynonyms();
            return new MiniMaxChatRequestParameters(this);
        }
    }
}
