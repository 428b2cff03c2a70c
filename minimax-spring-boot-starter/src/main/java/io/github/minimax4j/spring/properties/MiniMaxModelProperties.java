package io.github.minimax4j.spring.properties;

import static io.github.minimax4j.spring.properties.ConnectionProperties.InForce.setting;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart.Detail;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel.MiniMaxTextToSpeechModelBuilder;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contents of the requests of each model, in the same groups as the models' connections in {@link MiniMaxProperties}.
 *
 * @param chatModel          requests of the blocking chat model
 * @param streamingChatModel requests of the streaming chat model
 * @param embeddingModel     requests of the embedding model
 * @param imageModel         requests of the image model
 * @param speechModel        requests of the text-to-speech model
 * @param models             Further chat models, by the names of their beans. Each has the properties of a chat model.
 */
@ConfigurationProperties("langchain4j.minimax")
public record MiniMaxModelProperties(
        @NestedConfigurationProperty @DefaultValue Chat chatModel,
        @NestedConfigurationProperty @DefaultValue Chat streamingChatModel,
        @DefaultValue Embedding embeddingModel,
        @DefaultValue Image imageModel,
        @DefaultValue Speech speechModel,
        @DefaultValue Map<String, Chat> models) {

    /**
     * Requests of a chat model; as a bean those at the root, which all chat models share. A property that the group of a model does not set
     * has the value of the root.
     *
     * @param enabled               Whether to configure this model; at the root, whether to configure any.
     * @param chatPath              Path of the chat endpoint below the address.
     * @param convertToolCallMarkup Whether to turn tool calls that arrive as the model's own markup in the text into real ones.
     * @param repairToolHistory     Whether to give tool calls that have no result in the history a placeholder result, rather than reject
     *     the request.
     * @param keepRawResponses      Whether to keep the received JSON in the metadata of responses.
     * @param streamUsage           Whether to request the token usage of streams. Default: true, except at gateways known to reject the
     *     field.
     * @param temperature           Sampling temperature, from 0 to 2.
     * @param topP                  Nucleus sampling: only tokens within this cumulative probability are considered, from 0 to 1.
     * @param topK                  Number of most likely tokens to sample from, -1 for all. For engines and gateways; MiniMax does not know
     *     it.
     * @param maxOutputTokens       Maximum number of tokens to generate, thinking included: a small value leaves a thinking model without
     *     text.
     * @param n                     Number of choices to request. MiniMax returns one, and LangChain4j uses only one.
     * @param streamOptions         What streams contain besides the text
     * @param imageDetail           Level of detail for images that do not set their own. Default: not sent.
     * @param imageMaxLongSidePixel Length that the longer side of images is scaled down to, in pixels.
     * @param videoDetail           Level of detail for videos that do not set their own. Default: not sent.
     * @param videoFps              Frames per second to take from a video, from 0.2 to 5. MiniMax's default is 1.
     * @param videoMaxLongSidePixel Length that the longer side of videos is scaled down to, in pixels.
     * @param stop                  Texts that end the response. Several models ignore them.
     * @param presencePenalty       Penalty on tokens that occurred before. Current models of MiniMax's ignore it.
     * @param frequencyPenalty      Penalty on tokens by how often they occurred. Current models of MiniMax's ignore it.
     * @param seed                  Seed of the sampling. Equal responses are not guaranteed.
     * @param user                  Name of the end user, sent unchanged.
     * @param serviceTier           Tier that serves the request.
     * @param thinking              Whether the model may think first. M3 obeys, M3.1 rejects "disabled", M2.x always thinks.
     * @param reasoningEffort       How much the model thinks, for models that know levels.
     * @param reasoningSplit        Whether to request thinking separately from the text. Default: true for MiniMax itself.
     * @param returnThinking        Whether responses contain the thinking that arrives. Default: true.
     * @param sendThinking          Whether to send earlier thinking back in later turns. Default: true for MiniMax itself.
     * @param maskSensitiveInfo     Whether MiniMax masks personal data in the response.
     * @param parallelToolCalls     Whether one response may call several tools.
     * @param toolChoice            Whether the model must, may or must not call a tool.
     * @param toolChoiceName        Name of the one tool that the model must call, instead of tool-choice.
     * @param responseFormat        Format of responses to requests that set none themselves.
     * @param jsonSchemaInPrompt    Whether to put a JSON schema into the prompt and declare it as a capability, for models without such a
     *     field.
     * @param strictJsonSchema      Whether to request strict conformance to a JSON schema.
     * @param strictTools           Whether to request strict conformance to the schemas of tools.
     * @param markToolErrors        Whether to begin the result of a failed tool with "Error: ", so that the model recognizes the failure.
     * @param supportedCapabilities Capabilities that the model declares. A JSON schema is sent only if listed here.
     * @param customParameters      Further fields of the request's JSON, sent unchanged; strings in a .properties file, typed in YAML.
     */
    @ConfigurationProperties("langchain4j.minimax")
    public record Chat(
            @DefaultValue("true") boolean enabled,
            @Nullable String chatPath,
            @Nullable Boolean convertToolCallMarkup,
            @Nullable Boolean repairToolHistory,
            @Nullable Boolean keepRawResponses,
            @Nullable Boolean streamUsage,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer topK,
            @Nullable Integer maxOutputTokens,
            @Nullable Integer n,
            @Nullable StreamProperties streamOptions,
            @Nullable Detail imageDetail,
            @Nullable Integer imageMaxLongSidePixel,
            @Nullable Detail videoDetail,
            @Nullable Double videoFps,
            @Nullable Integer videoMaxLongSidePixel,
            @Nullable List<String> stop,
            @Nullable Double presencePenalty,
            @Nullable Double frequencyPenalty,
            @Nullable Long seed,
            @Nullable String user,
            @Nullable String serviceTier,
            @Nullable Thinking thinking,
            @Nullable String reasoningEffort,
            @Nullable Boolean reasoningSplit,
            @Nullable Boolean returnThinking,
            @Nullable Boolean sendThinking,
            @Nullable Boolean maskSensitiveInfo,
            @Nullable Boolean parallelToolCalls,
            @Nullable ToolChoice toolChoice,
            @Nullable String toolChoiceName,
            @Nullable Format responseFormat,
            @Nullable Boolean jsonSchemaInPrompt,
            @Nullable Boolean strictJsonSchema,
            @Nullable Boolean strictTools,
            @Nullable Boolean markToolErrors,
            @Nullable Set<Capability> supportedCapabilities,
            @DefaultValue Map<String, Object> customParameters) {

        /** The properties of the connection that only chat models have, as far as they have a value. */
        public List<InForce> inForce() {
            return InForce.present(
                    setting("chat-path", chatPath, MiniMaxClientBuilder::chatPath),
                    setting(
                            "convert-tool-call-markup",
                            convertToolCallMarkup,
                            MiniMaxClientBuilder::convertToolCallMarkup),
                    setting("repair-tool-history", repairToolHistory, MiniMaxClientBuilder::repairToolHistory),
                    setting("keep-raw-responses", keepRawResponses, MiniMaxClientBuilder::keepRawResponses),
                    setting("stream-usage", streamUsage, MiniMaxClientBuilder::streamUsage));
        }

        /** Applies these properties to a builder. Null keeps the builder's default. */
        public void applyTo(MiniMaxModelBuilder<?> builder) {
            builder.temperature(temperature);
            builder.topP(topP);
            builder.topK(topK);
            builder.maxOutputTokens(maxOutputTokens);
            builder.n(n);
            if (streamOptions != null && streamOptions.includeUsage() != null) {
                builder.streamOptions(new StreamOptions(streamOptions.includeUsage()));
            }
            builder.imageDetail(imageDetail);
            builder.imageMaxLongSidePixel(imageMaxLongSidePixel);
            builder.videoDetail(videoDetail);
            builder.videoFps(videoFps);
            builder.videoMaxLongSidePixel(videoMaxLongSidePixel);
            builder.stopSequences(stop);
            builder.presencePenalty(presencePenalty);
            builder.frequencyPenalty(frequencyPenalty);
            builder.seed(seed);
            builder.user(user);
            builder.serviceTier(serviceTier);
            builder.thinking(thinking);
            builder.reasoningEffort(reasoningEffort);
            builder.reasoningSplit(reasoningSplit);
            builder.returnThinking(returnThinking);
            builder.sendThinking(sendThinking);
            builder.maskSensitiveInfo(maskSensitiveInfo);
            builder.parallelToolCalls(parallelToolCalls);
            builder.toolChoice(toolChoice);
            builder.toolChoiceName(toolChoiceName);
            if (responseFormat != null) {
                builder.responseFormat(responseFormat == Format.TEXT ? ResponseFormat.TEXT : ResponseFormat.JSON);
            }
            builder.jsonSchemaInPrompt(jsonSchemaInPrompt);
            builder.strictJsonSchema(strictJsonSchema);
            builder.strictTools(strictTools);
            builder.markToolErrors(markToolErrors);
            builder.supportedCapabilities(supportedCapabilities);
            builder.customParameters(BoundValues.withLists(customParameters));
        }

        /** All properties whose text is sent to the service, by name: the binder leaves undefined placeholders in them. */
        public Map<String, @Nullable Object> texts() {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            texts.put("stop", stop);
            texts.put("user", user);
            texts.put("tool-choice-name", toolChoiceName);
            texts.put("service-tier", serviceTier);
            texts.put("reasoning-effort", reasoningEffort);
            texts.put("custom-parameters", customParameters);
            return texts;
        }

        /** Nothing: some values may be secrets. */
        @Override
        public String toString() {
            return "Chat[]";
        }
    }

    /**
     * What streams contain besides the text.
     *
     * @param includeUsage Sent with streams as set, even to servers that reject it. Default: the value of stream-usage.
     */
    public record StreamProperties(@Nullable Boolean includeUsage) {}

    /** The format of a response, by its names on the wire. A schema is part of a request or AI Service, not of a property. */
    public enum Format {
        /** Free text. */
        TEXT,
        /** Any JSON object. */
        JSON_OBJECT
    }

    /**
     * Requests of the embedding model.
     *
     * @param enabled             Whether to configure this model. Default: only if it has an API key of its own; with true, the root's key
     *     is used.
     * @param inputType           What texts are embedded for, unless a request sets it.
     * @param maxSegmentsPerBatch Maximum number of texts in one request; further ones are sent in further requests.
     * @param customParameters    Further fields of the request's JSON, sent unchanged; strings in a .properties file, typed in YAML.
     */
    public record Embedding(
            @Nullable Boolean enabled,
            @Nullable EmbeddingInputType inputType,
            @Nullable Integer maxSegmentsPerBatch,
            @DefaultValue Map<String, Object> customParameters) {

        /** Applies these properties to a builder. Null keeps the builder's default. */
        public void applyTo(MiniMaxEmbeddingModelBuilder builder) {
            builder.inputType(inputType);
            builder.maxSegmentsPerBatch(maxSegmentsPerBatch);
            builder.customParameters(BoundValues.withLists(customParameters));
        }

        /** As {@link Chat#texts()}. */
        public Map<String, Object> texts() {
            return Map.of("custom-parameters", customParameters);
        }

        /** Nothing: some values may be secrets. */
        @Override
        public String toString() {
            return "Embedding[]";
        }
    }

    /**
     * Requests of the image model.
     *
     * @param enabled           Whether to configure this model. Default: only if it has an API key of its own; with true, the root's key is
     *     used.
     * @param aspectRatio       Shape of the images, such as 16:9. Not together with width and height.
     * @param width             Width of the images in pixels, from 512 to 2048, a multiple of 8. Requires the height.
     * @param height            Height of the images in pixels, from 512 to 2048, a multiple of 8. Requires the width.
     * @param responseFormat    Whether images come as URLs that are valid for 24 hours, or as data.
     * @param seed              Seed, for reproducible images.
     * @param promptOptimizer   Whether MiniMax may rewrite prompts; it does not return the result.
     * @param subjectReferences Addresses (http, https or data URLs) of images of the person to show.
     * @param customParameters  Further fields of the request's JSON, sent unchanged; strings in a .properties file, typed in YAML.
     */
    public record Image(
            @Nullable Boolean enabled,
            @Nullable String aspectRatio,
            @Nullable Integer width,
            @Nullable Integer height,
            ImageRequest.@Nullable ResponseFormat responseFormat,
            @Nullable Long seed,
            @Nullable Boolean promptOptimizer,
            @Nullable List<String> subjectReferences,
            @DefaultValue Map<String, Object> customParameters) {

        /** Applies these properties to a builder. Null keeps the builder's default. */
        public void applyTo(MiniMaxImageModelBuilder builder) {
            builder.aspectRatio(aspectRatio);
            builder.width(width);
            builder.height(height);
            builder.responseFormat(responseFormat);
            builder.seed(seed);
            builder.promptOptimizer(promptOptimizer);
            if (subjectReferences != null) {
                builder.subjectReferences(subjectReferences.stream()
                        .map(SubjectReference::character)
                        .toList());
            }
            builder.customParameters(BoundValues.withLists(customParameters));
        }

        /** As {@link Chat#texts()}. */
        public Map<String, @Nullable Object> texts() {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            texts.put("aspect-ratio", aspectRatio);
            texts.put("subject-references", subjectReferences);
            texts.put("custom-parameters", customParameters);
            return texts;
        }

        /** Nothing: some values may be secrets. */
        @Override
        public String toString() {
            return "Image[]";
        }
    }

    /**
     * Requests of the text-to-speech model.
     *
     * @param enabled          Whether to configure this model, which the key at the root alone does not.
     * @param voice            Id of the voice of requests that name none.
     * @param speed            Speed, from 0.5 to 2.
     * @param volume           Volume, more than 0 and at most 10.
     * @param pitch            Pitch in semitones, from -12 to 12.
     * @param emotion          Emotion, such as happy, sad or calm. By default the model chooses.
     * @param languageBoost    Language to recognise better, such as English, or auto.
     * @param format           Format of the audio: mp3, wav, flac or pcm.
     * @param sampleRate       Samples per second.
     * @param bitrate          Bits per second of mp3.
     * @param channels         Number of channels, 1 or 2.
     * @param asUrl            Whether to receive an address that is valid for 24 hours instead of the audio itself.
     * @param customParameters Further fields of each request's body, by their names in JSON.
     */
    public record Speech(
            @Nullable Boolean enabled,
            @Nullable String voice,
            @Nullable Double speed,
            @Nullable Double volume,
            @Nullable Integer pitch,
            @Nullable String emotion,
            @Nullable String languageBoost,
            @Nullable String format,
            @Nullable Integer sampleRate,
            @Nullable Integer bitrate,
            @Nullable Integer channels,
            @Nullable Boolean asUrl,
            @DefaultValue Map<String, Object> customParameters) {

        /** Applies these properties to a builder. Null keeps the builder's default. */
        public void applyTo(MiniMaxTextToSpeechModelBuilder builder) {
            builder.voice(voice);
            builder.speed(speed);
            builder.volume(volume);
            builder.pitch(pitch);
            builder.emotion(emotion);
            builder.languageBoost(languageBoost);
            builder.format(format);
            builder.sampleRate(sampleRate);
            builder.bitrate(bitrate);
            builder.channels(channels);
            builder.asUrl(asUrl);
            builder.customParameters(BoundValues.withLists(customParameters));
        }

        /** As {@link Chat#texts()}. */
        public Map<String, @Nullable Object> texts() {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            texts.put("voice", voice);
            texts.put("emotion", emotion);
            texts.put("language-boost", languageBoost);
            texts.put("format", format);
            texts.put("custom-parameters", customParameters);
            return texts;
        }

        /** Nothing: some values may be secrets. */
        @Override
        public String toString() {
            return "Speech[]";
        }
    }
}
