package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ChatCompletionRequest}. A setter rejects a value out of range with an {@link IllegalArgumentException} that names the
 * field; null unsets a field. Not thread-safe.
 */
public final class ChatCompletionRequestBuilder {

    private final FieldValues values;

    private final List<Message> messages;

    ChatCompletionRequestBuilder(FieldValues values) {
        this.values = values;
        List<Message> set = values.find(ChatCompletionRequest.MESSAGES);
        this.messages = set == null ? new ArrayList<>() : new ArrayList<>(set);
    }

    private <T> ChatCompletionRequestBuilder set(Field<T> field, @Nullable T value) {
        values.set(field, value);
        return this;
    }

    /** Adds messages to the conversation, oldest first. At least one is needed. */
    public ChatCompletionRequestBuilder messages(List<Message> messages) {
        this.messages.addAll(messages);
        return this;
    }

    /** Adds messages to the conversation, oldest first. */
    public ChatCompletionRequestBuilder messages(Message... messages) {
        return messages(Arrays.asList(messages));
    }

    /** The model, free text; its case is preserved. */
    public ChatCompletionRequestBuilder model(@Nullable String model) {
        return set(ChatCompletionRequest.MODEL, model);
    }

    /** What a stream contains besides the text; if not set, the client requests the usage. */
    public ChatCompletionRequestBuilder streamOptions(@Nullable StreamOptions streamOptions) {
        return set(ChatCompletionRequest.STREAM_OPTIONS, streamOptions);
    }

    /**
     * Maximum number of tokens of the response, thinking included, at least 1. Small limits give empty responses (Q17). Sent under the name
     * that the target expects, see {@link TargetProfile}.
     */
    public ChatCompletionRequestBuilder maxCompletionTokens(@Nullable Integer maxCompletionTokens) {
        return set(ChatCompletionRequest.MAX_COMPLETION_TOKENS, maxCompletionTokens);
    }

    /** The same limit under the old name {@code max_tokens}, for any target. Set only one of the two. */
    public ChatCompletionRequestBuilder maxTokens(@Nullable Integer maxTokens) {
        return set(ChatCompletionRequest.MAX_TOKENS, maxTokens);
    }

    /** Sampling temperature, 0 to 2. Some models take 0 to 1 only, without 0 (Q5). */
    public ChatCompletionRequestBuilder temperature(@Nullable Double temperature) {
        return set(ChatCompletionRequest.TEMPERATURE, temperature);
    }

    /** Nucleus sampling: only tokens within this cumulative probability are considered, 0 to 1. */
    public ChatCompletionRequestBuilder topP(@Nullable Double topP) {
        return set(ChatCompletionRequest.TOP_P, topP);
    }

    /**
     * Only this many of the most likely tokens are considered: at least 1, or -1 for no limit. For self-hosted engines and gateways;
     * MiniMax does not know it.
     */
    public ChatCompletionRequestBuilder topK(@Nullable Integer topK) {
        return set(ChatCompletionRequest.TOP_K, topK);
    }

    /** Number of choices; MiniMax returns only one. See {@link ChatCompletion#otherChoices()}. */
    public ChatCompletionRequestBuilder n(@Nullable Integer n) {
        return set(ChatCompletionRequest.N, n);
    }

    /** At most 4 texts that end the response; M2.x ignores them (Q4). */
    public ChatCompletionRequestBuilder stop(@Nullable List<String> stop) {
        return set(ChatCompletionRequest.STOP, stop);
    }

    /** Penalty on tokens that were used before, -2 to 2; MiniMax ignores it. */
    public ChatCompletionRequestBuilder presencePenalty(@Nullable Double presencePenalty) {
        return set(ChatCompletionRequest.PRESENCE_PENALTY, presencePenalty);
    }

    /** Penalty on tokens by how often they were used, -2 to 2; MiniMax ignores it. */
    public ChatCompletionRequestBuilder frequencyPenalty(@Nullable Double frequencyPenalty) {
        return set(ChatCompletionRequest.FREQUENCY_PENALTY, frequencyPenalty);
    }

    /** The tools that the model may call; not sent if empty. */
    public ChatCompletionRequestBuilder tools(@Nullable List<Tool> tools) {
        return set(ChatCompletionRequest.TOOLS, tools);
    }

    /** Whether the model may, must or must not call a tool. */
    public ChatCompletionRequestBuilder toolChoice(@Nullable ToolChoice toolChoice) {
        return set(ChatCompletionRequest.TOOL_CHOICE, toolChoice);
    }

    /** Whether one response may call several tools; MiniMax decides by itself. */
    public ChatCompletionRequestBuilder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        return set(ChatCompletionRequest.PARALLEL_TOOL_CALLS, parallelToolCalls);
    }

    /** The form of the response. */
    public ChatCompletionRequestBuilder responseFormat(@Nullable ResponseFormat responseFormat) {
        return set(ChatCompletionRequest.RESPONSE_FORMAT, responseFormat);
    }

    /** Turns the model's thinking on or off. */
    public ChatCompletionRequestBuilder thinking(@Nullable Thinking thinking) {
        return set(ChatCompletionRequest.THINKING, thinking);
    }

    /** Whether the server sends thinking separately from the text; null leaves it to the target's profile. */
    public ChatCompletionRequestBuilder reasoningSplit(@Nullable Boolean reasoningSplit) {
        return set(ChatCompletionRequest.REASONING_SPLIT, reasoningSplit);
    }

    /** Depth of thinking: low, medium, high, xhigh, max; M3.1 only. */
    public ChatCompletionRequestBuilder reasoningEffort(@Nullable String reasoningEffort) {
        return set(ChatCompletionRequest.REASONING_EFFORT, reasoningEffort);
    }

    /** {@code standard} or {@code priority}. */
    public ChatCompletionRequestBuilder serviceTier(@Nullable String serviceTier) {
        return set(ChatCompletionRequest.SERVICE_TIER, serviceTier);
    }

    /** Seed of the sampling, for reproducible responses; MiniMax does not guarantee them. */
    public ChatCompletionRequestBuilder seed(@Nullable Long seed) {
        return set(ChatCompletionRequest.SEED, seed);
    }

    /** The end user, for gateways that count by user. */
    public ChatCompletionRequestBuilder user(@Nullable String user) {
        return set(ChatCompletionRequest.USER, user);
    }

    /** Whether addresses, ids and the like are masked in the response; legacy models only. */
    public ChatCompletionRequestBuilder maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
        return set(ChatCompletionRequest.MASK_SENSITIVE_INFO, maskSensitiveInfo);
    }

    /** Adds fields to the body that this class does not know, by their names in JSON; plain JSON values. */
    public ChatCompletionRequestBuilder extraBody(Map<String, ?> extraBody) {
        values.addToExtraBody(extraBody);
        return this;
    }

    /**
     * Builds the request.
     *
     * @return the request
     * @throws IllegalArgumentException if the model or the messages are missing, or both names of the output limit are set
     */
    public ChatCompletionRequest build() {
        values.requireText(ChatCompletionRequest.MODEL, ": MiniMax has no default model");
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages must hold at least one message");
        }
        if (values.find(ChatCompletionRequest.MAX_COMPLETION_TOKENS) != null
                && values.find(ChatCompletionRequest.MAX_TOKENS) != null) {
            throw new IllegalArgumentException("max_completion_tokens and max_tokens are both set: set one of them");
        }
        values.set(ChatCompletionRequest.MESSAGES, messages);
        return new ChatCompletionRequest(values.copy());
    }
}
