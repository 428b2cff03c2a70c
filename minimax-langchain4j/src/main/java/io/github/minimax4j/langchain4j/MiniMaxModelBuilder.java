package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.StreamOptions;
import io.github.minimax4j.core.chat.Thinking;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@link MiniMaxChatModel} and {@link MiniMaxStreamingChatModel} have in common: all of them. Null means
 * "not said". What a request says wins over what is set here, and what is set here wins over
 * {@link #defaultRequestParameters defaultRequestParameters}. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class MiniMaxModelBuilder<B extends MiniMaxModelBuilder<B>> extends OpenAiStyleModelBuilder<B> {
    private ChatRequestParameters furtherDefaults = MiniMaxChatRequestParameters.EMPTY;
    boolean strictJsonSchema;
    boolean strictTools;
    boolean markToolErrors = true;
    private Set<Capability> capabilities = Set.of();
    List<ChatModelListener> listeners = List.of();

    MiniMaxModelBuilder() {}

    MiniMaxChatRequestParameters defaults() {
        return MiniMaxChatRequestParameters.builder()
                .overrideWith(furtherDefaults)
                .overrideWith(parameters.build())
                .build();
    }

    Set<Capability> capabilities() {
        if (!declaresJsonSchema && !Boolean.TRUE.equals(defaults().jsonSchemaInPrompt())) {
            return capabilities;
        }
        Set<Capability> all = EnumSet.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        all.addAll(capabilities);
        return Collections.unmodifiableSet(all);
    }

    /** Whether a schema goes out as a field, where nothing is said about its place. */
    boolean obeysJsonSchema() {
        return declaresJsonSchema || capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
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
     * The model. Required, see {@link #modelName(String)}.
     *
     * @param modelName one of the names known when this library was made
     * @return this builder
     */
    public B modelName(@Nullable MiniMaxChatModelName modelName) {
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

    /**
     * The admission class.
     *
     * @param serviceTier {@code standard} or {@code priority}
     * @return this builder
     */
    public B serviceTier(@Nullable String serviceTier) {
        parameters.serviceTier(serviceTier);
        return self();
    }

    /**
     * Switches the model's thinking: M3 obeys, M2.x always thinks, M3.1 refuses {@link Thinking#DISABLED} (Q20, Q21).
     *
     * @param thinking on or off
     * @return this builder
     */
    public B thinking(@Nullable Thinking thinking) {
        parameters.thinking(thinking);
        return self();
    }

    /**
     * Whether the service is to send thinking apart from the text. Default: yes at MiniMax itself; not asked for elsewhere. The text
     * never holds thinking in any case.
     *
     * @param reasoningSplit whether to split
     * @return this builder
     */
    public B reasoningSplit(@Nullable Boolean reasoningSplit) {
        parameters.reasoningSplit(reasoningSplit);
        return self();
    }

    /**
     * How deeply M3.1 thinks.
     *
     * @param reasoningEffort {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}
     * @return this builder
     */
    public B reasoningEffort(@Nullable String reasoningEffort) {
        parameters.reasoningEffort(reasoningEffort);
        return self();
    }

    /**
     * Whether addresses, ids and the like are masked in the answer. For models before M1 only.
     *
     * @param maskSensitiveInfo whether to mask
     * @return this builder
     */
    public B maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
        parameters.maskSensitiveInfo(maskSensitiveInfo);
        return self();
    }

    /**
     * Whether several tools may be called at once. MiniMax decides by itself; gateways and engines may obey.
     *
     * @param parallelToolCalls whether they may
     * @return this builder
     */
    public B parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        parameters.parallelToolCalls(parallelToolCalls);
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
     * How many choices the server is to give. MiniMax gives one; of several from a gateway, LangChain4j gets the first.
     *
     * @param n at least 1
     * @return this builder
     */
    public B n(@Nullable Integer n) {
        parameters.n(n);
        return self();
    }

    /**
     * Has the model call this tool and no other, in each request that says nothing else. Takes the place of what
     * {@link #toolChoice toolChoice} set, and the other way round. M2.x refuses it, M3 does not obey it reliably (Q12).
     *
     * @param toolChoiceName the name of a tool that the requests offer
     * @return this builder
     */
    public B toolChoiceName(@Nullable String toolChoiceName) {
        parameters.toolChoiceName(toolChoiceName);
        return self();
    }

    /**
     * What a stream is to bring beside the text. Default: usage, where the {@link #profile profile} says that the server knows the field.
     *
     * @param streamOptions whether usage is asked for
     * @return this builder
     */
    public B streamOptions(@Nullable StreamOptions streamOptions) {
        parameters.streamOptions(streamOptions);
        return self();
    }

    /**
     * How closely the model looks at images. A level that an image has itself wins, and so does
     * {@link MiniMaxContents#image MiniMaxContents.image}; but before LangChain4j core 1.23 the level {@code LOW} of an
     * {@code ImageContent} cannot be told from none, and does not count. Default: not sent, so the service decides.
     *
     * @param imageDetail low, default or high
     * @return this builder
     */
    public B imageDetail(ContentPart.@Nullable Detail imageDetail) {
        parameters.imageDetail(imageDetail);
        return self();
    }

    /**
     * Scales images down. What {@link MiniMaxContents#image MiniMaxContents.image} says for one of them wins. Default: not sent.
     *
     * @param imageMaxLongSidePixel the longer side in pixels, at least 1
     * @return this builder
     */
    public B imageMaxLongSidePixel(@Nullable Integer imageMaxLongSidePixel) {
        parameters.imageMaxLongSidePixel(imageMaxLongSidePixel);
        return self();
    }

    /**
     * How closely the model looks at videos. What {@link MiniMaxContents#video MiniMaxContents.video} says for one of them wins.
     * Default: not sent, so the service decides.
     *
     * @param videoDetail low, default or high
     * @return this builder
     */
    public B videoDetail(ContentPart.@Nullable Detail videoDetail) {
        parameters.videoDetail(videoDetail);
        return self();
    }

    /**
     * How many frames per second of a video the model looks at. What {@link MiniMaxContents#video MiniMaxContents.video} says for one
     * of them wins. Default: not sent; the service takes 1.
     *
     * @param videoFps 0.2 to 5
     * @return this builder
     */
    public B videoFps(@Nullable Double videoFps) {
        parameters.videoFps(videoFps);
        return self();
    }

    /**
     * Scales videos down. What {@link MiniMaxContents#video MiniMaxContents.video} says for one of them wins. Default: not sent.
     *
     * @param videoMaxLongSidePixel the longer side in pixels, at least 1
     * @return this builder
     */
    public B videoMaxLongSidePixel(@Nullable Integer videoMaxLongSidePixel) {
        parameters.videoMaxLongSidePixel(videoMaxLongSidePixel);
        return self();
    }

    /**
     * The form of the answer. For JSON the wish is sent as a field and in the prompt, because few models obey the field alone,
     * and one Markdown fence around the answer is removed. A schema goes into the prompt, unless
     * {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA} is among the {@link #supportedCapabilities(Set) supported capabilities}, see
     * also {@link #jsonSchemaInPrompt jsonSchemaInPrompt}. Replaces what {@link #responseFormat(String)} set.
     *
     * @param responseFormat text or JSON, with or without a schema
     * @return this builder
     */
    public B responseFormat(@Nullable ResponseFormat responseFormat) {
        parameters.responseFormat(responseFormat);
        declaresJsonSchema = false;
        return self();
    }

    /**
     * With true, the model declares {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA}, so that AI Services hand it the schema of what they
     * return, and puts that schema into the prompt. They can then return all that LangChain4j has a schema for: lists and sets of
     * records, enums, nested and sealed types. How well the answer keeps to the schema is up to the model; an answer that does not fit
     * is LangChain4j's {@code OutputParsingException}.
     *
     * <p>Default: the schema is a field of the request if the capability is among the
     * {@link #supportedCapabilities(Set) supported ones}, else it goes into the prompt, but AI Services do not hand one over.
     *
     * @param jsonSchemaInPrompt true for the prompt, false for the field; the field alone declares nothing
     * @return this builder
     */
    public B jsonSchemaInPrompt(@Nullable Boolean jsonSchemaInPrompt) {
        parameters.jsonSchemaInPrompt(jsonSchemaInPrompt);
        return self();
    }

    /**
     * Whether the application gets the thinking, as {@code AiMessage.thinking()} and as partial thinking. Without it, raw events of a
     * stream that hold thinking are kept back too. Default: yes at MiniMax itself, no elsewhere.
     *
     * @param returnThinking whether it does
     * @return this builder
     */
    public B returnThinking(@Nullable Boolean returnThinking) {
        parameters.returnThinking(returnThinking);
        return self();
    }

    /**
     * Whether the thinking of earlier answers goes back to the model, which MiniMax asks for between tool calls. Default: yes at
     * MiniMax itself, no elsewhere.
     *
     * @param sendThinking whether it does
     * @return this builder
     */
    public B sendThinking(@Nullable Boolean sendThinking) {
        parameters.sendThinking(sendThinking);
        return self();
    }

    /**
     * Further fields of each request's body, by their names in JSON.
     *
     * @param customParameters plain JSON values; no field that has a setter here
     * @return this builder
     */
    public B customParameters(@Nullable Map<String, Object> customParameters) {
        parameters.customParameters(customParameters);
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
        connection.set("chatPath", chatPath, MiniMaxClientBuilder::chatPath);
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
        connection.set("convertToolCallMarkup", convertToolCallMarkup, MiniMaxClientBuilder::convertToolCallMarkup);
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
        connection.set("repairToolHistory", repairToolHistory, MiniMaxClientBuilder::repairToolHistory);
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
        connection.set("keepRawResponses", keepRawResponses, MiniMaxClientBuilder::keepRawResponses);
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
        connection.set("streamUsage", streamUsage, MiniMaxClientBuilder::streamUsage);
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
