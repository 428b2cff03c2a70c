package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a {@link ChatCompletionRequest}. Not thread-safe. */
public final class ChatCompletionRequestBuilder {

    @Nullable
    String model;

    final List<Message> messages = new ArrayList<>();

    @Nullable
    Integer maxCompletionTokens;

    @Nullable
    Integer maxTokens;

    @Nullable
    Double temperature;

    @Nullable
    Double topP;

    @Nullable
    Integer n;

    @Nullable
    List<String> stop;

    @Nullable
    Double presencePenalty;

    @Nullable
    Double frequencyPenalty;

    @Nullable
    List<Tool> tools;

    @Nullable
    ToolChoice toolChoice;

    @Nullable
    Boolean parallelToolCalls;

    @Nullable
    ResponseFormat responseFormat;

    @Nullable
    Thinking thinking;

    @Nullable
    Boolean reasoningSplit;

    @Nullable
    String reasoningEffort;

    @Nullable
    String serviceTier;

    @Nullable
    Long seed;

    @Nullable
    String user;

    @Nullable
    Boolean maskSensitiveInfo;

    @Nullable
    Boolean stream;

    @Nullable
    StreamOptions streamOptions;

    final Map<String, Object> extraBody = new LinkedHashMap<>();

    ChatCompletionRequestBuilder() {}

    /**
     * Sets {@link ChatCompletionRequest#model()}.
     *
     * @param model the model, free text; case is kept
     * @return this builder
     */
    public ChatCompletionRequestBuilder model(@Nullable String model) {
        this.model = model;
        return this;
    }

    /**
     * Adds messages to the conversation.
     *
     * @param messages the messages in order
     * @return this builder
     */
    public ChatCompletionRequestBuilder messages(List<Message> messages) {
        this.messages.addAll(messages);
        return this;
    }

    /**
     * Adds messages to the conversation.
     *
     * @param messages the messages in order
     * @return this builder
     */
    public ChatCompletionRequestBuilder messages(Message... messages) {
        return messages(List.of(messages));
    }

    /**
     * Replaces all messages set so far, for a request made from another one by {@link ChatCompletionRequest#toBuilder()}.
     *
     * @param messages the messages, oldest first
     * @return this builder
     */
    public ChatCompletionRequestBuilder replaceMessages(List<Message> messages) {
        this.messages.clear();
        return messages(messages);
    }

