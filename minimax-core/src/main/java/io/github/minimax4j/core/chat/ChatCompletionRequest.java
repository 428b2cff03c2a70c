package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.ExtraBody;
import io.github.minimax4j.core.internal.check.Ranges;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Only what is set is sent: null means "not said". Ranges are checked when the
 * record is made, so a wrong value fails before anything is sent.
 *
 * @param model the model, free text; case is kept
 * @param messages the conversation, at least one message
 * @param maxCompletionTokens the most tokens of the answer, thinking included, at least 1. Small limits give empty answers (Q17). Sent under the name that the target knows, see {@link TargetProfile}
 * @param maxTokens the same under the old name {@code max_tokens}, whatever the target; not both
 * @param temperature 0 to 2; some models take 0 to 1 only, without 0 (Q5)
 * @param topP 0 to 1
 * @param n number of answers; only the first is read, and MiniMax gives only one
 * @param stop at most 4 texts that end the answer; M2.x ignores them (Q4)
 * @param presencePenalty -2 to 2; MiniMax ignores it
 * @param frequencyPenalty -2 to 2; MiniMax ignores it
 * @param tools what the model may call; not sent if empty
 * @param toolChoice whether it may, must or must not
 * @param parallelToolCalls whether several calls may come at once; MiniMax decides by itself
 * @param responseFormat the wished form of the answer
 * @param thinking switches thinking
 * @param reasoningSplit whether thinking comes apart from the text; null leaves it to the target's profile
 * @param reasoningEffort depth of thinking: low, medium, high, xhigh, max; M3.1 only
 * @param serviceTier {@code standard} or {@code priority}
 * @param seed for answers that can be repeated; no promise
 * @param user the end user, for gateways that count by user
 * @param maskSensitiveInfo whether addresses, ids and the like are masked in the answer; legacy models only
 * @param stream set by the client
 * @param streamOptions set by the client unless given
 * @param extraBody further fields of the body, by their names in JSON; plain JSON values. A field of the table above may not be repeated here
 */
public record ChatCompletionRequest(
        String model,
        List<Message> messages,
        @Nullable Integer maxCompletionTokens,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer n,
        @Nullable List<String> stop,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable ResponseFormat responseFormat,
        @Nullable Thinking thinking,
        @Nullable Boolean reasoningSplit,
        @Nullable String reasoningEffort,
        @Nullable String serviceTier,
        @Nullable Long seed,
        @Nullable String user,
        @Nullable Boolean maskSensitiveInfo,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions,
        Map<String, Object> extraBody) {

    public static final Set<String> OWN_FIELDS = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "thinking",
            "reasoning_split",
            "reasoning_effort",
            "service_tier",
            "seed",
            "user",
            "mask_sensitive_info");

    public ChatCompletionRequest {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("model must be set: MiniMax has no default model");
        }
        if (messages == null || messages.isEmpty()) {
            throw new IllegalArgumentException("messages must hold at least one message");
        }
        messages = List.copyOf(messages);
        Ranges.atLeastOne("max_completion_tokens", maxCompletionTokens);
        Ranges.atLeastOne("max_tokens", maxTokens);
        if (maxCompletionTokens != null && maxTokens != null) {
            throw new IllegalArgumentException("max_completion_tokens and max_tokens are both set: set one of them");
        }
        Ranges.atLeastOne("n", n);
        Ranges.inRange("temperature", temperature, 0, 2);
        Ranges.inRange("top_p", topP, 0, 1);
        Ranges.inRange("presence_penalty", presencePenalty, -2, 2);
        Ranges.inRange("frequency_penalty", frequencyPenalty, -2, 2);
        stop = stop == null ? null : List.copyOf(stop);
        if (stop != null && stop.size() > 4) {
            throw new IllegalArgumentException("stop has " + stop.size() + " texts: at most 4 are allowed");
        }
        tools = tools == null ? null : List.copyOf(tools);
        extraBody = ExtraBody.checked(extraBody, OWN_FIELDS);
    }

    /**
     * Starts an empty request.
     *
     * @return a new builder
     */
    public static ChatCompletionRequestBuilder builder() {
        return new ChatCompletionRequestBuilder();
    }

    /**
     * Starts a request that is like this one.
     *
     * @return a new builder
     */
    public ChatCompletionRequestBuilder toBuilder() {
        ChatCompletionRequestBuilder builder = new ChatCompletionRequestBuilder();
        builder.model = model;
        builder.messages.addAll(messages);
        builder.maxCompletionTokens = maxCompletionTokens;
        builder.maxTokens = maxTokens;
        builder.temperature = temperature;
        builder.topP = topP;
        builder.n = n;
        builder.stop = stop;
        builder.presencePenalty = presencePenalty;
        builder.frequencyPenalty = frequencyPenalty;
        builder.tools = tools;
        builder.toolChoice = toolChoice;
        builder.parallelToolCalls = parallelToolCalls;
        builder.responseFormat = responseFormat;
        builder.thinking = thinking;
        builder.reasoningSplit = reasoningSplit;
        builder.reasoningEffort = reasoningEffort;
        builder.serviceTier = serviceTier;
        builder.seed = seed;
        builder.user = user;
        builder.maskSensitiveInfo = maskSensitiveInfo;
        builder.stream = stream;
        builder.streamOptions = streamOptions;
        builder.extraBody.putAll(extraBody);
        return builder;
    }
}
