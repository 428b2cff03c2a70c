package io.github.minimax4j.spring.properties;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.chat.ContentPart.Detail;
import io.github.minimax4j.core.chat.StreamOptions;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of one chat model. The first of them, down to the headers, may stand in {@link MiniMaxProperties} for all models.
 *
 * @param enabled               Whether to configure this model.
 * @param apiKey                API key of this model; its presence switches the model on.
 * @param region                Region of MiniMax's that issued the key. Ignored where base-url is set.
 * @param baseUrl               Address of the server as its page gives it, with or without version or endpoint. Default: that of the region.
 * @param chatPath              Path of the chat endpoint below the address.
 * @param profile               Kind of server: decides which fields beyond OpenAI's are sent. Default: by the host of the address.
 * @param modelName             Name of the model to ask. Required, here or at the root; names retire within months.
 * @param connectTimeout        How long making a connection may take.
 * @param timeout               Longest silence of the server, before the answer and within it. Not a limit on the whole call.
 * @param firstByteTimeout      Longest silence before the answer. Default: timeout.
 * @param idleTimeout           Longest silence within an answer. Default: timeout.
 * @param callTimeout           How long a whole call may take, streams included. Default: no limit.
 * @param maxEventSize          Largest event of a stream, or body of an answer that is no stream. Larger ones are errors.
 * @param maxRetries            How often a failed request is repeated, where that can help. A stream that has begun is not.
 * @param retryDelay            Longest delay before the first retry; it doubles each time, up to 30s. The server may ask for more.
 * @param retryTimeLimit        No retry begins later than this after the start of the call.
 * @param httpVersion           HTTP version to ask for. The JDK's HTTP/2 fails calls beyond the server's limit, usually 100 at once.
 * @param logRequests           Whether to log requests at level INFO, prompts included, the key not.
 * @param logResponses          Whether to log answers at level INFO, of a stream a summary.
 * @param logBodyLimit          How much of a body is logged, in characters.
 * @param convertToolCallMarkup Whether tool calls that arrive as the model's own markup in the text become real ones.
 * @param repairToolHistory     Whether tool calls of the history that have no result are sent with a placeholder result instead of being refused.
 * @param keepRawResponses      Whether metadata of answers keep the JSON that was received.
 * @param streamUsage           Whether streams are asked for token usage. Default: true, except at gateways known not to take the field.
 * @param proxy                 HTTP proxy to go through
 * @param sslBundle             Name of the SSL bundle of Spring Boot with the certificates to trust and to show.
 * @param customHeaders         HTTP headers to add to each request, besides those of the root.
 * @param customQueryParams     Query parameters of each request's URL, besides those of the root.
 * @param temperature           Sampling temperature, from 0 to 2.
 * @param topP                  Probability mass to sample from, from 0 to 1.
 * @param topK                  Number of most likely tokens to sample from, -1 for all. For engines and gateways; MiniMax does not know it.
 * @param maxOutputTokens       Most tokens of an answer, thinking included: a small value leaves a thinking model without text.
 * @param n                     How many choices the server is to give. MiniMax gives one, and LangChain4j has room for one.
 * @param streamOptions         What streams are to bring beside the text
 * @param imageDetail           How closely the model looks at images that do not say so themselves. Default: not sent.
 * @param imageMaxLongSidePixel Longer side that images are scaled down to, in pixels.
 * @param videoDetail           How closely the model looks at videos that do not say so themselves. Default: not sent.
 * @param videoFps              Frames looked at per second of a video, from 0.2 to 5. The service takes 1 if nothing is sent.
 * @param videoMaxLongSidePixel Longer side that videos are scaled down to, in pixels.
 * @param stop                  Texts that end the answer. Several models ignore them.
 * @param presencePenalty       Penalty on tokens that were there before. Current models of MiniMax's ignore it.
 * @param frequencyPenalty      Penalty on tokens by how often they were there. Current models of MiniMax's ignore it.
 * @param seed                  Seed of the sampling. Equal answers are not promised.
 * @param user                  Name of the end user, passed on as it is.
 * @param serviceTier           Tier that serves the request.
 * @param thinking              Whether the model may think first. M3 obeys, M3.1 refuses "disabled", M2.x always thinks.
 * @param reasoningEffort       How much the model thinks, for models that know levels.
 * @param reasoningSplit        Whether to ask for thinking apart from the text. Default: true for MiniMax itself.
 * @param returnThinking        Whether answers carry the thinking. Default: true for MiniMax itself.
 * @param sendThinking          Whether earlier thinking is sent back in later turns. Default: true for MiniMax itself.
 * @param maskSensitiveInfo     Whether MiniMax masks personal data in the answer.
 * @param parallelToolCalls     Whether one answer may call several tools.
 * @param toolChoice            Whether the model must, may or must not call a tool.
 * @param toolChoiceName        Name of the one tool that must be called, in place of tool-choice.
 * @param responseFormat        Form of the answers of requests that name none themselves.
 * @param jsonSchemaInPrompt    Whether a JSON schema goes into the prompt and is declared as a capability, for models that know no such field.
 * @param strictJsonSchema      Whether to ask for strict obedience to a JSON schema.
 * @param strictTools           Whether to ask for strict obedience to the tools' schemas.
 * @param markToolErrors        Whether the result of a tool that failed begins with "Error: ", which tells the model so.
 * @param supportedCapabilities What the model is said to be capable of. A JSON schema is sent only if listed here.
 * @param customParameters      Further fields of the request's JSON, as they are; texts in a .properties file, typed in YAML.
 */
