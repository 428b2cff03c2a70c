package io.github.minimax4j.spring.properties;

import static io.github.minimax4j.spring.properties.ConnectionSetting.entries;
import static io.github.minimax4j.spring.properties.ConnectionSetting.setting;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * The settings of a connection, at the root and in the group of each model. A property that a group does not set has the value of the root;
 * one that neither sets has the default of {@link MiniMaxClientBuilder}.
 */
public abstract class ConnectionProperties {

    private static final List<ConnectionSetting<?>> SETTINGS = List.of(
            setting("api-key", p -> p.apiKey, ConnectionProperties::applyElsewhere),
            setting("region", p -> p.baseUrl == null ? p.region : null, p -> p.baseUrl, MiniMaxClientBuilder::region),
            setting("base-url", p -> p.baseUrl, p -> p.region, MiniMaxClientBuilder::baseUrl),
            setting("profile", p -> p.profile, MiniMaxClientBuilder::profile),
            setting("connect-timeout", p -> p.connectTimeout, MiniMaxClientBuilder::connectTimeout),
            setting("timeout", p -> p.timeout, MiniMaxClientBuilder::timeout),
            setting(
                    "first-byte-timeout",
                    p -> p.firstByteTimeout,
                    p -> p.timeout,
                    MiniMaxClientBuilder::firstByteTimeout),
            setting("idle-timeout", p -> p.idleTimeout, p -> p.timeout, MiniMaxClientBuilder::idleTimeout),
            setting("call-timeout", p -> p.callTimeout, MiniMaxClientBuilder::callTimeout),
            setting("max-event-size", p -> p.maxEventSize, (builder, size) -> builder.maxEventSize(bytes(size))),
            setting("max-retries", p -> p.maxRetries, MiniMaxClientBuilder::maxRetries),
            setting("retry-delay", p -> p.retryDelay, MiniMaxClientBuilder::retryDelay),
            setting("retry-time-limit", p -> p.retryTimeLimit, MiniMaxClientBuilder::retryTimeLimit),
            setting("retry-budget", p -> p.retryBudget, MiniMaxClientBuilder::retryBudget),
            setting("http-version", p -> p.httpVersion, MiniMaxClientBuilder::httpVersion),
            setting("log-requests", p -> p.logRequests, MiniMaxClientBuilder::logRequests),
            setting("log-responses", p -> p.logResponses, MiniMaxClientBuilder::logResponses),
            setting("log-body-limit", p -> p.logBodyLimit, MiniMaxClientBuilder::logBodyLimit),
            setting("proxy", p -> p.proxy, ConnectionProperties::applyElsewhere),
            setting("ssl-bundle", p -> p.sslBundle, ConnectionProperties::applyElsewhere),
            setting("user-agent", p -> p.userAgent, MiniMaxClientBuilder::userAgent),
            entries("custom-headers", p -> p.customHeaders, MiniMaxClientBuilder::customHeaders),
            entries("custom-query-params", p -> p.customQueryParams, MiniMaxClientBuilder::customQueryParams));

    /** API key, valid only in the region that issued it. At the root it enables both chat models, in a group that group's model. */
    private @Nullable String apiKey;

    /** Region that issued the key. Ignored if base-url is set at the same place. */
    private @Nullable Region region;

    /** Address of the server, with or without version or endpoint. Default: that of the region. */
    private @Nullable String baseUrl;

    /** Kind of server, which decides the fields sent beyond OpenAI's. Default: derived from the host of the address. */
    private @Nullable TargetProfile profile;

    /** Name of the model. Required; that of the root is for the chat models only. */
    private @Nullable String modelName;

    /** Maximum time to connect, TLS included. */
    private @Nullable Duration connectTimeout;

    /** Maximum time to wait for the server: for the first byte, and between two chunks. Not a limit on the whole call. */
    private @Nullable Duration timeout;

    /** Maximum time to wait for the first byte of a response. Default: timeout. */
    private @Nullable Duration firstByteTimeout;

    /** Maximum time between two chunks of a response. Default: timeout. */
    private @Nullable Duration idleTimeout;

    /** Maximum duration of a whole call, including retries and streams. Default: no limit. */
    private @Nullable Duration callTimeout;

    /** Maximum size of one event of a stream, or of a unary response. Larger ones fail. */
    private @Nullable DataSize maxEventSize;

    /** Maximum number of retries after a transient failure. A stream is retried only before its first event. */
    private @Nullable Integer maxRetries;

    /** Maximum delay before the first retry. It doubles with each further one, up to 30s; the server may request more. */
    private @Nullable Duration retryDelay;

    /** Maximum time from the start of a call to the start of its last retry. */
    private @Nullable Duration retryTimeLimit;

    /** Maximum number of retries of all calls together while calls keep failing. Each completed call returns a tenth of a retry. */
    private @Nullable Integer retryBudget;

    /** HTTP version to use. The JDK's HTTP/2 fails calls beyond the server's limit of parallel streams, usually 100. */
    private HttpClient.@Nullable Version httpVersion;

    /** Whether to log requests at level INFO. The log contains prompts, but not the key. */
    private @Nullable Boolean logRequests;

    /** Whether to log responses at level INFO, streams as a summary. */
    private @Nullable Boolean logResponses;

    /** Maximum length of a logged body, in characters. */
    private @Nullable Integer logBodyLimit;