    /**
     * Sets {@link ChatCompletionRequest#maxCompletionTokens()}.
     *
     * @param maxCompletionTokens the most tokens of the answer, thinking included, at least 1. Small limits give empty answers (Q17). Sent under the name that the target knows, see {@link TargetProfile}
     * @return this builder
     */
    public ChatCompletionRequestBuilder maxCompletionTokens(@Nullable Integer maxCompletionTokens) {
        this.maxCompletionTokens = maxCompletionTokens;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#maxTokens()}.
     *
     * @param maxTokens the same under the old name {@code max_tokens}, whatever the target; not both
     * @return this builder
     */
    public ChatCompletionRequestBuilder maxTokens(@Nullable Integer maxTokens) {
        this.maxTokens = maxTokens;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#temperature()}.
     *
     * @param temperature 0 to 2; some models take 0 to 1 only, without 0 (Q5)
     * @return this builder
     */
    public ChatCompletionRequestBuilder temperature(@Nullable Double temperature) {
        this.temperature = temperature;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#topP()}.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    public ChatCompletionRequestBuilder topP(@Nullable Double topP) {
        this.topP = topP;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#n()}.
     *
     * @param n number of answers; only the first is read, and MiniMax gives only one
     * @return this builder
     */
    public ChatCompletionRequestBuilder n(@Nullable Integer n) {
        this.n = n;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#stop()}.
     *
     * @param stop at most 4 texts that end the answer; M2.x ignores them (Q4)
     * @return this builder
     */
    public ChatCompletionRequestBuilder stop(@Nullable List<String> stop) {
        this.stop = stop;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#presencePenalty()}.
     *
     * @param presencePenalty -2 to 2; MiniMax ignores it
     * @return this builder
     */
    public ChatCompletionRequestBuilder presencePenalty(@Nullable Double presencePenalty) {
        this.presencePenalty = presencePenalty;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#frequencyPenalty()}.
     *
     * @param frequencyPenalty -2 to 2; MiniMax ignores it
     * @return this builder
     */
    public ChatCompletionRequestBuilder frequencyPenalty(@Nullable Double frequencyPenalty) {
        this.frequencyPenalty = frequencyPenalty;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#tools()}.
     *
     * @param tools what the model may call; not sent if empty
     * @return this builder
     */
    public ChatCompletionRequestBuilder tools(@Nullable List<Tool> tools) {
        this.tools = tools;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#toolChoice()}.
     *
     * @param toolChoice whether it may, must or must not
     * @return this builder
     */
    public ChatCompletionRequestBuilder toolChoice(@Nullable ToolChoice toolChoice) {
        this.toolChoice = toolChoice;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#parallelToolCalls()}.
     *
     * @param parallelToolCalls whether several calls may come at once; MiniMax decides by itself
     * @return this builder
     */
    public ChatCompletionRequestBuilder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        this.parallelToolCalls = parallelToolCalls;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#responseFormat()}.
     *
     * @param responseFormat the wished form of the answer
     * @return this builder
     */
    public ChatCompletionRequestBuilder responseFormat(@Nullable ResponseFormat responseFormat) {
        this.responseFormat = responseFormat;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#thinking()}.
     *
     * @param thinking switches thinking
     * @return this builder
     */
    public ChatCompletionRequestBuilder thinking(@Nullable Thinking thinking) {
        this.thinking = thinking;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#reasoningSplit()}.
     *
     * @param reasoningSplit whether thinking comes apart from the text; null leaves it to the target's profile
     * @return this builder
     */
    public ChatCompletionRequestBuilder reasoningSplit(@Nullable Boolean reasoningSplit) {
        this.reasoningSplit = reasoningSplit;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#reasoningEffort()}.
     *
     * @param reasoningEffort depth of thinking: low, medium, high, xhigh, max; M3.1 only
     * @return this builder
     */
    public ChatCompletionRequestBuilder reasoningEffort(@Nullable String reasoningEffort) {
        this.reasoningEffort = reasoningEffort;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#serviceTier()}.
     *
     * @param serviceTier {@code standard} or {@code priority}
     * @return this builder
     */
    public ChatCompletionRequestBuilder serviceTier(@Nullable String serviceTier) {
        this.serviceTier = serviceTier;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#seed()}.
     *
     * @param seed for answers that can be repeated; no promise
     * @return this builder
     */
    public ChatCompletionRequestBuilder seed(@Nullable Long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#user()}.
     *
     * @param user the end user, for gateways that count by user
     * @return this builder
     */
    public ChatCompletionRequestBuilder user(@Nullable String user) {
        this.user = user;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#maskSensitiveInfo()}.
     *
     * @param maskSensitiveInfo whether addresses, ids and the like are masked in the answer; legacy models only
     * @return this builder
     */
    public ChatCompletionRequestBuilder maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
        this.maskSensitiveInfo = maskSensitiveInfo;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#stream()}.
     *
     * @param stream set by the client
     * @return this builder
     */
    public ChatCompletionRequestBuilder stream(@Nullable Boolean stream) {
        this.stream = stream;
        return this;
    }

    /**
     * Sets {@link ChatCompletionRequest#streamOptions()}.
     *
     * @param streamOptions set by the client unless given
     * @return this builder
     */
    public ChatCompletionRequestBuilder streamOptions(@Nullable StreamOptions streamOptions) {
        this.streamOptions = streamOptions;
        return this;
    }

    /**
     * Adds fields to the body that this class does not know.
     *
     * @param extraBody fields by their names in JSON; plain JSON values
     * @return this builder
     */
    public ChatCompletionRequestBuilder extraBody(Map<String, ?> extraBody) {
        this.extraBody.putAll(extraBody);
        return this;
    }

    /**
     * Checks the fields and makes the request.
     *
     * @return the request
     * @throws IllegalArgumentException if a field is missing or out of range; the message names it
     */
    public ChatCompletionRequest build() {
        return new ChatCompletionRequest(
                Objects.requireNonNullElse(model, ""),
                messages,
                maxCompletionTokens,
                maxTokens,
                temperature,
                topP,
                n,
                stop,
                presencePenalty,
                frequencyPenalty,
                tools,
                toolChoice,
                parallelToolCalls,
                responseFormat,
                thinking,
                reasoningSplit,
                reasoningEffort,
                serviceTier,
                seed,
                user,
                maskSensitiveInfo,
                stream,
                streamOptions,
                extraBody);
    }
}
