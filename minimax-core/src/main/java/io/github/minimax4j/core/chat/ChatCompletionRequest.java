package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Only fields that are set are sent; null means "not set".
 * {@link ChatCompletionRequestBuilder} describes each field and rejects values out of range. Immutable.
 */
public final class ChatCompletionRequest {

    private static final FieldTable TABLE = new FieldTable("ChatCompletionRequest");

    static final Field<String> MODEL = TABLE.any("model");
    static final Field<List<Message>> MESSAGES = TABLE.list("messages");
    static final Field<Boolean> STREAM = TABLE.any("stream"); // the client sets it
    static final Field<StreamOptions> STREAM_OPTIONS = TABLE.any("stream_options");
    static final Field<Integer> MAX_COMPLETION_TOKENS = TABLE.atLeast(1, "max_completion_tokens");
    static final Field<Integer> MAX_TOKENS = TABLE.atLeast(1, "max_tokens");
    static final Field<Double> TEMPERATURE = TABLE.range("temperature", 0, 2);
    static final Field<Double> TOP_P = TABLE.range("top_p", 0, 1);
    static final Field<Integer> TOP_K =
            TABLE.checked("top_k", ChatCompletionRequest::isTopK, "at least 1, or -1 for no limit");
    static final Field<Integer> N = TABLE.atLeast(1, "n");
    static final Field<List<String>> STOP = TABLE.list("stop", 4, "texts");
    static final Field<Double> PRESENCE_PENALTY = TABLE.range("presence_penalty", -2, 2);
    static final Field<Double> FREQUENCY_PENALTY = TABLE.range("frequency_penalty", -2, 2);
    static final Field<List<Tool>> TOOLS = TABLE.list("tools");
    static final Field<ToolChoice> TOOL_CHOICE = TABLE.any("tool_choice");
    static final Field<Boolean> PARALLEL_TOOL_CALLS = TABLE.any("parallel_tool_calls");
    static final Field<ResponseFormat> RESPONSE_FORMAT = TABLE.any("response_format");
    static final Field<Thinking> THINKING = TABLE.any("thinking");
    static final Field<Boolean> REASONING_SPLIT = TABLE.any("reasoning_split");
    static final Field<String> REASONING_EFFORT = TABLE.any("reasoning_effort");
    static final Field<String> SERVICE_TIER = TABLE.any("service_tier");
    static final Field<Long> SEED = TABLE.any("seed");
    static final Field<String> USER = TABLE.any("user");
    static final Field<Boolean> MASK_SENSITIVE_INFO = TABLE.any("mask_sensitive_info");

    /** The names of all fields in JSON. */
    public static final Set<String> FIELDS = TABLE.names();

    private final FieldValues values;

    ChatCompletionRequest(FieldValues values) {
        this.values = values;
    }

    /** Starts an empty request. */
    public static ChatCompletionRequestBuilder builder() {
        return new ChatCompletionRequestBuilder(TABLE.values());
    }

    /** Starts a copy of this request. */
    public ChatCompletionRequestBuilder toBuilder() {
        return new ChatCompletionRequestBuilder(values.copy());
    }

    /** See {@link ChatCompletionRequestBuilder#model}. */
    public String model() {
        return values.get(MODEL);
    }

    /** See {@link ChatCompletionRequestBuilder#messages}. */
    public List<Message> messages() {
        return values.get(MESSAGES);
    }

    /** See {@link ChatCompletionRequestBuilder#streamOptions}. */
    public @Nullable StreamOptions streamOptions() {
        return values.find(STREAM_OPTIONS);
    }

    /** See {@link ChatCompletionRequestBuilder#maxCompletionTokens}. */
    public @Nullable Integer maxCompletionTokens() {
        return values.find(MAX_COMPLETION_TOKENS);
    }

    /** See {@link ChatCompletionRequestBuilder#maxTokens}. */
    public @Nullable Integer maxTokens() {
        return values.find(MAX_TOKENS);
    }

    /** See {@link ChatCompletionRequestBuilder#temperature}. */
    public @Nullable Double temperature() {
        return values.find(TEMPERATURE);
    }

    /** See {@link ChatCompletionRequestBuilder#topP}. */
    public @Nullable Double topP() {
        return values.find(TOP_P);
    }

    /** See {@link ChatCompletionRequestBuilder#topK}. */
    public @Nullable Integer topK() {
        return values.find(TOP_K);
    }

    // vLLM and SGLang: some of their versions reject 0
    private static boolean isTopK(int k) {
        return k >= 1 || k == -1;
    }

    /** See {@link ChatCompletionRequestBuilder#n}. */
    public @Nullable Integer n() {
        return values.find(N);
    }

    /** See {@link ChatCompletionRequestBuilder#stop}. */
    public @Nullable List<String> stop() {
        return values.find(STOP);
    }

    /** See {@link ChatCompletionRequestBuilder#presencePenalty}. */
    public @Nullable Double presencePenalty() {
        return values.find(PRESENCE_PENALTY);
    }

    /** See {@link ChatCompletionRequestBuilder#frequencyPenalty}. */
    public @Nullable Double frequencyPenalty() {
        return values.find(FREQUENCY_PENALTY);
    }

    /** See {@link ChatCompletionRequestBuilder#tools}. */
    public @Nullable List<Tool> tools() {
        return values.find(TOOLS);
    }

    /** See {@link ChatCompletionRequestBuilder#toolChoice}. */
    public @Nullable ToolChoice toolChoice() {
        return values.find(TOOL_CHOICE);
    }

    /** See {@link ChatCompletionRequestBuilder#parallelToolCalls}. */
    public @Nullable Boolean parallelToolCalls() {
        return values.find(PARALLEL_TOOL_CALLS);
    }

    /** See {@link ChatCompletionRequestBuilder#responseFormat}. */
    public @Nullable ResponseFormat responseFormat() {
        return values.find(RESPONSE_FORMAT);
    }

    /** See {@link ChatCompletionRequestBuilder#thinking}. */
    public @Nullable Thinking thinking() {
        return values.find(THINKING);
    }

    /** See {@link ChatCompletionRequestBuilder#reasoningSplit}. */
    public @Nullable Boolean reasoningSplit() {
        return values.find(REASONING_SPLIT);
    }

    /** See {@link ChatCompletionRequestBuilder#reasoningEffort}. */
    public @Nullable String reasoningEffort() {
        return values.find(REASONING_EFFORT);
    }

    /** See {@link ChatCompletionRequestBuilder#serviceTier}. */
    public @Nullable String serviceTier() {
        return values.find(SERVICE_TIER);
    }

    /** See {@link ChatCompletionRequestBuilder#seed}. */
    public @Nullable Long seed() {
        return values.find(SEED);
    }

    /** See {@link ChatCompletionRequestBuilder#user}. */
    public @Nullable String user() {
        return values.find(USER);
    }

    /** See {@link ChatCompletionRequestBuilder#maskSensitiveInfo}. */
    public @Nullable Boolean maskSensitiveInfo() {
        return values.find(MASK_SENSITIVE_INFO);
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return values.extraBody();
    }

    /** The members of the JSON body, by name, in a new map; values are of this library's types or plain JSON. */
    public Map<String, Object> body() {
        return values.body();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatCompletionRequest that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows the fields that are set. */
    @Override
    public String toString() {
        return values.toString();
    }

    /**
     * Options of a stream.
     *
     * @param includeUsage request the token usage at the end of the stream; without it MiniMax sends none (Q4)
     */
    public record StreamOptions(boolean includeUsage) {}
}
