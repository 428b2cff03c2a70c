package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@link MiniMaxChatModel} and {@link MiniMaxStreamingChatModel} have in common, which are all of them. Null means "not
 * set". Parameters of a request take precedence over settings of this builder, and these over {@link #defaultRequestParameters
 * defaultRequestParameters}. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class MiniMaxModelBuilder<B extends MiniMaxModelBuilder<B>> extends MiniMaxConnectionBuilder<B>
        implements MiniMaxRequestSettings<B> {
    private final MiniMaxChatRequestParameters.Builder parameters = MiniMaxChatRequestParameters.builder();
    private ChatRequestParameters furtherDefaults = MiniMaxChatRequestParameters.EMPTY;
    boolean strictJsonSchema;
    boolean strictTools;
    boolean markToolErrors = true;
    private Set<Capability> capabilities = Set.of();
    List<ChatModelListener> listeners = List.of();

    MiniMaxModelBuilder() {}

    @Override
    public B parameters(Consumer<MiniMaxChatRequestParameters.Builder> change) {
        change.accept(parameters);
        return self();
    }

    MiniMaxChatRequestParameters defaults() {
        return MiniMaxChatRequestParameters.builder()
                .overrideWith(furtherDefaults)
                .overrideWith(parameters.build())
                .build();
    }

    Set<Capability> capabilities() {
        if (!Boolean.TRUE.equals(defaults().jsonSchemaInPrompt())) {
            return capabilities;
        }
        Set<Capability> all = EnumSet.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        all.addAll(capabilities);
        return Collections.unmodifiableSet(all);
    }

    /** Whether a schema is sent as a field, unless its place is set. */
    boolean obeysJsonSchema() {
        return capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    /**
     * The model. Required, here or in {@link #defaultRequestParameters defaultRequestParameters}: MiniMax has no default model.
     *
     * @param modelName free text; its case is preserved
     * @return this builder
     */
    public B modelName(@Nullable String modelName) {
        parameters.modelName(modelName);
        return self();
    }

    /**
     * Sampling temperature.
     *
     * @param temperature 0 to 2; some models take 0 to 1 only, without 0 (Q5)
     * @return this builder
     */
    public B temperature(@Nullable Double temperature) {
        parameters.temperature(temperature);
        return self();
    }

    /**
     * Nucleus sampling: only tokens within this cumulative probability are considered.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    public B topP(@Nullable Double topP) {
        parameters.topP(topP);
        return self();
    }

    /**
     * Only this many of the most likely tokens are considered: at least 1, or -1 for no limit. For self-hosted engines and gateways; with
     * the {@link #profile profile} of MiniMax itself, which does not know it, {@code build()} fails.
     */
    public B topK(@Nullable Integer topK) {
        parameters.topK(topK);
        return self();
    }

    /**
     * Maximum number of tokens of a response. Thinking counts against it, so small limits give empty responses (Q17).
     *
     * @param maxOutputTokens at least 1
     * @return this builder
     */
    public B maxOutputTokens(@Nullable Integer maxOutputTokens) {
        parameters.maxOutputTokens(maxOutputTokens);
        return self();
    }

    /**
     * Texts that end the response. M2.x ignores them (Q4).
     *
     * @param stopSequences at most 4
     * @return this builder
     */
    public B stopSequences(@Nullable List<String> stopSequences) {
        parameters.stopSequences(stopSequences);
        return self();
    }

    /** Penalty on tokens that were used before, -2 to 2. MiniMax ignores it; gateways and engines may not. */
    public B presencePenalty(@Nullable Double presencePenalty) {
        parameters.presencePenalty(presencePenalty);
        return self();
    }

    /** Penalty on tokens by how often they were used, -2 to 2. MiniMax ignores it; gateways and engines may not. */
    public B frequencyPenalty(@Nullable Double frequencyPenalty) {
        parameters.frequencyPenalty(frequencyPenalty);
        return self();
    }

    /**
     * Tools for each request that has none itself.
     *
     * @param toolSpecifications the tools that the model may call
     * @return this builder
     */
    public B toolSpecifications(@Nullable List<ToolSpecification> toolSpecifications) {
        parameters.toolSpecifications(toolSpecifications);
        return self();
    }

    /**
     * Whether the model may, must or must not call tools. It is sent as set; how MiniMax treats {@link ToolChoice#REQUIRED} is disputed
     * (Q12).
     *
     * @param toolChoice the choice
     * @return this builder
     */
    public B toolChoice(@Nullable ToolChoice toolChoice) {
        parameters.toolChoice(toolChoice);
        return self();
    }

    /**
     * The format of the response. JSON is requested as a field and in the prompt, because few models obey the field alone, and one Markdown
     * fence around the response is removed. A schema is put into the prompt, unless {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA} is among
     * the {@link #supportedCapabilities(Set) supported capabilities}, see also {@link #jsonSchemaInPrompt jsonSchemaInPrompt}.
     *
     * @param responseFormat text or JSON, with or without a schema
     * @return this builder
     */
    public B responseFormat(@Nullable ResponseFormat responseFormat) {
        parameters.responseFormat(responseFormat);
        return self();
    }

    /**
     * The path of the chat endpoint below the base URL, see {@link MiniMaxClientBuilder#chatPath}; {@code /v1/text/chatcompletion_v2} is
     * MiniMax's older one. Default: {@code /chat/completions} after the base URL's version.
     *
     * @param chatPath a path that begins with a slash
     * @return this builder
     */
    public B chatPath(@Nullable String chatPath) {
        clientBuilder().chatPath(chatPath);
        return self();
    }

    /**
     * Converts tool calls that arrive as the model's own markup in the text into real ones (Q27), if they call tools that the request
     * offers. Note that text which the model repeats, from a document or a web page, can contain such markup too. Default: off; markup is
     * only reported, in {@link MiniMaxChatResponseMetadata#warnings()}.
     *
     * @param convertToolCallMarkup whether to convert
     * @return this builder
     */
    public B convertToolCallMarkup(@Nullable Boolean convertToolCallMarkup) {
        clientBuilder().convertToolCallMarkup(convertToolCallMarkup);
        return self();
    }

    /**
     * Repairs histories with tool calls that have no result, as an interrupted call leaves them in a chat memory, and which MiniMax rejects
     * as a whole (Q15): such a call is sent with a result that says that it was not executed, and a warning in the log names the call.
     * Default: on. If it is off, such a request is rejected with an {@link IllegalArgumentException} before anything is sent.
     *
     * @param repairToolHistory whether to repair
     * @return this builder
     */
    public B repairToolHistory(@Nullable Boolean repairToolHistory) {
        clientBuilder().repairToolHistory(repairToolHistory);
        return self();
    }

    /**
     * Keeps the JSON of each response in {@link MiniMaxChatResponseMetadata#rawResponse()}, for fields that this library does not know.
     * Default: off.
     *
     * @param keepRawResponses whether to keep it
     * @return this builder
     */
    public B keepRawResponses(@Nullable Boolean keepRawResponses) {
        clientBuilder().keepRawResponses(keepRawResponses);
        return self();
    }

    /**
     * Whether to request the token usage of streams unless the request sets it. If a server rejects the field, the request is sent again
     * without it. Default: yes, except at gateways known not to accept it, see {@link MiniMaxClientBuilder#streamUsage}.
     *
     * @param streamUsage whether to request it
     * @return this builder
     */
    public B streamUsage(@Nullable Boolean streamUsage) {
        clientBuilder().streamUsage(streamUsage);
        return self();
    }

    /**
     * Whether a native JSON schema is sent with {@code strict}. MiniMax-M3 is reported to respond worse with it. Default: false.
     *
     * @param strictJsonSchema whether to send it
     * @return this builder
     */
    public B strictJsonSchema(@Nullable Boolean strictJsonSchema) {
        this.strictJsonSchema = Boolean.TRUE.equals(strictJsonSchema);
        return self();
    }

    /**
     * Whether tools that do not set it themselves are sent with {@code strict}. MiniMax does not know it, self-hosted engines do. Default:
     * false.
     *
     * @param strictTools whether to send it
     * @return this builder
     */
    public B strictTools(@Nullable Boolean strictTools) {
        this.strictTools = Boolean.TRUE.equals(strictTools);
        return self();
    }

    /**
     * Whether the result of a tool that failed begins with "Error: ", so that the model recognizes the failure. MiniMax has no field for
     * it. Default: true.
     *
     * @param markToolErrors whether to mark it
     * @return this builder
     */
    public B markToolErrors(@Nullable Boolean markToolErrors) {
        this.markToolErrors = !Boolean.FALSE.equals(markToolErrors);
        return self();
    }

    /**
     * The capabilities that the model reliably has. With {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA}, a JSON schema is sent as such.
     * Default: none, because M2.x and M3 do not conform to a schema reliably; for those, use {@link #jsonSchemaInPrompt
     * jsonSchemaInPrompt}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(@Nullable Set<Capability> supportedCapabilities) {
        this.capabilities = supportedCapabilities == null ? Set.of() : Set.copyOf(supportedCapabilities);
        return self();
    }

    /**
     * The capabilities that the model reliably has, see {@link #supportedCapabilities(Set)}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(Capability... supportedCapabilities) {
        return supportedCapabilities(Set.of(supportedCapabilities));
    }

    /**
     * Listeners to notify of each request, response and error.
     *
     * @param listeners the listeners, called in this order
     * @return this builder
     */
    public B listeners(@Nullable List<ChatModelListener> listeners) {
        this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
        return self();
    }

    /**
     * Listeners to notify of each request, response and error.
     *
     * @param listeners the listeners, called in this order
     * @return this builder
     */
    public B listeners(ChatModelListener... listeners) {
        return listeners(List.of(listeners));
    }

    /**
     * Parameters for what neither a setter of this builder nor the request sets.
     *
     * @param defaultRequestParameters of any type; {@link MiniMaxChatRequestParameters} for MiniMax's own
     * @return this builder
     */
    public B defaultRequestParameters(@Nullable ChatRequestParameters defaultRequestParameters) {
        this.furtherDefaults =
                defaultRequestParameters == null ? MiniMaxChatRequestParameters.EMPTY : defaultRequestParameters;
        return self();
    }
}
