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
 * The settings that {@link MiniMaxChatModel} and {@link MiniMaxStreamingChatModel} have in common: all of them. Null means
 * "not said". What a request says wins over what is set here, and what is set here wins over
 * {@link #defaultRequestParameters defaultRequestParameters}. Not thread-safe.
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

    /** Whether a schema goes out as a field, where nothing is said about its place. */
    boolean obeysJsonSchema() {
        return capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    /**
     * The model. Required, here or in {@link #defaultRequestParameters defaultRequestParameters}: MiniMax has no default model.
     *
     * @param modelName free text; case is kept
     * @return this builder
     */
    public B modelName(@Nullable String modelName) {
        parameters.modelName(modelName);
        return self();
    }

    /**
     * How freely tokens are chosen.
     *
     * @param temperature 0 to 2; some models take 0 to 1 only, without 0 (Q5)
     * @return this builder
     */
    public B temperature(@Nullable Double temperature) {
        parameters.temperature(temperature);
        return self();
    }

    /**
     * From which share of the likely tokens is chosen.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    public B topP(@Nullable Double topP) {
        parameters.topP(topP);
        return self();
    }

    /**
     * Only this many of the most likely tokens are considered: at least 1, or -1 for no limit. For self-hosted engines and gateways;
     * with the {@link #profile profile} of MiniMax itself, which does not know it, building the model fails.
     */
    public B topK(@Nullable Integer topK) {
        parameters.topK(topK);
        return self();
    }

    /**
     * The most tokens of an answer. Thinking counts against it, so small limits give empty answers (Q17).
     *
     * @param maxOutputTokens at least 1
     * @return this builder
     */
    public B maxOutputTokens(@Nullable Integer maxOutputTokens) {
        parameters.maxOutputTokens(maxOutputTokens);
        return self();
    }

    /**
     * Texts that end the answer. M2.x ignores them (Q4).
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
     * Tools for each request that names none itself.
     *
     * @param toolSpecifications what the model may call
     * @return this builder
     */
    public B toolSpecifications(@Nullable List<ToolSpecification> toolSpecifications) {
        parameters.toolSpecifications(toolSpecifications);
        return self();
    }

    /**
     * Whether tools may, must or must not be called. It is sent as asked; what MiniMax makes of {@link ToolChoice#REQUIRED} is
     * disputed (Q12).
     *
     * @param toolChoice the choice
     * @return this builder
     */
    public B toolChoice(@Nullable ToolChoice toolChoice) {
        parameters.toolChoice(toolChoice);
        return self();
    }

    /**
     * The form of the answer. For JSON the wish is sent as a field and in the prompt, because few models obey the field alone,
     * and one Markdown fence around the answer is removed. A schema goes into the prompt, unless
     * {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA} is among the {@link #supportedCapabilities(Set) supported capabilities}, see
     * also {@link #jsonSchemaInPrompt jsonSchemaInPrompt}.
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
     * MiniMax's older one. Default: {@code /chat/completions} behind the base URL's version.
     *
     * @param chatPath a path that begins with a slash
     * @return this builder
     */
    public B chatPath(@Nullable String chatPath) {
        clientBuilder().chatPath(chatPath);
        return self();
    }

    /**
     * Takes tool calls that arrive as the model's own markup in the text for real ones (Q27), as long as they call tools that the
     * request offers. Mind that whatever text the model repeats, from a document or a web page, can hold such markup. Default: off;
     * markup is only reported, in {@link MiniMaxChatResponseMetadata#warnings()}.
     *
     * @param convertToolCallMarkup whether to convert
     * @return this builder
     */
    public B convertToolCallMarkup(@Nullable Boolean convertToolCallMarkup) {
        clientBuilder().convertToolCallMarkup(convertToolCallMarkup);
        return self();
    }

    /**
     * Repairs histories with tool calls that have no result, as a call that broke off leaves them in a chat memory, and which MiniMax
     * refuses as a whole (Q15): such a call goes out with a result that says that it was not executed, and a warning in the log names
     * the call. Default: on. If it is off, such a request is refused with an {@link IllegalArgumentException} before anything is sent.
     *
     * @param repairToolHistory whether to repair
     * @return this builder
     */
    public B repairToolHistory(@Nullable Boolean repairToolHistory) {
        clientBuilder().repairToolHistory(repairToolHistory);
        return self();
    }

    /**
     * Keeps the JSON of each answer in {@link MiniMaxChatResponseMetadata#rawResponse()}, for fields that this library does not know.
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
     * Whether streams are asked for their token usage where the request says nothing about it. A server that refuses to be asked is asked
     * again without it. Default: yes, except at gateways known not to take it, see {@link MiniMaxClientBuilder#streamUsage}.
     *
     * @param streamUsage whether to ask
     * @return this builder
     */
    public B streamUsage(@Nullable Boolean streamUsage) {
        clientBuilder().streamUsage(streamUsage);
        return self();
    }

    /**
     * Whether a native JSON schema is sent with {@code strict}. MiniMax-M3 is reported to answer worse with it. Default: false.
     *
     * @param strictJsonSchema whether it is
     * @return this builder
     */
    public B strictJsonSchema(@Nullable Boolean strictJsonSchema) {
        this.strictJsonSchema = Boolean.TRUE.equals(strictJsonSchema);
        return self();
    }

    /**
     * Whether tools that do not say so themselves are sent with {@code strict}. MiniMax does not know it, self-hosted engines do.
     * Default: false.
     *
     * @param strictTools whether they are
     * @return this builder
     */
    public B strictTools(@Nullable Boolean strictTools) {
        this.strictTools = Boolean.TRUE.equals(strictTools);
        return self();
    }

    /**
     * Whether the result of a tool that failed begins with "Error: ", so that the model can tell it from a result. MiniMax has no field
     * for it. Default: true.
     *
     * @param markToolErrors whether it does
     * @return this builder
     */
    public B markToolErrors(@Nullable Boolean markToolErrors) {
        this.markToolErrors = !Boolean.FALSE.equals(markToolErrors);
        return self();
    }

    /**
     * What the model is relied on to obey. With {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA}, a JSON schema is sent as such. Default:
     * nothing, because M2.x and M3 do not keep to a schema; for those there is {@link #jsonSchemaInPrompt jsonSchemaInPrompt}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(@Nullable Set<Capability> supportedCapabilities) {
        this.capabilities = supportedCapabilities == null ? Set.of() : Set.copyOf(supportedCapabilities);
        return self();
    }

    /**
     * What the model is relied on to obey, see {@link #supportedCapabilities(Set)}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(Capability... supportedCapabilities) {
        return supportedCapabilities(Set.of(supportedCapabilities));
    }

    /**
     * Who hears of each request, answer and error.
     *
     * @param listeners called in this order
     * @return this builder
     */
    public B listeners(@Nullable List<ChatModelListener> listeners) {
        this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
        return self();
    }

    /**
     * Who hears of each request, answer and error.
     *
     * @param listeners called in this order
     * @return this builder
     */
    public B listeners(ChatModelListener... listeners) {
        return listeners(List.of(listeners));
    }

    /**
     * What holds where neither a setter of this builder nor the request says anything.
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
