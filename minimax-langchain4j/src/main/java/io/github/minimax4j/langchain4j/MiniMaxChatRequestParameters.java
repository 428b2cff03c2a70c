package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Thinking;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's common parameters and those that only MiniMax knows, which {@link MiniMaxRequestSettings} explains. Null means "not set":
 * the model's default applies, and if it has none, nothing is sent. Immutable.
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
    /** No parameter is set. */
    public static final MiniMaxChatRequestParameters EMPTY = builder().build();

    static final ParameterKey<Thinking> THINKING =
            new ParameterKey<>("thinking", Thinking.class, ChatCompletionRequestBuilder::thinking);
    static final ParameterKey<Boolean> REASONING_SPLIT =
            new ParameterKey<>("reasoningSplit", Boolean.class, ChatCompletionRequestBuilder::reasoningSplit);
    static final ParameterKey<String> REASONING_EFFORT =
            new ParameterKey<>("reasoningEffort", String.class, ChatCompletionRequestBuilder::reasoningEffort);
    static final ParameterKey<Boolean> PARALLEL_TOOL_CALLS =
            new ParameterKey<>("parallelToolCalls", Boolean.class, ChatCompletionRequestBuilder::parallelToolCalls);
    static final ParameterKey<String> SERVICE_TIER =
            new ParameterKey<>("serviceTier", String.class, ChatCompletionRequestBuilder::serviceTier);
    static final ParameterKey<Long> SEED = new ParameterKey<>("seed", Long.class, ChatCompletionRequestBuilder::seed);
    static final ParameterKey<String> USER =
            new ParameterKey<>("user", String.class, ChatCompletionRequestBuilder::user);
    static final ParameterKey<Boolean> MASK_SENSITIVE_INFO =
            new ParameterKey<>("maskSensitiveInfo", Boolean.class, ChatCompletionRequestBuilder::maskSensitiveInfo);
    static final ParameterKey<Integer> N = new ParameterKey<>("n", Integer.class, ChatCompletionRequestBuilder::n);
    static final ParameterKey<StreamOptions> STREAM_OPTIONS =
            new ParameterKey<>("streamOptions", StreamOptions.class, ChatCompletionRequestBuilder::streamOptions);
    static final ParameterKey<Boolean> RETURN_THINKING = new ParameterKey<>("returnThinking", Boolean.class);
    static final ParameterKey<Boolean> SEND_THINKING = new ParameterKey<>("sendThinking", Boolean.class);
    static final ParameterKey<Boolean> JSON_SCHEMA_IN_PROMPT = new ParameterKey<>("jsonSchemaInPrompt", Boolean.class);
    static final ParameterKey<ContentPart.Detail> IMAGE_DETAIL =
            new ParameterKey<>("imageDetail", ContentPart.Detail.class);
    static final ParameterKey<Integer> IMAGE_MAX_LONG_SIDE_PIXEL =
            new ParameterKey<>("imageMaxLongSidePixel", Integer.class);
    static final ParameterKey<ContentPart.Detail> VIDEO_DETAIL =
            new ParameterKey<>("videoDetail", ContentPart.Detail.class);
    static final ParameterKey<Double> VIDEO_FPS = new ParameterKey<>("videoFps", Double.class);
    static final ParameterKey<Integer> VIDEO_MAX_LONG_SIDE_PIXEL =
            new ParameterKey<>("videoMaxLongSidePixel", Integer.class);
    static final ParameterKey<String> TOOL_CHOICE_NAME = new ParameterKey<>("toolChoiceName", String.class);

    private final Map<ParameterKey<?>, Object> own;
    private final Map<String, Object> customParameters;
    private final Map<String, String> customHeaders;
    private final @Nullable String apiKey;

    private MiniMaxChatRequestParameters(Builder builder) {
        super(builder);
        this.own = Collections.unmodifiableMap(byName(builder.own));
        this.customParameters = builder.customParameters;
        this.customHeaders = builder.customHeaders;
        this.apiKey = builder.apiKey;
    }

    /** The same parameters as an instance of this type, from any type. */
    static MiniMaxChatRequestParameters from(ChatRequestParameters parameters) {
        return parameters instanceof MiniMaxChatRequestParameters same
                ? same
                : builder().overrideWith(parameters).build();
    }

    private static Map<ParameterKey<?>, Object> byName(Map<ParameterKey<?>, Object> values) {
        Map<ParameterKey<?>, Object> sorted = new TreeMap<>(Comparator.comparing(ParameterKey::name));
        sorted.putAll(values);
        return sorted;
    }

    /** Sets the fields of a request's body that LangChain4j does not have in common. */
    void applyTo(ChatCompletionRequestBuilder request) {
        own.forEach((key, value) -> apply(key, value, request));
    }

    private static <T> void apply(ParameterKey<T> key, Object value, ChatCompletionRequestBuilder request) {
        key.field().accept(request, key.type().cast(value));
    }

    private <T> @Nullable T get(ParameterKey<T> key) {
        return key.type().cast(own.get(key));
    }

    /** See {@link MiniMaxRequestSettings#thinking}. */
    public @Nullable Thinking thinking() {
        return get(THINKING);
    }

    /** See {@link MiniMaxRequestSettings#reasoningSplit}. */
    public @Nullable Boolean reasoningSplit() {
        return get(REASONING_SPLIT);
    }

    /** See {@link MiniMaxRequestSettings#reasoningEffort}. */
    public @Nullable String reasoningEffort() {
        return get(REASONING_EFFORT);
    }

    /** See {@link MiniMaxRequestSettings#returnThinking}. */
    public @Nullable Boolean returnThinking() {
        return get(RETURN_THINKING);
    }

    /** See {@link MiniMaxRequestSettings#sendThinking}. */
    public @Nullable Boolean sendThinking() {
        return get(SEND_THINKING);
    }

    /** See {@link MiniMaxRequestSettings#parallelToolCalls}. */
    public @Nullable Boolean parallelToolCalls() {
        return get(PARALLEL_TOOL_CALLS);
    }

    /** The one tool that the model must call; if set, {@link #toolChoice()} is null. */
    public @Nullable String toolChoiceName() {
        return get(TOOL_CHOICE_NAME);
    }

    /** See {@link MiniMaxRequestSettings#serviceTier}. */
    public @Nullable String serviceTier() {
        return get(SERVICE_TIER);
    }

    /** See {@link MiniMaxRequestSettings#seed(Long)}. */
    public @Nullable Long seed() {
        return get(SEED);
    }

    /** See {@link MiniMaxRequestSettings#user}. */
    public @Nullable String user() {
        return get(USER);
    }

    /** See {@link MiniMaxRequestSettings#maskSensitiveInfo}. */
    public @Nullable Boolean maskSensitiveInfo() {
        return get(MASK_SENSITIVE_INFO);
    }

    /** See {@link MiniMaxRequestSettings#n}. */
    public @Nullable Integer n() {
        return get(N);
    }

    /** See {@link MiniMaxRequestSettings#streamOptions}. */
    public @Nullable StreamOptions streamOptions() {
        return get(STREAM_OPTIONS);
    }

    /** Whether a JSON schema goes into the prompt instead of a field of the request; null for the model's own setting. */
    public @Nullable Boolean jsonSchemaInPrompt() {
        return get(JSON_SCHEMA_IN_PROMPT);
    }

    /** See {@link MiniMaxRequestSettings#imageDetail}. */
    public ContentPart.@Nullable Detail imageDetail() {
        return get(IMAGE_DETAIL);
    }

    /** See {@link MiniMaxRequestSettings#imageMaxLongSidePixel}. */
    public @Nullable Integer imageMaxLongSidePixel() {
        return get(IMAGE_MAX_LONG_SIDE_PIXEL);
    }

    /** See {@link MiniMaxRequestSettings#videoDetail}. */
    public ContentPart.@Nullable Detail videoDetail() {
        return get(VIDEO_DETAIL);
    }

    /** See {@link MiniMaxRequestSettings#videoFps}. */
    public @Nullable Double videoFps() {
        return get(VIDEO_FPS);
    }

    /** See {@link MiniMaxRequestSettings#videoMaxLongSidePixel}. */
    public @Nullable Integer videoMaxLongSidePixel() {
        return get(VIDEO_MAX_LONG_SIDE_PIXEL);
    }

    /** Further fields of the request's body, by their names in JSON; empty if there are none. */
    public Map<String, Object> customParameters() {
        return customParameters;
    }

    /** HTTP headers of this request. They take precedence over those of the model, including {@code Authorization}. */
    public Map<String, String> customHeaders() {
        return customHeaders;
    }

    /** The key of this request, or null. It is not public, so that code that prints parameters by their getters does not print it. */
    @Nullable
    String apiKey() {
        return apiKey;
    }

    @Override
    public MiniMaxChatRequestParameters overrideWith(ChatRequestParameters that) {
        return toBuilder().overrideWith(that).build();
    }

    @Override
    public MiniMaxChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxChatRequestParameters that
                        && own.equals(that.own)
                        && customParameters.equals(that.customParameters)
                        && customHeaders.equals(that.customHeaders)
                        && Objects.equals(apiKey, that.apiKey);
    }

    /** Names of headers that differ in case only are equal, so only the values count here; they are in the order of their names. */
    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), own, customParameters, List.copyOf(customHeaders.values()), apiKey);
    }

    /** Shows neither the key nor the values of headers. */
    @Override
    public String toString() {
        return "MiniMaxChatRequestParameters{common=" + super.toString() + ", own=" + own + ", customParameters="
                + customParameters + ", customHeaders=" + customHeaders.keySet() + ", apiKey="
                + (apiKey == null ? "none" : "given") + "}";
    }

    /** Starts without parameters. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with these parameters. */
    public Builder toBuilder() {
        return builder().overrideWith(this);
    }

    /** Collects parameters. Not thread-safe. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder>
            implements MiniMaxRequestSettings<Builder> {
        private final Map<ParameterKey<?>, Object> own = byName(Map.of());
        private Map<String, Object> customParameters = Map.of();
        private Map<String, String> customHeaders = Map.of();
        private @Nullable String apiKey;

        // the values set under the two names of the output limit, since other parameters were copied
        private @Nullable Integer maxOutputTokens;
        private @Nullable Integer maxTokens;

        private Builder() {}

        @Override
        public Builder parameters(Consumer<Builder> change) {
            change.accept(this);
            return this;
        }

        <T> void set(ParameterKey<T> key, @Nullable T value) {
            if (value == null) {
                own.remove(key);
            } else {
                own.put(key, value);
            }
        }

        /** Copies all that is set in other parameters: common ones from any type, the others from this library's type. */
        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            maxOutputTokens = null;
            maxTokens = null;
            if (parameters instanceof MiniMaxChatRequestParameters same) {
                own.putAll(same.own);
                customParameters = joined(new LinkedHashMap<>(), customParameters, same.customParameters);
                customHeaders = joined(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), customHeaders, same.customHeaders);
                apiKey = same.apiKey == null ? apiKey : same.apiKey;
            }
            setToolChoiceName(TOOL_CHOICE_NAME.type().cast(own.get(TOOL_CHOICE_NAME)));
            return this;
        }

        private static <V> Map<String, V> joined(Map<String, V> all, Map<String, V> first, Map<String, V> second) {
            if (second.isEmpty()) {
                return first;
            }
            all.putAll(first);
            all.putAll(second);
            return Collections.unmodifiableMap(all);
        }

        /**
         * Maximum number of tokens of a response, thinking included, at least 1. It is sent under the name that the server knows:
         * {@code max_completion_tokens} to MiniMax, {@code max_tokens} to others.
         */
        @Override
        public Builder maxOutputTokens(@Nullable Integer maxOutputTokens) {
            this.maxOutputTokens = maxOutputTokens;
            return super.maxOutputTokens(maxOutputTokens == null ? maxTokens : maxOutputTokens);
        }

        void setMaxTokens(@Nullable Integer maxTokens) {
            this.maxTokens = maxTokens;
            super.maxOutputTokens(maxTokens == null ? maxOutputTokens : maxTokens);
        }

        void setToolChoiceName(@Nullable String toolChoiceName) {
            if (toolChoiceName != null) {
                if (toolChoiceName.isBlank()) {
                    throw new IllegalArgumentException("toolChoiceName is blank: name a tool, or do not set it");
                }
                super.toolChoice(null);
            }
            set(TOOL_CHOICE_NAME, toolChoiceName);
        }

        /** Whether the model may, must or must not call tools. Replaces {@link #toolChoiceName toolChoiceName}. */
        @Override
        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            if (toolChoice != null) {
                own.remove(TOOL_CHOICE_NAME);
            }
            return super.toolChoice(toolChoice);
        }

        void setCustomParameters(@Nullable Map<String, Object> customParameters) {
            this.customParameters =
                    customParameters == null ? Map.of() : MapSettings.json("customParameters", customParameters);
        }

        /**
         * HTTP headers of this request. They are added to those of the model's defaults.
         *
         * @param customHeaders names and values of printable ASCII characters; null for none
         * @return this builder
         * @throws IllegalArgumentException if a name or a value is null
         */
        public Builder customHeaders(@Nullable Map<String, String> customHeaders) {
            this.customHeaders = customHeaders == null
                    ? Map.of()
                    : joined(
                            new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                            Map.of(),
                            MapSettings.whole("customHeaders", customHeaders));
            return this;
        }

        /**
         * The key of this request, for applications that call the model for many accounts; null for the model's key. It is never shown. Not
         * for the defaults of a model, which has its own {@code apiKey}.
         */
        public Builder apiKey(@Nullable String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /**
         * Builds the parameters.
         *
         * @return the parameters
         * @throws IllegalArgumentException if the output limit has different values under its two names
         */
        @Override
        public MiniMaxChatRequestParameters build() {
            if (maxOutputTokens != null && maxTokens != null && !maxOutputTokens.equals(maxTokens)) {
                throw new IllegalArgumentException("maxOutputTokens is " + maxOutputTokens + ", maxTokens is "
                        + maxTokens + ": these are names of one setting, so set only one of them");
            }
            return new MiniMaxChatRequestParameters(this);
        }
    }
}
