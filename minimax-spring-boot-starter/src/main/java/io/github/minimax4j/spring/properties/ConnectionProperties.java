package io.github.minimax4j.spring.properties;

import static io.github.minimax4j.spring.properties.ConnectionProperties.InForce.setting;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of a connection: as a bean those at the root, which all models share, and in {@link MiniMaxProperties} those in the group of
 * each model. A property that a group does not set has the value of the root; one that neither sets has the default of
 * {@link MiniMaxClientBuilder}.
 *
 * @param apiKey            API key, valid only in the region that issued it. At the root it enables both chat models, in a group that
 *     group's model.
 * @param region            Region that issued the key. Ignored if base-url is set at the same place, or in a group.
 * @param baseUrl           Address of the server, with or without version or endpoint. Default: that of the region.
 * @param profile           Kind of server, which decides the fields sent beyond OpenAI's. Default: derived from the host of the address.
 * @param modelName         Name of the model. Required; that of the root is for the chat models only.
 * @param connectTimeout    Maximum time to connect, TLS included.
 * @param timeout           Maximum time to wait for the server: for the first byte, and between two chunks. Not a limit on the whole call.
 * @param firstByteTimeout  Maximum time to wait for the first byte of a response. Default: timeout.
 * @param idleTimeout       Maximum time between two chunks of a response. Default: timeout.
 * @param callTimeout       Maximum duration of a whole call, including retries and streams. Default: no limit.
 * @param maxEventSize      Maximum size of one event of a stream, or of a unary response. Larger ones fail.
 * @param maxNestingDepth   Maximum depth of objects and lists within one another in a response. Deeper responses fail.
 * @param maxToolCalls      Maximum number of tool calls of a choice. Responses with more fail.
 * @param maxChoices        Maximum number of choices of a response. Responses with more fail.
 * @param maxResponseLength Maximum length of a chat response, in characters, thinking and arguments included. Longer ones fail.
 * @param maxRetries        Maximum number of retries after a transient failure. A stream is retried only before its first event.
 * @param retryDelay        Maximum delay before the first retry. It doubles with each further one, up to 30s; the server may request more.
 * @param retryTimeLimit    Maximum time from the start of a call to the start of its last retry.
 * @param retryBudget       Maximum number of retries of all calls together while calls keep failing. Each completed call returns a tenth of a
 *     retry. Default: no limit.
 * @param maxConcurrentRequests Maximum number of requests of a model whose response is not complete. Further ones wait. Default: no limit.
 * @param maxRequestsPerMinute Maximum number of requests of a model that start within any minute. Further ones wait. Default: no limit.
 * @param maxTokensPerMinute Maximum number of tokens of a model within any minute, estimated first, then as reported. Further requests
 *     wait. Default: no limit.
 * @param queueTimeout      Maximum time that a request waits for max-concurrent-requests and the limits per minute.
 * @param httpVersion       HTTP version to use. HTTP/2 is used for https addresses whose server agrees to it.
 * @param logRequests       Whether to log requests at level INFO. The log contains prompts, but not the key.
 * @param logResponses      Whether to log responses at level INFO, streams as a summary.
 * @param logBodyLimit      Maximum length of a logged body, in characters.
 * @param proxy             HTTP proxy to use.
 * @param sslBundle         Name of the Spring Boot SSL bundle with the certificates to trust and to present.
 * @param userAgent         Value of the User-Agent header. Default: minimax-java and the version of this library.
 * @param customHeaders     HTTP headers to add to each request. Those of a group are added to those of the root, and take precedence.
 * @param customQueryParams Query parameters to add to the URL of each request. Those of a group are added to those of the root, and take
 *     precedence.
 */