public record MiniMaxModelProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKey,
        @Nullable Region region,
        @Nullable String baseUrl,
        @Nullable String chatPath,
        @Nullable TargetProfile profile,
        @Nullable String modelName,
        @Nullable Duration connectTimeout,
        @Nullable Duration timeout,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration callTimeout,
        @Nullable DataSize maxEventSize,
        @Nullable Integer maxRetries,
        @Nullable Duration retryDelay,
        @Nullable Duration retryTimeLimit,
        HttpClient.@Nullable Version httpVersion,
        @Nullable Boolean logRequests,
        @Nullable Boolean logResponses,
        @Nullable Integer logBodyLimit,
        @Nullable Boolean convertToolCallMarkup,
        @Nullable Boolean repairToolHistory,
        @Nullable Boolean keepRawResponses,
        @Nullable Boolean streamUsage,
        @Nullable @NestedConfigurationProperty MiniMaxProxyProperties proxy,
        @Nullable String sslBundle,
        @DefaultValue Map<String, String> customHeaders,
        @DefaultValue Map<String, String> customQueryParams,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Integer maxOutputTokens,
        @Nullable Integer n,
        @Nullable StreamOptionsProperties streamOptions,
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
        @Nullable AnswerFormat responseFormat,
        @Nullable Boolean jsonSchemaInPrompt,
        @Nullable Boolean strictJsonSchema,
        @Nullable Boolean strictTools,
        @Nullable Boolean markToolErrors,
        @Nullable Set<Capability> supportedCapabilities,
        @DefaultValue Map<String, Object> customParameters)
        implements ConnectionProperties {

    /** Hands what belongs to the model, not to its connection, to a builder. Null leaves the builder's default. */
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
        builder.responseFormat(responseFormat == null ? null : responseFormat.format);
        builder.jsonSchemaInPrompt(jsonSchemaInPrompt);
        builder.strictJsonSchema(strictJsonSchema);
        builder.strictTools(strictTools);
        builder.markToolErrors(markToolErrors);
        builder.supportedCapabilities(supportedCapabilities);
    }

    /** All properties that hold texts and go to the service, by name: the binder leaves undefined placeholders in them. */
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

    /** Without the key, the headers, the address and other values that may hold secrets. */
    @Override
    public String toString() {
        return "MiniMaxModelProperties[enabled=" + enabled + ", apiKey=" + (apiKey == null ? "none" : "set")
                + ", region=" + region + ", modelName=" + modelName + "]";
    }

    /**
     * What streams are to bring beside the text.
     *
     * @param includeUsage Sent to streams as it is set, also where it is refused. Default: what stream-usage says.
     */
    public record StreamOptionsProperties(@Nullable Boolean includeUsage) {}

    /** The form of an answer, by its names on the wire. A schema comes with each request or AI Service, not from a property. */
    public enum AnswerFormat {
        /** Free text. */
        TEXT(ResponseFormat.TEXT),
        /** Some JSON object. */
        JSON_OBJECT(ResponseFormat.JSON);

        private final ResponseFormat format;

        AnswerFormat(ResponseFormat format) {
            this.format = format;
        }
    }
}
