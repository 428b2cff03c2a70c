package io.github.minimax4j.core.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Only fields that are set are sent; null means "not set".
 * {@link ChatCompletionRequestBuilder} describes each field and rejects values out of range. Immutable.
 */
public final class ChatCompletionRequest {

    // in the order in which they are sent
    private static final RequestField.Table TABLE = new RequestField.Table();

    /** See {@link ChatCompletionRequestBuilder#model}. */
    public static final RequestField<String> MODEL = TABLE.any("model");

    /** See {@link ChatCompletionRequestBuilder#messages}. */
    public static final RequestField<List<Message>> MESSAGES = TABLE.list("messages");

    /** See {@link ChatCompletionRequestBuilder#stream}. */
    public static final RequestField<Boolean> STREAM = TABLE.any("stream");

    /** See {@link ChatCompletionRequestBuilder#streamOptions}. */
    public static final RequestField<StreamOptions> STREAM_OPTIONS = TABLE.any("stream_options");

    /** See {@link ChatCompletionRequestBuilder#maxCompletionTokens}. */
    public static final RequestField<Integer> MAX_COMPLETION_TOKENS = TABLE.atLeastOne("max_completion_tokens");

    /** See {@link ChatCompletionRequestBuilder#maxTokens}. */
    public static final RequestField<Integer> MAX_TOKENS = TABLE.atLeastOne("max_tokens");

    /** See {@link ChatCompletionRequestBuilder#temperature}. */
    public static final RequestField<Double> TEMPERATURE = TABLE.range("temperature", 0, 2);

    /** See {@link ChatCompletionRequestBuilder#topP}. */
    public static final RequestField<Double> TOP_P = TABLE.range("top_p", 0, 1);

    /** See {@link ChatCompletionRequestBuilder#topK}. */
    public static final RequestField<Integer> TOP_K =
            TABLE.checked("top_k", ChatCompletionRequest::isTopK, "at least 1, or -1 for no limit", any -> false);

    /** See {@link ChatCompletionRequestBuilder#n}. */
    public static final RequestField<Integer> N = TABLE.atLeastOne("n");

    /** See {@link ChatCompletionRequestBuilder#stop}. */
    public static final RequestField<List<String>> STOP = TABLE.texts("stop", 4, texts -> !texts.isEmpty());

    /** See {@link ChatCompletionRequestBuilder#presencePenalty}. */
    public static final RequestField<Double> PRESENCE_PENALTY = TABLE.range("presence_penalty", -2, 2, any -> true);

    /** See {@link ChatCompletionRequestBuilder#frequencyPenalty}. */
    public static final RequestField<Double> FREQUENCY_PENALTY = TABLE.range("frequency_penalty", -2, 2, any -> true);

    /** See {@link ChatCompletionRequestBuilder#tools}. */
    public static final RequestField<List<Tool>> TOOLS = TABLE.list("tools");

    /** See {@link ChatCompletionRequestBuilder#toolChoice}. */
    public static final RequestField<ToolChoice> TOOL_CHOICE =
            TABLE.any("tool_choice", choice -> !choice.equals(ToolChoice.AUTO) && !choice.equals(ToolChoice.NONE));

    /** See {@link ChatCompletionRequestBuilder#parallelToolCalls}. */
    public static final RequestField<Boolean> PARALLEL_TOOL_CALLS = TABLE.any("parallel_tool_calls");

    /** See {@link ChatCompletionRequestBuilder#responseFormat}. */
    public static final RequestField<ResponseFormat> RESPONSE_FORMAT =
            TABLE.any("response_format", format -> !format.equals(ResponseFormat.TEXT));

    /** See {@link ChatCompletionRequestBuilder#thinking}. */
    public static final RequestField<Thinking> THINKING =
            TABLE.any("thinking", thinking -> thinking == Thinking.DISABLED);

    /** See {@link ChatCompletionRequestBuilder#reasoningSplit}. */
    public static final RequestField<Boolean> REASONING_SPLIT = TABLE.any("reasoning_split");

    /** See {@link ChatCompletionRequestBuilder#reasoningEffort}. */
    public static final RequestField<String> REASONING_EFFORT = TABLE.any("reasoning_effort", any -> true);

    /** See {@link ChatCompletionRequestBuilder#serviceTier}. */
    public static final RequestField<String> SERVICE_TIER = TABLE.any("service_tier");

    /** See {@link ChatCompletionRequestBuilder#seed}. */
    public static final RequestField<Long> SEED = TABLE.any("seed");

    /** See {@link ChatCompletionRequestBuilder#user}. */
    public static final RequestField<String> USER = TABLE.any("user");

    /** See {@link ChatCompletionRequestBuilder#maskSensitiveInfo}. */
    public static final RequestField<Boolean> MASK_SENSITIVE_INFO = TABLE.any("mask_sensitive_info");

    /** All fields by their names in JSON, in the order in which they are sent. */
    public static final Map<String, RequestField<?>> FIELDS = TABLE.end();

    private final @Nullable Object[] values;

    private final Map<String, Object> extraBody;

    ChatCompletionRequest(@Nullable Object[] values, Map<String, Object> extraBody) {
        this.values = values;
        this.extraBody = extraBody;
    }

