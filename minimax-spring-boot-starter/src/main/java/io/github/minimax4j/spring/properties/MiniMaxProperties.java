package io.github.minimax4j.spring.properties;

import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What all models share, and a group for each. Where a group says nothing, the value here holds; where both say nothing, the default
 * of {@link io.github.minimax4j.core.MiniMaxClientBuilder} or of the model's builder.
 *
 * @param enabled               Whether to configure MiniMax models at all.
 * @param apiKey                API key of all models; its presence switches both chat models on. A key works only in the region that issued it.
 * @param region                Region of MiniMax's that issued the key. Ignored where base-url is set.
 * @param baseUrl               Address of the server as its page gives it, with or without version or endpoint. Default: that of the region.
 * @param chatPath              Path of the chat endpoint below the address.
 * @param profile               Kind of server: decides which fields beyond OpenAI's are sent. Default: by the host of the address.
 * @param modelName             Name of the chat model to ask. Required, here or in the group; names retire within months.
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
 * @param customHeaders         HTTP headers to add to each request. Those of a group are added to these and win.
 * @param customQueryParams     Query parameters of each request's URL, for gateways. Those of a group are added to these and win.
 * @param metrics               settings of the metrics
 * @param health                settings of the health indicator
 * @param chatModel             settings of the blocking model
 * @param streamingChatModel    settings of the streaming model
 * @param embeddingModel        settings of the embedding model
 * @param imageModel            settings of the image model
 */
@ConfigurationProperties("langchain4j.minimax")
public record MiniMaxProperties(
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
        @DefaultValue Metrics metrics,
        @DefaultValue Health health,
        @DefaultValue @NestedConfigurationProperty MiniMaxModelProperties chatModel,
        @DefaultValue @NestedConfigurationProperty MiniMaxModelProperties streamingChatModel,
        @DefaultValue @NestedConfigurationProperty MiniMaxEmbeddingModelProperties embeddingModel,
        @DefaultValue @NestedConfigurationProperty MiniMaxImageModelProperties imageModel)
        implements ConnectionProperties {

    /**
     * What is measured.
     *
     * @param enabled Whether to record metrics and observations of the models, where Micrometer is there.
     */
    public record Metrics(@DefaultValue("true") boolean enabled) {}

    /**
     * How the health of the service is asked for.
     *
     * @param cache How long an answer of the health check holds, so that probes do not become load.
     */
    public record Health(@DefaultValue("60s") Duration cache) {}

    /** Without the key, the headers, the address and the proxy, which may hold secrets. */
    @Override
    public String toString() {
        return "MiniMaxProperties[enabled=" + enabled + ", apiKey=" + (apiKey == null ? "none" : "set") + ", region="
                + region + ", modelName=" + modelName + ", chatModel=" + chatModel + ", streamingChatModel="
                + streamingChatModel + ", embeddingModel=" + embeddingModel + ", imageModel=" + imageModel + "]";
    }
}
