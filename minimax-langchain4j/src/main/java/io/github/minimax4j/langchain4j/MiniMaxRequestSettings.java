package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Thinking;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of requests, LangChain4j's common ones and MiniMax's own: for a model through its builder, for one request through
 * {@link MiniMaxChatRequestParameters#builder()}. Null unsets a value. Set request fields that have no setter with {@link #customParameters
 * customParameters}.
 *
 * @param <B> the builder that the setters return
 */
public interface MiniMaxRequestSettings<B> {

    /** Changes the parameters that this builder collects. */
    B parameters(Consumer<MiniMaxChatRequestParameters.Builder> change);

    /**
     * The model. Required, here or in {@link MiniMaxModelBuilder#defaultRequestParameters defaultRequestParameters}: MiniMax has no default model.
     *
     * @param modelName free text; its case is preserved
     * @return this builder
     */
    default B modelName(@Nullable String modelName) {
        return parameters(all -> all.modelName(modelName));
    }

    /**
     * Sampling temperature.
     *
     * @param temperature 0 to 2; some models take 0 to 1 only, without 0 (Q5)
     * @return this builder
     */
    default B temperature(@Nullable Double temperature) {
        return parameters(all -> all.temperature(temperature));
    }

    /**
     * Nucleus sampling: only tokens within this cumulative probability are considered.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    default B topP(@Nullable Double topP) {
        return parameters(all -> all.topP(topP));
    }

    /**
     * Only this many of the most likely tokens are considered: at least 1, or -1 for no limit. For self-hosted engines and gateways; with
     * the {@link MiniMaxModelBuilder#profile profile} of MiniMax itself, which does not know it, {@code build()} fails.
     */
    default B topK(@Nullable Integer topK) {
        return parameters(all -> all.topK(topK));
    }

    /**
     * Maximum number of tokens of a response. Thinking counts against it, so small limits give empty responses (Q17).
     *
     * @param maxOutputTokens at least 1
     * @return this builder
     */
    default B maxOutputTokens(@Nullable Integer maxOutputTokens) {
        return parameters(all -> all.maxOutputTokens(maxOutputTokens));
    }

    /**
     * Texts that end the response. M2.x ignores them (Q4).
     *
     * @param stopSequences at most 4
     * @return this builder
     */
    default B stopSequences(@Nullable List<String> stopSequences) {
        return parameters(all -> all.stopSequences(stopSequences));
    }

    /** Penalty on tokens that were used before, -2 to 2. MiniMax ignores it; gateways and engines may not. */
    default B presencePenalty(@Nullable Double presencePenalty) {
        return parameters(all -> all.presencePenalty(presencePenalty));
    }

    /** Penalty on tokens by how often they were used, -2 to 2. MiniMax ignores it; gateways and engines may not. */
    default B frequencyPenalty(@Nullable Double frequencyPenalty) {
        return parameters(all -> all.frequencyPenalty(frequencyPenalty));
    }

    /**
     * Tools for each request that has none itself.
     *
     * @param toolSpecifications the tools that the model may call
     * @return this builder
     */
    default B toolSpecifications(@Nullable List<ToolSpecification> toolSpecifications) {
        return parameters(all -> all.toolSpecifications(toolSpecifications));
    }

    /**
     * Whether the model may, must or must not call tools. It is sent as set. M2.x does not obey
     * {@link ToolChoice#REQUIRED}; whether M3 does is not certain (Q12).
     *
     * @param toolChoice the choice
     * @return this builder
     */
    default B toolChoice(@Nullable ToolChoice toolChoice) {
        return parameters(all -> all.toolChoice(toolChoice));
    }

    /**
     * The format of the response. JSON is requested as a field and in the prompt, because few models obey the field alone, and one Markdown
     * fence around the response is removed. A schema is put into the prompt, unless {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA} is among
     * the {@link MiniMaxModelBuilder#supportedCapabilities(java.util.Set) supported capabilities}, see also {@link #jsonSchemaInPrompt jsonSchemaInPrompt}.
     *
     * @param responseFormat text or JSON, with or without a schema
     * @return this builder
     */
    default B responseFormat(@Nullable ResponseFormat responseFormat) {
        return parameters(all -> all.responseFormat(responseFormat));
    }

    /** The model, by one of the names known when this library was released. */
    default B modelName(@Nullable MiniMaxChatModelName modelName) {
        return parameters(all -> all.modelName(modelName == null ? null : modelName.toString()));
    }

    /**
     * The same as {@code maxOutputTokens}, under the name that most of LangChain4j's providers use. Different values under the two names
     * are rejected when the parameters, or the model, are built.
     */
    default B maxTokens(@Nullable Integer maxTokens) {
        return parameters(all -> all.setMaxTokens(maxTokens));
    }