    /** HTTP proxy to use. */
    @NestedConfigurationProperty
    private @Nullable Proxy proxy;

    /** Name of the Spring Boot SSL bundle with the certificates to trust and to present. */
    private @Nullable String sslBundle;

    /** Value of the User-Agent header. Default: minimax-java and the version of this library. */
    private @Nullable String userAgent;

    /** HTTP headers to add to each request. Those of a group are added to those of the root, and take precedence. */
    private final Map<String, String> customHeaders = new LinkedHashMap<>();

    /** Query parameters to add to the URL of each request. Those of a group are added to those of the root, and take precedence. */
    private final Map<String, String> customQueryParams = new LinkedHashMap<>();

    ConnectionProperties() {}

    /** For settings that need more than a value: the auto-configuration applies them. */
    private static void applyElsewhere(MiniMaxClientBuilder builder, Object value) {}

    Stream<ConnectionSetting<?>> settings() {
        return SETTINGS.stream();
    }

    /**
     * A property that has a value for a model.
     *
     * @param name    its name within its group
     * @param value   its value
     * @param applied passes it to the builder of the model's client
     */
    public record InForce(String name, Object value, Consumer<MiniMaxClientBuilder> applied) {

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The effective properties for the model of this group, except the model's name, which not all groups share.
     *
     * @param root has the values that this group does not set
     */
    public final List<InForce> inForce(ConnectionProperties root) {
        return settings().flatMap(setting -> setting.inForce(this, root)).toList();
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxEventSize is " + size + ": it must be less than 2GB");
        }
        return (int) size.toBytes();
    }

    /**
     * An HTTP proxy, the only kind that the JDK's HTTP client supports. That of a group replaces that of the root as a whole.
     *
     * @param host     Host name or address of the proxy. SOCKS proxies are not supported.
     * @param port     Port of the proxy.
     * @param username Name to log in with at the proxy. For https addresses see the documentation: the JDK forbids it by default.
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

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public @Nullable Region getRegion() {
        return region;
    }

    public void setRegion(@Nullable Region region) {
        this.region = region;
    }

    public @Nullable String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(@Nullable String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public @Nullable TargetProfile getProfile() {
        return profile;
    }

    public void setProfile(@Nullable TargetProfile profile) {
        this.profile = profile;
    }

    public @Nullable String getModelName() {
        return modelName;
    }

    public void setModelName(@Nullable String modelName) {
        this.modelName = modelName;
    }

    public @Nullable Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Duration getFirstByteTimeout() {
        return firstByteTimeout;
    }

    public void setFirstByteTimeout(@Nullable Duration firstByteTimeout) {
        this.firstByteTimeout = firstByteTimeout;
    }

    public @Nullable Duration getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(@Nullable Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public @Nullable Duration getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(@Nullable Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    public @Nullable DataSize getMaxEventSize() {
        return maxEventSize;
    }

    public void setMaxEventSize(@Nullable DataSize maxEventSize) {
        this.maxEventSize = maxEventSize;
    }

    public @Nullable Integer getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(@Nullable Integer maxRetries) {
        this.maxRetries = maxRetries;
    }

    public @Nullable Duration getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(@Nullable Duration retryDelay) {
        this.retryDelay = retryDelay;
    }

    public @Nullable Duration getRetryTimeLimit() {
        return retryTimeLimit;
    }

    public void setRetryTimeLimit(@Nullable Duration retryTimeLimit) {
        this.retryTimeLimit = retryTimeLimit;
    }

    public @Nullable Integer getRetryBudget() {
        return retryBudget;
    }

    public void setRetryBudget(@Nullable Integer retryBudget) {
        this.retryBudget = retryBudget;
    }

    public HttpClient.@Nullable Version getHttpVersion() {
        return httpVersion;
    }

    public void setHttpVersion(HttpClient.@Nullable Version httpVersion) {
        this.httpVersion = httpVersion;
    }

    public @Nullable Boolean getLogRequests() {
        return logRequests;
    }

    public void setLogRequests(@Nullable Boolean logRequests) {
        this.logRequests = logRequests;
    }

    public @Nullable Boolean getLogResponses() {
        return logResponses;
    }

    public void setLogResponses(@Nullable Boolean logResponses) {
        this.logResponses = logResponses;
    }

    public @Nullable Integer getLogBodyLimit() {
        return logBodyLimit;
    }

    public void setLogBodyLimit(@Nullable Integer logBodyLimit) {
        this.logBodyLimit = logBodyLimit;
    }

    public @Nullable Proxy getProxy() {
        return proxy;
    }

    public void setProxy(@Nullable Proxy proxy) {
        this.proxy = proxy;
    }

    public @Nullable String getSslBundle() {
        return sslBundle;
    }

    public void setSslBundle(@Nullable String sslBundle) {
        this.sslBundle = sslBundle;
    }

    public @Nullable String getUserAgent() {
        return userAgent;
    }

    public void setUserAgent(@Nullable String userAgent) {
        this.userAgent = userAgent;
    }

    public Map<String, String> getCustomHeaders() {
        return customHeaders;
    }

    public Map<String, String> getCustomQueryParams() {
        return customQueryParams;
    }

    /** Without the key, the headers, the address and other values that may be secrets. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[apiKey=" + (apiKey == null ? "none" : "set") + ", region=" + region
                + ", modelName=" + modelName + "]";
    }
}