@ConfigurationProperties("langchain4j.minimax")
public record ConnectionProperties(
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
        @Nullable Integer maxNestingDepth,
        @Nullable Integer maxToolCalls,
        @Nullable Integer maxChoices,
        @Nullable Integer maxResponseLength,
        @Nullable Integer maxRetries,
        @Nullable Duration retryDelay,
        @Nullable Duration retryTimeLimit,
        @Nullable Integer retryBudget,
        @Nullable Integer maxConcurrentRequests,
        @Nullable Integer maxRequestsPerMinute,
        @Nullable Integer maxTokensPerMinute,
        @Nullable Duration queueTimeout,
        HttpClient.@Nullable Version httpVersion,
        @Nullable Boolean logRequests,
        @Nullable Boolean logResponses,
        @Nullable Integer logBodyLimit,
        @Nullable Proxy proxy,
        @Nullable String sslBundle,
        @Nullable String userAgent,
        @DefaultValue Map<String, String> customHeaders,
        @DefaultValue Map<String, String> customQueryParams) {

    /**
     * A property that has a value for a model.
     *
     * @param name    its name within its group
     * @param value   its value
     * @param applied passes it to the builder of the model's client
     */
    public record InForce(String name, Object value, Consumer<MiniMaxClientBuilder> applied) {

        static <T> @Nullable InForce setting(
                String name, @Nullable T value, BiConsumer<MiniMaxClientBuilder, T> setter) {
            return value == null || value instanceof Map<?, ?> map && map.isEmpty()
                    ? null
                    : new InForce(name, value, builder -> setter.accept(builder, value));
        }

        static List<InForce> present(@Nullable InForce... settings) {
            return Arrays.stream(settings).filter(Objects::nonNull).toList();
        }

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** The properties that have a value, except the model's name. A base URL hides the region. */
    public List<InForce> inForce() {
        return InForce.present(
                setting("api-key", apiKey, ConnectionProperties::applyElsewhere),
                setting("region", baseUrl == null ? region : null, MiniMaxClientBuilder::region),
                setting("base-url", baseUrl, MiniMaxClientBuilder::baseUrl),
                setting("profile", profile, MiniMaxClientBuilder::profile),
                setting("connect-timeout", connectTimeout, MiniMaxClientBuilder::connectTimeout),
                setting("timeout", timeout, MiniMaxClientBuilder::timeout),
                setting("first-byte-timeout", firstByteTimeout, MiniMaxClientBuilder::firstByteTimeout),
                setting("idle-timeout", idleTimeout, MiniMaxClientBuilder::idleTimeout),
                setting("call-timeout", callTimeout, MiniMaxClientBuilder::callTimeout),
                setting("max-event-size", maxEventSize, (builder, size) -> builder.maxEventSize(bytes(size))),
                setting("max-nesting-depth", maxNestingDepth, MiniMaxClientBuilder::maxNestingDepth),
                setting("max-tool-calls", maxToolCalls, MiniMaxClientBuilder::maxToolCalls),
                setting("max-choices", maxChoices, MiniMaxClientBuilder::maxChoices),
                setting("max-response-length", maxResponseLength, MiniMaxClientBuilder::maxResponseLength),
                setting("max-retries", maxRetries, MiniMaxClientBuilder::maxRetries),
                setting("retry-delay", retryDelay, MiniMaxClientBuilder::retryDelay),
                setting("retry-time-limit", retryTimeLimit, MiniMaxClientBuilder::retryTimeLimit),
                setting("retry-budget", retryBudget, MiniMaxClientBuilder::retryBudget),
                setting("max-concurrent-requests", maxConcurrentRequests, MiniMaxClientBuilder::maxConcurrentRequests),
                setting("max-requests-per-minute", maxRequestsPerMinute, MiniMaxClientBuilder::maxRequestsPerMinute),
                setting("max-tokens-per-minute", maxTokensPerMinute, MiniMaxClientBuilder::maxTokensPerMinute),
                setting("queue-timeout", queueTimeout, MiniMaxClientBuilder::queueTimeout),
                setting("http-version", httpVersion, MiniMaxClientBuilder::httpVersion),
                setting("log-requests", logRequests, MiniMaxClientBuilder::logRequests),
                setting("log-responses", logResponses, MiniMaxClientBuilder::logResponses),
                setting("log-body-limit", logBodyLimit, MiniMaxClientBuilder::logBodyLimit),
                setting("proxy", proxy, ConnectionProperties::applyElsewhere),
                setting("ssl-bundle", sslBundle, ConnectionProperties::applyElsewhere),
                setting("user-agent", userAgent, MiniMaxClientBuilder::userAgent),
                setting("custom-headers", customHeaders, MiniMaxClientBuilder::customHeaders),
                setting("custom-query-params", customQueryParams, MiniMaxClientBuilder::customQueryParams));
    }

    /** For settings that need more than a value: the auto-configuration applies them. */
    private static void applyElsewhere(MiniMaxClientBuilder builder, Object value) {}

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxEventSize is " + size + ": it must be less than 2GB");
        }
        return (int) size.toBytes();
    }

    /**
     * An HTTP proxy. That of a group replaces that of the root as a whole.
     *
     * @param host     Host name or address of the HTTP proxy.
     * @param port     Port of the proxy.
     * @param username Name to log in with at the proxy.
     * @param password Password to log in with at the proxy.
     */
    public record Proxy(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password) {

        /** Without name and password. */
        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + "]";
        }
    }

    /** Without the key, the headers, the address and other values that may be secrets. */
    @Override
    public String toString() {
        return "ConnectionProperties[apiKey=" + (apiKey == null ? "none" : "set") + ", region=" + region
                + ", modelName=" + modelName + "]";
    }
}
