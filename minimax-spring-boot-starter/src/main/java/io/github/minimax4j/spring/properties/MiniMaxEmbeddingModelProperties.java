package io.github.minimax4j.spring.properties;

import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the embedding model, which is there only if asked for. Those down to the headers, but for the model's name, may stand in
 * {@link MiniMaxProperties} for all models.
 *
 * @param enabled             Whether to configure this model. Default: only if it has an API key of its own; true lets the root's key serve.
 * @param apiKey              API key of this model; its presence switches the model on.
 * @param region              Region of MiniMax's that issued the key. Ignored where base-url is set.
 * @param baseUrl             Address of the server as its page gives it, with or without version or endpoint. Default: that of the region.
 * @param profile             Kind of server: decides which fields beyond OpenAI's are sent. Default: by the host of the address.
 * @param modelName           Name of the model to ask. Required; the root's is that of the chat models.
 * @param connectTimeout      How long making a connection may take.
 * @param timeout             Longest silence of the server, before the answer and within it. Not a limit on the whole call.
 * @param firstByteTimeout    Longest silence before the answer. Default: timeout.
 * @param idleTimeout         Longest silence within an answer. Default: timeout.
 * @param callTimeout         How long a whole call may take, streams included. Default: no limit.
 * @param maxEventSize        Largest event of a stream, or body of an answer that is no stream. Larger ones are errors.
 * @param maxRetries          How often a failed request is repeated, where that can help. A stream that has begun is not.
 * @param retryDelay          Longest delay before the first retry; it doubles each time, up to 30s. The server may ask for more.
 * @param retryTimeLimit      No retry begins later than this after the start of the call.
 * @param httpVersion         HTTP version to ask for. The JDK's HTTP/2 fails calls beyond the server's limit, usually 100 at once.
 * @param logRequests         Whether to log requests at level INFO, prompts included, the key not.
 * @param logResponses        Whether to log answers at level INFO, of a stream a summary.
 * @param logBodyLimit        How much of a body is logged, in characters.
 * @param proxy               HTTP proxy to go through
 * @param sslBundle           Name of the SSL bundle of Spring Boot with the certificates to trust and to show.
 * @param customHeaders       HTTP headers to add to each request, besides those of the root.
 * @param customQueryParams   Query parameters of each request's URL, besides those of the root.
 * @param inputType           What texts are embedded for, unless a request says it.
 * @param maxSegmentsPerBatch Most texts of one request; further ones go out in further requests.
 * @param customParameters    Further fields of the request's JSON, as they are; texts in a .properties file, typed in YAML.
 */
public record MiniMaxEmbeddingModelProperties(
        @Nullable Boolean enabled,
        @Nullable String apiKey,
        @Nullable Region region,
        @Nullable String baseUrl,
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
        @Nullable @NestedConfigurationProperty MiniMaxProxyProperties proxy,
        @Nullable String sslBundle,
        @DefaultValue Map<String, String> customHeaders,
        @DefaultValue Map<String, String> customQueryParams,
        @Nullable EmbeddingInputType inputType,
        @Nullable Integer maxSegmentsPerBatch,
        @DefaultValue Map<String, Object> customParameters)
        implements ConnectionProperties {

    /** Without the key, the headers, the address and other values that may hold secrets. */
    @Override
    public String toString() {
        return "MiniMaxEmbeddingModelProperties[enabled=" + enabled + ", apiKey=" + (apiKey == null ? "none" : "set")
                + ", region=" + region + ", modelName=" + modelName + "]";
    }
}
