package io.github.minimax4j.core;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The settings of a connection to MiniMax, such as the server, the key and the timeouts. The builders of clients and of models share them.
 * Each setter returns the builder itself. Null restores a setting's default. Durations must be more than zero. Values are checked when
 * the client or model is built. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class ConnectionBuilder<B extends ConnectionBuilder<B>> {

    final FieldValues settings;

    /** Starts with the default settings. */
    protected ConnectionBuilder() {
        this(ClientSettings.TABLE.values());
    }

    ConnectionBuilder(FieldValues settings) {
        this.settings = settings;
    }

    /** This builder, for setters to return. */
    @SuppressWarnings("unchecked")
    protected final B self() {
        return (B) this;
    }

    final <T> B set(Field<T> setting, @Nullable T value) {
        settings.put(setting, value);
        return self();
    }

    /** The builder of a client that shares this builder's settings: a setting of one applies to both. */
    protected final MiniMaxClientBuilder clientBuilder() {
        return new MiniMaxClientBuilder(settings);
    }

    /** The names of the settings that were set, which are those of their setters. */
    protected final Set<String> changedSettings() {
        return settings.namesOfSet();
    }

    /** Supplies the custom headers of a request, for builders that send them with each request rather than through a client. */
    protected final Supplier<Map<String, String>> requestHeaders() {
        return ClientSettings.headers(settings);
    }

    /** The listeners that were added, in order. */
    protected final List<CallListener.Factory> callListeners() {
        return settings.get(ClientSettings.CALL_LISTENERS);
    }

    /**
     * The API key. White space around it is removed; it is sent as a bearer token and never shown. A key is valid only in the region that
     * issued it (Q1). Replaces {@link #apiKeySupplier apiKeySupplier}.
     *
     * @param apiKey the key; MiniMax requires one, unless a header {@code Authorization} is set
     */
    public B apiKey(@Nullable String apiKey) {
        settings.put(ClientSettings.API_KEY_SUPPLIER, null);
        return set(ClientSettings.API_KEY, apiKey);
    }

    /**
     * A supplier of changing keys. It is called once for each request, on the calling thread; retries of the request use the same key. The
     * request fails if the supplier throws an exception, or if the key is blank or cannot be sent. Replaces {@link #apiKey apiKey}.
     *
     * @param apiKeySupplier returns the key, or null to send none; called by many threads
     */
    public B apiKeySupplier(@Nullable Supplier<String> apiKeySupplier) {
        settings.put(ClientSettings.API_KEY, null);
        return set(ClientSettings.API_KEY_SUPPLIER, apiKeySupplier);
    }

    /**
     * The server's address, as given on the provider's page: with or without a trailing slash, a version, a whole endpoint or a query.
     * Endpoints are appended to an address that ends in a version, such as {@code /v1} or {@code /api/v3}; to any other address,
     * {@code /v1} is appended first. A complete endpoint at the end is removed, and a query is sent with each request; see
     * {@code docs/base-url.md}. Not together with {@link #region region}. Default: the address of {@link Region#GLOBAL}.
     *
     * @param baseUrl an absolute http or https URL
     */
    public B baseUrl(@Nullable String baseUrl) {
        return set(ClientSettings.BASE_URL, baseUrl);
    }

    /** The region that issued the key. Not together with {@link #baseUrl baseUrl}. Default: {@link Region#GLOBAL}. */
    public B region(@Nullable Region region) {
        return set(ClientSettings.REGION, region);
    }

    /**
     * The kind of server. It decides which fields are sent beyond OpenAI's, and the defaults of thinking. Default: derived from the host of
     * the base URL, see {@link TargetProfile#ofHost}.
     */
    public B profile(@Nullable TargetProfile profile) {
        return set(ClientSettings.PROFILE, profile);
    }

    /** Maximum time to connect, TLS included; more than zero. Default: 10 seconds. */
    public B connectTimeout(@Nullable Duration connectTimeout) {
        return set(ClientSettings.CONNECT_TIMEOUT, connectTimeout);
    }

    /**
     * Maximum time to wait for the server, for the first byte of a response and between two of its chunks: the default of
     * {@link #firstByteTimeout firstByteTimeout} and {@link #idleTimeout idleTimeout}. It never ends a stream that keeps sending. Default:
     * 5 minutes.
     */
    public B timeout(@Nullable Duration timeout) {
        return set(ClientSettings.TIMEOUT, timeout);
    }

    /**
     * Maximum time from the start of a call to the first byte of the response's body. Long inputs take minutes (Q40). Default:
     * {@link #timeout timeout}.
     */
    public B firstByteTimeout(@Nullable Duration firstByteTimeout) {
        return set(ClientSettings.FIRST_BYTE_TIMEOUT, firstByteTimeout);
    }

    /**
     * Maximum time between two chunks of a response. Keep-alive comments of a stream restart it; time that a stream spends waiting for its
     * listener does not count. Default: {@link #timeout timeout}.
     */
    public B idleTimeout(@Nullable Duration idleTimeout) {
        return set(ClientSettings.IDLE_TIMEOUT, idleTimeout);
    }

    /**
     * Maximum duration of a whole call, including its retries and the reading of a stream. Default: no limit, because a long response is
     * not a failure.
     */
    public B callTimeout(@Nullable Duration callTimeout) {
        return set(ClientSettings.CALL_TIMEOUT, callTimeout);
    }

    /**
     * Maximum size of one event of a stream, or of the body of a unary response, in bytes, 1024 or more. Larger ones fail with a {@link MiniMaxException} of the
     * kind {@link ErrorKind#MALFORMED_RESPONSE}. Default: 64 MiB.
     */
    public B maxEventSize(@Nullable Integer maxEventSize) {
        return set(ClientSettings.MAX_EVENT_SIZE, maxEventSize);
    }

    /**
     * Maximum depth of objects and lists within one another in a response. It applies to ignored fields too. Deeper responses fail like those
     * that exceed {@link #maxEventSize maxEventSize}. Default: 1000; the stack needed grows with it.
     *
     * @param maxNestingDepth levels, at least 16
     */
    public B maxNestingDepth(@Nullable Integer maxNestingDepth) {
        return set(ClientSettings.MAX_NESTING_DEPTH, maxNestingDepth);
    }

    /** Maximum number of tool calls of a choice, 1 or more. Responses with more fail. Default: 1000. */
    public B maxToolCalls(@Nullable Integer maxToolCalls) {
        return set(ClientSettings.MAX_TOOL_CALLS, maxToolCalls);
    }

    /** Maximum number of choices of a response, 1 or more. Responses with more fail. Default: 128. */
    public B maxChoices(@Nullable Integer maxChoices) {
        return set(ClientSettings.MAX_CHOICES, maxChoices);
    }

    /**
     * Maximum length of a chat response, streamed or not: thinking, text, refusal and arguments of all choices, reasoning details, and the JSON
     * if it is kept. Longer responses fail. Default: 64 Mi, a multiple of what models can write.
     *
     * @param maxResponseLength characters, at least 1024
     */
    public B maxResponseLength(@Nullable Integer maxResponseLength) {
        return set(ClientSettings.MAX_RESPONSE_LENGTH, maxResponseLength);
    }

    /**
     * Maximum number of retries after a transient failure, see {@link MiniMaxException#retriable()}. A stream is retried only before its
     * first event. Default: 2.
     */
    public B maxRetries(@Nullable Integer maxRetries) {
        return set(ClientSettings.MAX_RETRIES, maxRetries);
    }

    /**
     * Maximum delay before the first retry; it doubles with each further one, up to 30 seconds. The actual delay is random between zero and
     * that maximum, and at least the server's {@code Retry-After}. Default: 1 second.
     */
    public B retryDelay(@Nullable Duration retryDelay) {
        return set(ClientSettings.RETRY_DELAY, retryDelay);
    }

    /**
     * Maximum time from the start of a call to the start of its last retry. Default: 2 minutes, so a call that has waited for the
     * first-byte timeout is not retried.
     */
    public B retryTimeLimit(@Nullable Duration retryTimeLimit) {
        return set(ClientSettings.RETRY_TIME_LIMIT, retryTimeLimit);
    }

    /**
     * Maximum number of retries that the calls of this client make together while calls keep failing: each retry takes one from the budget,
     * and each completed call returns a tenth, up to this number. When the budget is used up, calls fail with their first error, so that
     * retries do not multiply the load of a server that is down. Default: no limit.
     */
    public B retryBudget(@Nullable Integer retryBudget) {
        return set(ClientSettings.RETRY_BUDGET, retryBudget);
    }

    /**
     * Maximum number of requests of this client whose response is not complete; a stream counts until its end, and each retry
     * is a request of its own. Further ones wait in their order, without holding a thread; see {@code docs/quota-and-limits.md}. Default: no limit.
     */
    public B maxConcurrentRequests(@Nullable Integer maxConcurrentRequests) {
        return set(ClientSettings.MAX_CONCURRENT_REQUESTS, maxConcurrentRequests);
    }

    /** Maximum number of requests of this client that start within any minute; further ones wait. Default: no limit. */
    public B maxRequestsPerMinute(@Nullable Integer maxRequestsPerMinute) {
        return set(ClientSettings.MAX_REQUESTS_PER_MINUTE, maxRequestsPerMinute);
    }

    /**
     * Maximum number of tokens of this client within any minute: estimated before a request, from its input and its output limit, and then
     * replaced by the usage that the service reports. A request of more tokens is sent when no others count. Default: no limit.
     */
    public B maxTokensPerMinute(@Nullable Integer maxTokensPerMinute) {
        return set(ClientSettings.MAX_TOKENS_PER_MINUTE, maxTokensPerMinute);
    }

    /** Maximum time that a request waits for the three limits above, as a part of its {@link #callTimeout}. Default: 2 minutes. */
    public B queueTimeout(@Nullable Duration queueTimeout) {
        return set(ClientSettings.QUEUE_TIMEOUT, queueTimeout);
    }

    /** A listener to notify of each retry, in addition to the log. It is called on a thread that delivers responses and must not block. */
    public B retryListener(@Nullable Consumer<Retry> retryListener) {
        return set(ClientSettings.RETRY_LISTENER, retryListener);
    }

    /** Adds a factory that makes a listener for each call, for metrics, traces and the context of callbacks. */
    public B addCallListener(CallListener.Factory callListener) {
        List<CallListener.Factory> all = new ArrayList<>(callListeners());
        all.add(Objects.requireNonNull(callListener, "callListener"));
        return set(ClientSettings.CALL_LISTENERS, List.copyOf(all));
    }

    /**
     * An executor for the callbacks of streams and the continuations of futures. The client never shuts it down. Default: virtual threads
     * from JDK 21 on, else daemon threads that end when idle. With an executor that runs tasks on the calling thread, such as
     * {@code Runnable::run}, callbacks must not block: they hold the threads that read all responses of the client.
     */
    public B callbackExecutor(@Nullable Executor callbackExecutor) {
        return set(ClientSettings.CALLBACK_EXECUTOR, callbackExecutor);
    }

    /**
     * The value of the {@code User-Agent} header, for servers that count or route requests by it. A header of that name in
     * {@link #customHeaders(Map) customHeaders} takes precedence. Default: {@code minimax-java} and the version of this library.
     *
     * @param userAgent printable ASCII characters
     */
    public B userAgent(@Nullable String userAgent) {
        return set(ClientSettings.USER_AGENT, userAgent);
    }

    /**
     * Adds HTTP headers to each request. They take precedence over the library's own, including {@code Authorization}. Null removes all
     * added headers.
     *
     * @param customHeaders names and values of printable ASCII characters
     * @throws IllegalArgumentException if HTTP does not allow a header; the message shows no value
     */
    public B customHeaders(@Nullable Map<String, String> customHeaders) {
        if (customHeaders == null) {
            return set(ClientSettings.CUSTOM_HEADERS, null);
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(settings.get(ClientSettings.CUSTOM_HEADERS));
        all.putAll(Headers.checked("customHeaders", customHeaders));
        return set(ClientSettings.CUSTOM_HEADERS, Collections.unmodifiableMap(all));
    }

    /**
     * A supplier of changing HTTP headers. It is called once for each request, like {@link #apiKeySupplier apiKeySupplier}. Its headers
     * take precedence over those of {@link #customHeaders(Map)}, and may include the key, as {@code Authorization}.
     *
     * @param customHeaders returns names and values, or null for none; called by many threads
     */
    public B customHeaders(@Nullable Supplier<Map<String, String>> customHeaders) {
        return set(ClientSettings.HEADER_SUPPLIER, customHeaders);
    }

    /**
     * Query parameters for the URL of each request, for gateways that need them. They appear in no log and no exception, since a gateway
     * may expect its key there. Default: none.
     *
     * @param customQueryParams names and values, not encoded
     */
    public B customQueryParams(@Nullable Map<String, String> customQueryParams) {
        return set(
                ClientSettings.CUSTOM_QUERY_PARAMS,
                customQueryParams == null ? null : Headers.checkedQueryParameters(customQueryParams));
    }

    /**
     * The HTTP version to use. HTTP/2 is used where the server agrees to it during the TLS handshake; plain {@code http://} and other
     * servers stay with HTTP/1.1. Default: HTTP/1.1.
     */
    public B httpVersion(HttpClient.@Nullable Version httpVersion) {
        return set(ClientSettings.HTTP_VERSION, httpVersion);
    }

    /**
     * Chooses the HTTP or SOCKS proxy of each request, the first one of its list. Default: the JVM's selector, which follows system
     * properties such as {@code https.proxyHost}.
     *
     * @param proxySelector called for each request; {@code ProxySelector.of(null)} for no proxy
     */
    public B proxySelector(@Nullable ProxySelector proxySelector) {
        return set(ClientSettings.PROXY_SELECTOR, proxySelector);
    }

    /**
     * Supplies the logins of proxies, called before the first request through each. A login is sent to its proxy only. Default: none.
     *
     * @param proxyAuthenticator called with {@link Authenticator.RequestorType#PROXY}
     */
    public B proxyAuthenticator(@Nullable Authenticator proxyAuthenticator) {
        return set(ClientSettings.PROXY_AUTHENTICATOR, proxyAuthenticator);
    }

    /** The certificates to trust and to present. Default: {@link SSLContext#getDefault()}. */
    public B sslContext(@Nullable SSLContext sslContext) {
        return set(ClientSettings.SSL_CONTEXT, sslContext);
    }

    /** The cipher suites and protocols of TLS; other parameters are ignored. Null, also for one of them: those of the SSL context. */
    public B sslParameters(@Nullable SSLParameters sslParameters) {
        return set(ClientSettings.SSL_PARAMETERS, sslParameters);
    }

    /**
     * Logs each request at level INFO: method, URL, names of headers, body. The log shows the values of headers only where they are known
     * to hold no secret, shortens base64 media, and contains the prompts, which are in the body. Default: off.
     */
    public B logRequests(@Nullable Boolean logRequests) {
        return set(ClientSettings.LOG_REQUESTS, logRequests);
    }

    /**
     * Logs each response at level INFO: status, time, trace id and body. Of a stream it logs a summary, and the events at level TRACE.
     * Default: off.
     */
    public B logResponses(@Nullable Boolean logResponses) {
        return set(ClientSettings.LOG_RESPONSES, logResponses);
    }

    /** Maximum length of a logged body, in characters. Default: 10,000. */
    public B logBodyLimit(@Nullable Integer logBodyLimit) {
        return set(ClientSettings.LOG_BODY_LIMIT, logBodyLimit);
    }

    /** The logger of requests and responses. Default: the logger named after {@link MiniMaxClient}. */
    public B logger(@Nullable Logger logger) {
        return set(ClientSettings.LOGGER, logger);
    }
}