    /** Starts an empty request. */
    public static ChatCompletionRequestBuilder builder() {
        return new ChatCompletionRequestBuilder(new Object[FIELDS.size()], Map.of());
    }

    /** Starts a copy of this request. */
    public ChatCompletionRequestBuilder toBuilder() {
        return new ChatCompletionRequestBuilder(values.clone(), extraBody);
    }

    /** The value of a field, or null if it is not set. */
    @SuppressWarnings("unchecked") // the builder sets values of the field's type only
    public <T> @Nullable T get(RequestField<T> field) {
        return (T) values[field.position()];
    }

    /** See {@link ChatCompletionRequestBuilder#model}. */
    public String model() {
        return Objects.requireNonNull(get(MODEL));
    }

    /** See {@link ChatCompletionRequestBuilder#messages}. */
    public List<Message> messages() {
        return Objects.requireNonNull(get(MESSAGES));
    }

    /** See {@link ChatCompletionRequestBuilder#stream}. */
    public @Nullable Boolean stream() {
        return get(STREAM);
    }

    /** See {@link ChatCompletionRequestBuilder#streamOptions}. */
    public @Nullable StreamOptions streamOptions() {
        return get(STREAM_OPTIONS);
    }

    /** See {@link ChatCompletionRequestBuilder#maxCompletionTokens}. */
    public @Nullable Integer maxCompletionTokens() {
        return get(MAX_COMPLETION_TOKENS);
    }

    /** See {@link ChatCompletionRequestBuilder#maxTokens}. */
    public @Nullable Integer maxTokens() {
        return get(MAX_TOKENS);
    }

    /** See {@link ChatCompletionRequestBuilder#temperature}. */
    public @Nullable Double temperature() {
        return get(TEMPERATURE);
    }

    /** See {@link ChatCompletionRequestBuilder#topP}. */
    public @Nullable Double topP() {
        return get(TOP_P);
    }

    /** See {@link ChatCompletionRequestBuilder#topK}. */
    public @Nullable Integer topK() {
        return get(TOP_K);
    }

    // vLLM and SGLang: some of their versions reject 0
    private static boolean isTopK(int k) {
        return k >= 1 || k == -1;
    }

    /** See {@link ChatCompletionRequestBuilder#n}. */
    public @Nullable Integer n() {
        return get(N);
    }

    /** See {@link ChatCompletionRequestBuilder#stop}. */
    public @Nullable List<String> stop() {
        return get(STOP);
    }

    /** See {@link ChatCompletionRequestBuilder#presencePenalty}. */
    public @Nullable Double presencePenalty() {
        return get(PRESENCE_PENALTY);
    }

    /** See {@link ChatCompletionRequestBuilder#frequencyPenalty}. */
    public @Nullable Double frequencyPenalty() {
        return get(FREQUENCY_PENALTY);
    }

    /** See {@link ChatCompletionRequestBuilder#tools}. */
    public @Nullable List<Tool> tools() {
        return get(TOOLS);
    }

    /** See {@link ChatCompletionRequestBuilder#toolChoice}. */
    public @Nullable ToolChoice toolChoice() {
        return get(TOOL_CHOICE);
    }

    /** See {@link ChatCompletionRequestBuilder#parallelToolCalls}. */
    public @Nullable Boolean parallelToolCalls() {
        return get(PARALLEL_TOOL_CALLS);
    }

    /** See {@link ChatCompletionRequestBuilder#responseFormat}. */
    public @Nullable ResponseFormat responseFormat() {
        return get(RESPONSE_FORMAT);
    }

    /** See {@link ChatCompletionRequestBuilder#thinking}. */
    public @Nullable Thinking thinking() {
        return get(THINKING);
    }

    /** See {@link ChatCompletionRequestBuilder#reasoningSplit}. */
    public @Nullable Boolean reasoningSplit() {
        return get(REASONING_SPLIT);
    }

    /** See {@link ChatCompletionRequestBuilder#reasoningEffort}. */
    public @Nullable String reasoningEffort() {
        return get(REASONING_EFFORT);
    }

    /** See {@link ChatCompletionRequestBuilder#serviceTier}. */
    public @Nullable String serviceTier() {
        return get(SERVICE_TIER);
    }

    /** See {@link ChatCompletionRequestBuilder#seed}. */
    public @Nullable Long seed() {
        return get(SEED);
    }

    /** See {@link ChatCompletionRequestBuilder#user}. */
    public @Nullable String user() {
        return get(USER);
    }

    /** See {@link ChatCompletionRequestBuilder#maskSensitiveInfo}. */
    public @Nullable Boolean maskSensitiveInfo() {
        return get(MASK_SENSITIVE_INFO);
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return extraBody;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatCompletionRequest that
                && Arrays.equals(values, that.values)
                && extraBody.equals(that.extraBody);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + extraBody.hashCode();
    }

    /** Shows the fields that are set. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ChatCompletionRequest[");
        for (RequestField<?> field : FIELDS.values()) {
            if (get(field) != null) {
                text.append(field).append('=').append(get(field)).append(", ");
            }
        }
        return text.append("extraBody=").append(extraBody).append(']').toString();
    }

    /**
     * Options of a stream.
     *
     * @param includeUsage request the token usage at the end of the stream; without it MiniMax sends none (Q4)
     */
    public record StreamOptions(boolean includeUsage) {}
}