    /** Turns the model's thinking on or off: M3 obeys, M2.x always thinks, M3.1 rejects {@link Thinking#DISABLED} (Q20, Q21). */
    default B thinking(@Nullable Thinking thinking) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.THINKING, thinking));
    }

    /**
     * Whether the service sends thinking separately from the text. Default: yes at MiniMax itself; not requested elsewhere. In any case,
     * the text contains no thinking.
     */
    default B reasoningSplit(@Nullable Boolean reasoningSplit) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.REASONING_SPLIT, reasoningSplit));
    }

    /** The depth of M3.1's thinking: {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}. */
    default B reasoningEffort(@Nullable String reasoningEffort) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.REASONING_EFFORT, reasoningEffort));
    }

    /**
     * Whether the application gets the thinking that arrives, as {@code AiMessage.thinking()} and as partial thinking. Without it, raw
     * events of a stream that contain thinking are not delivered either. Default: yes, from every server.
     */
    default B returnThinking(@Nullable Boolean returnThinking) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.RETURN_THINKING, returnThinking));
    }

    /**
     * Whether to send the thinking of earlier responses back to the model, which MiniMax requires between tool calls. Default: yes at
     * MiniMax itself, no elsewhere.
     */
    default B sendThinking(@Nullable Boolean sendThinking) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.SEND_THINKING, sendThinking));
    }

    /** Whether one response may call several tools. MiniMax decides by itself; gateways and engines may obey. */
    default B parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.PARALLEL_TOOL_CALLS, parallelToolCalls));
    }

    /**
     * Requires the model to call this tool, one that the request offers. Replaces {@code toolChoice}, and is replaced by it. M2.x rejects
     * it, M3 does not obey it reliably (Q12).
     *
     * @throws IllegalArgumentException if the name is blank
     */
    default B toolChoiceName(@Nullable String toolChoiceName) {
        return parameters(all -> all.setToolChoiceName(toolChoiceName));
    }

    /** The service tier that serves the request: {@code standard} or {@code priority}. */
    default B serviceTier(@Nullable String serviceTier) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.SERVICE_TIER, serviceTier));
    }

    /** Seed of the sampling, for reproducible responses. MiniMax accepts it but does not guarantee them. */
    default B seed(@Nullable Long seed) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.SEED, seed));
    }

    /** See {@link #seed(Long)}. */
    default B seed(@Nullable Integer seed) {
        return seed(seed == null ? null : Long.valueOf(seed));
    }

    /** A name for the end user, sent unchanged, for gateways that count by user. */
    default B user(@Nullable String user) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.USER, user));
    }

    /** Whether MiniMax masks personal data, such as addresses, in the response. For models before M1 only. */
    default B maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.MASK_SENSITIVE_INFO, maskSensitiveInfo));
    }

    /** Number of choices, at least 1. MiniMax returns one; of several from a gateway, LangChain4j gets the first. */
    default B n(@Nullable Integer n) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.N, n));
    }

    /** What a stream contains besides the text. Default: usage, unless the server is known not to accept the field. */
    default B streamOptions(@Nullable StreamOptions streamOptions) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.STREAM_OPTIONS, streamOptions));
    }

    /**
     * With true, a model declares {@code RESPONSE_FORMAT_JSON_SCHEMA}, so that AI Services pass it the schema of their return type, and
     * puts that schema into the prompt. They can then return every type that LangChain4j has a schema for: lists and sets of records,
     * enums, nested and sealed types. How well the response conforms to the schema depends on the model; a response that does not match
     * results in LangChain4j's {@code OutputParsingException}. With false, a schema is a field of the request; the field alone declares
     * nothing.
     *
     * <p>Default: the schema is a field of the request if the capability is among the
     * {@link MiniMaxModelBuilder#supportedCapabilities(java.util.Set) supported ones}, otherwise it is put into the prompt, but AI Services
     * do not pass one.
     */
    default B jsonSchemaInPrompt(@Nullable Boolean jsonSchemaInPrompt) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.JSON_SCHEMA_IN_PROMPT, jsonSchemaInPrompt));
    }

    /**
     * How closely the model looks at images. An image's own level takes precedence, and so does {@link MiniMaxContents#image
     * MiniMaxContents.image}; but before LangChain4j core 1.23, the level {@code LOW} of an {@code ImageContent} cannot be distinguished
     * from none, and has no effect. Default: not sent, so the service decides.
     */
    default B imageDetail(ContentPart.@Nullable Detail imageDetail) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.IMAGE_DETAIL, imageDetail));
    }

    /**
     * Scales images down to this many pixels on the longer side, at least 1. {@link MiniMaxContents#image} takes precedence. Default: not
     * sent.
     */
    default B imageMaxLongSidePixel(@Nullable Integer imageMaxLongSidePixel) {
        return parameters(
                all -> all.set(MiniMaxChatRequestParameters.IMAGE_MAX_LONG_SIDE_PIXEL, imageMaxLongSidePixel));
    }

    /** How closely the model looks at videos. {@link MiniMaxContents#video} takes precedence. Default: not sent, so the service decides. */
    default B videoDetail(ContentPart.@Nullable Detail videoDetail) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.VIDEO_DETAIL, videoDetail));
    }

    /**
     * Frames of a video that the model looks at, per second, 0.2 to 5. {@link MiniMaxContents#video} takes precedence. The service's
     * default is 1.
     */
    default B videoFps(@Nullable Double videoFps) {
        return parameters(all -> all.set(MiniMaxChatRequestParameters.VIDEO_FPS, videoFps));
    }

    /**
     * Scales videos down to this many pixels on the longer side, at least 1. {@link MiniMaxContents#video} takes precedence. Default: not
     * sent.
     */
    default B videoMaxLongSidePixel(@Nullable Integer videoMaxLongSidePixel) {
        return parameters(
                all -> all.set(MiniMaxChatRequestParameters.VIDEO_MAX_LONG_SIDE_PIXEL, videoMaxLongSidePixel));
    }

    /**
     * Further fields of the request's body, by their names in JSON. Those of a request are added to those of the model; of two with the
     * same name, that of the request takes precedence.
     *
     * @param customParameters plain JSON values; null for none. No field that has a setter
     * @return this builder
     * @throws IllegalArgumentException if a name is null, or a number is not finite
     */
    default B customParameters(@Nullable Map<String, Object> customParameters) {
        return parameters(all -> all.setCustomParameters(customParameters));
    }
}
