package io.github.minimax4j.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.Retry;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The settings that decide which server a model asks and how. Null means the default. Either give a {@link #client client} that
 * several models share, or the settings of a client that belongs to this model alone. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class MiniMaxConnectionBuilder<B extends MiniMaxConnectionBuilder<B>> {
    final ConnectionSettings connection = new ConnectionSettings();

    MiniMaxConnectionBuilder() {}

    abstract B self();

    /**
     * The client to send requests with. The model does not close it. With it, no setting of the connection may be set here, except
     * headers.
     *
     * @param client a client that outlives the model
     * @return this builder
     */
    public B client(@Nullable MiniMaxClient client) {
        connection.client = client;
        return self();
    }

    /**
     * Has each call of the model followed by one more listener: for metrics, traces, and the context that callbacks run in. It may be
     * given beside a {@link #client client} too, and then hears of this model's calls only.
     *
     * @param callListener makes a listener for each call
     * @return this builder
     */
    public B addCallListener(CallListener.Factory callListener) {
        connection.callListeners.add(Objects.requireNonNull(callListener, "callListener"));
        return self();
    }

    /**
     * The key. White space around it is removed; it is shown nowhere. A key works only in the region that issued it (Q1). Replaces
     * what {@link #apiKeySupplier apiKeySupplier} set.
     *
     * @param apiKey the key; required for MiniMax itself, unless headers bring an {@code Authorization}
     * @return this builder
     */
    public B apiKey(@Nullable String apiKey) {
        connection.set("apiKeySupplier", null, MiniMaxClientBuilder::apiKeySupplier);
        connection.set("apiKey", apiKey, MiniMaxClientBuilder::apiKey);
        return self();
    }

    /**
     * Where the key comes from, if it changes. It is asked once for each request, on the thread that makes it. What it throws is the
     * failure of that request. Replaces what {@link #apiKey apiKey} set.
     *
     * @param apiKeySupplier gives the key; called by many threads
     * @return this builder
     */
    public B apiKeySupplier(@Nullable Supplier<String> apiKeySupplier) {
        connection.set("apiKey", null, MiniMaxClientBuilder::apiKey);
        connection.set(
                "apiKeySupplier",
                apiKeySupplier == null ? null : SupplierFailedException.marking(apiKeySupplier),
                MiniMaxClientBuilder::apiKeySupplier);
        return self();
    }

    /**
     * The server's address, as it stands on the provider's page: with or without a version, a whole endpoint or a query, see
     * {@link MiniMaxClientBuilder#baseUrl}. Not together with {@link #region region}. Default: that of {@link Region#GLOBAL}.
     *
     * @param baseUrl an absolute http or https URL
     * @return this builder
     */
    public B baseUrl(@Nullable String baseUrl) {
        connection.set("baseUrl", baseUrl, MiniMaxClientBuilder::baseUrl);
        return self();
    }

    /**
     * The region that issued the key. Not together with {@link #baseUrl baseUrl}. Default: {@link Region#GLOBAL}.
     *
     * @param region one of MiniMax's regions
     * @return this builder
     */
    public B region(@Nullable Region region) {
        connection.set("region", region, MiniMaxClientBuilder::region);
        return self();
    }

    /**
     * What kind of server is asked; it decides the field for the output limit and the defaults of thinking. Default: what {@link TargetProfile#ofHost} makes of the base URL.
     *
     * @param profile the kind of server
     * @return this builder
     */
    public B profile(@Nullable TargetProfile profile) {
        connection.set("profile", profile, MiniMaxClientBuilder::profile);
        return self();
    }

    /**
     * How long making a connection, TLS included, may take. Default: 10 seconds.
     *
     * @param connectTimeout more than zero
     * @return this builder
     */
    public B connectTimeout(@Nullable Duration connectTimeout) {
        connection.set("connectTimeout", connectTimeout, MiniMaxClientBuilder::connectTimeout);
        return self();
    }

    /**
     * The longest silence: what {@link #firstByteTimeout firstByteTimeout} and {@link #idleTimeout idleTimeout} are if they are
     * not set themselves. A long stream that goes on is never ended by it.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public B timeout(@Nullable Duration timeout) {
        connection.set(
                "timeout",
                timeout,
                (client, limit) -> client.firstByteTimeout(limit).idleTimeout(limit));
        return self();
    }

    /**
     * How long the answer's first byte may take. Long inputs take minutes (Q40). Default: {@link #timeout timeout}, else 300
     * seconds.
     *
     * @param firstByteTimeout more than zero
     * @return this builder
     */
    public B firstByteTimeout(@Nullable Duration firstByteTimeout) {
        connection.set("firstByteTimeout", firstByteTimeout, MiniMaxClientBuilder::firstByteTimeout);
        return self();
    }

    /**
     * How long the server may be silent within an answer. Default: {@link #timeout timeout}, else 300 seconds.
     *
     * @param idleTimeout more than zero
     * @return this builder
     */
    public B idleTimeout(@Nullable Duration idleTimeout) {
        connection.set("idleTimeout", idleTimeout, MiniMaxClientBuilder::idleTimeout);
        return self();
    }

    /**
     * How long a whole call may take, streams included. Default: no limit.
     *
     * @param callTimeout more than zero
     * @return this builder
     */
    public B callTimeout(@Nullable Duration callTimeout) {
        connection.set("callTimeout", callTimeout, MiniMaxClientBuilder::callTimeout);
        return self();
    }

    /**
     * How often a call is tried again after a failure that may pass, such as overload or a rate limit: with growing, random delays,
     * and at least as late as the server asks. A stream is tried again only before its first event. Nothing above retries once more.
     * Default: 2.
     *
     * @param maxRetries attempts after the first; 0 for none
     * @return this builder
     */
    public B maxRetries(@Nullable Integer maxRetries) {
        connection.set("maxRetries", maxRetries, MiniMaxClientBuilder::maxRetries);
        return self();
    }

    /**
     * The longest delay before the first retry; it is twice as long each time, up to 30 seconds. Delays are random, from zero up.
     * Default: 1 second.
     *
     * @param retryDelay more than zero
     * @return this builder
     */
    public B retryDelay(@Nullable Duration retryDelay) {
        connection.set("retryDelay", retryDelay, MiniMaxClientBuilder::retryDelay);
        return self();
    }

    /**
     * No retry begins later than this after the start of the call. Default: 2 minutes.
     *
     * @param retryTimeLimit more than zero
     * @return this builder
     */
    public B retryTimeLimit(@Nullable Duration retryTimeLimit) {
        connection.set("retryTimeLimit", retryTimeLimit, MiniMaxClientBuilder::retryTimeLimit);
        return self();
    }

    /**
     * Hears of each retry, in addition to the log. It is called on a thread that delivers responses and must not block.
     *
     * @param retryListener the listener
     * @return this builder
     */
    public B retryListener(@Nullable Consumer<Retry> retryListener) {
        connection.set("retryListener", retryListener, MiniMaxClientBuilder::retryListener);
        return self();
    }

    /**
     * The most bytes that one event of a stream, or the body of an answer that is no stream, may have. Default: 64 MiB.
     *
     * @param maxEventSize at least 1024
     * @return this builder
     */
    public B maxEventSize(@Nullable Integer maxEventSize) {
        connection.set("maxEventSize", maxEventSize, MiniMaxClientBuilder::maxEventSize);
        return self();
    }

    /**
     * The HTTP version to ask for. Default: HTTP/1.1, which has no limit on parallel streams.
     *
     * @param httpVersion the version
     * @return this builder
     */
    public B httpVersion(HttpClient.@Nullable Version httpVersion) {
        connection.set("httpVersion", httpVersion, MiniMaxClientBuilder::httpVersion);
        return self();
    }

    /**
     * Logs each request at level INFO. Keys and values of headers are masked, long bodies cut; prompts are shown. Default: off.
     *
     * @param logRequests whether to log
     * @return this builder
     */
    public B logRequests(@Nullable Boolean logRequests) {
        connection.set("logRequests", logRequests, MiniMaxClientBuilder::logRequests);
        return self();
    }

    /**
     * Logs each response at level INFO, of a stream a summary, and its events at level TRACE. Default: off.
     *
     * @param logResponses whether to log
     * @return this builder
     */
    public B logResponses(@Nullable Boolean logResponses) {
        connection.set("logResponses", logResponses, MiniMaxClientBuilder::logResponses);
        return self();
    }

    /**
     * How much of a body is logged. Default: 10,000 characters.
     *
     * @param logBodyLimit at least 0
     * @return this builder
     */
    public B logBodyLimit(@Nullable Integer logBodyLimit) {
        connection.set("logBodyLimit", logBodyLimit, MiniMaxClientBuilder::logBodyLimit);
        return self();
    }

    /**
     * Where requests and responses are logged. Default: the logger named after {@link MiniMaxClient}.
     *
     * @param logger the logger
     * @return this builder
     */
    public B logger(@Nullable Logger logger) {
        connection.set("logger", logger, MiniMaxClientBuilder::logger);
        return self();
    }

    /**
     * Changes the JDK's HTTP client before it is built: proxy, TLS, authenticator, executor.
     *
     * @param httpClientCustomizer called once, in {@code build()}
     * @return this builder
     */
    public B httpClientCustomizer(@Nullable Consumer<HttpClient.Builder> httpClientCustomizer) {
        connection.set("httpClientCustomizer", httpClientCustomizer, MiniMaxClientBuilder::httpClientCustomizer);
        return self();
    }

    /**
     * Sends the requests through an HTTP client of LangChain4j's, as its own modules do, in place of that of this library; what that
     * changes is said at {@link LangChain4jHttpTransport}. Not together with {@link #httpClientCustomizer httpClientCustomizer} and
     * {@link #httpVersion httpVersion}. Its connect timeout is {@link #connectTimeout connectTimeout}, and its read timeout 5
     * seconds more than the longer one of {@link #firstByteTimeout firstByteTimeout} and {@link #idleTimeout idleTimeout}, which the
     * model watches itself, if these are set here or the HTTP client's builder has none; else its own stay. Default: none, the client of this library holds no thread while it waits.
     *
     * @param httpClientBuilder builds the HTTP client, in {@code build()}; to be used for one model only, since its timeouts may be
     *     set
     * @return this builder
     */
    public B httpClientBuilder(@Nullable HttpClientBuilder httpClientBuilder) {
        connection.set(
                "httpClientBuilder",
                httpClientBuilder,
                (client, http) -> client.transport(LangChain4jHttpTransport.over(
                        http,
                        connection.isSet("connectTimeout"),
                        connection.isSet("timeout", "firstByteTimeout", "idleTimeout"))));
        return self();
    }

    /**
     * Runs the callbacks of streams and the continuations of futures; it is never shut down by the model. Default: virtual threads
     * from JDK 21 on, else daemon threads that end when idle.
     *
     * @param callbackExecutor the executor
     * @return this builder
     */
    public B callbackExecutor(@Nullable Executor callbackExecutor) {
        connection.set("callbackExecutor", callbackExecutor, MiniMaxClientBuilder::callbackExecutor);
        return self();
    }

    /**
     * Query parameters to add to the URL of each request, for gateways that want some. They stand in no log and no exception, since a
     * gateway may take its key there. Default: none.
     *
     * @param customQueryParams names and values, not encoded
     * @return this builder
     */
    public B customQueryParams(@Nullable Map<String, String> customQueryParams) {
        connection.set("customQueryParams", customQueryParams, MiniMaxClientBuilder::queryParameters);
        return self();
    }

    /**
     * HTTP headers to add to each request. They win over the library's own, {@code Authorization} included. Replaces what the other
     * method of this name set.
     *
     * @param customHeaders names and values of printable ASCII characters
     * @return this builder
     * @throws IllegalArgumentException if a name or a value is null
     */
    public B customHeaders(@Nullable Map<String, String> customHeaders) {
        connection.headers = customHeaders == null ? null : MapSettings.whole("customHeaders", customHeaders);
        connection.headerSupplier = null;
        return self();
    }

    /**
     * HTTP headers to add to each request, asked for anew each time. They win over the library's own, {@code Authorization}
     * included. Replaces what the other method of this name set.
     *
     * @param customHeaders called on the thread that makes the request; may return null for none
     * @return this builder
     */
    public B customHeaders(@Nullable Supplier<Map<String, String>> customHeaders) {
        connection.headers = null;
        connection.headerSupplier = customHeaders;
        return self();
    }
}
