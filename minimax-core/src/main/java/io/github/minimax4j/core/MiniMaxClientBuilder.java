package io.github.minimax4j.core;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.Retry;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Collects the settings of a {@link MiniMaxClient}. Not thread-safe; the clients it makes are. */
public final class MiniMaxClientBuilder {

    @Nullable
    String apiKey;

    @Nullable
    Supplier<String> apiKeySupplier;

    String baseUrl = Region.GLOBAL.baseUrl();

    @Nullable
    String chatPath;

    @Nullable
    TargetProfile profile;

    Duration connectTimeout = Duration.ofSeconds(10);

    Duration firstByteTimeout = Duration.ofMinutes(5);

    Duration idleTimeout = Duration.ofMinutes(5);

    @Nullable
    Duration callTimeout;

    int maxEventSize = 64 * 1024 * 1024;

    final Map<String, String> headers = new LinkedHashMap<>();

    @Nullable
    Supplier<Map<String, String>> headerSupplier;

    Map<String, String> queryParameters = Map.of();

    final Map<String, Object> extraBody = new LinkedHashMap<>();

    HttpClient.@Nullable Version httpVersion;

    @Nullable
    Consumer<HttpClient.Builder> httpClientCustomizer;

    HttpTransport.@Nullable Factory transport;

    @Nullable
    Executor callbackExecutor;

    final List<CallListener.Factory> callListeners = new ArrayList<>();

    int maxRetries = 2;

    Duration retryDelay = Duration.ofSeconds(1);

    Duration retryTimeLimit = Duration.ofMinutes(2);

    @Nullable
    Consumer<Retry> retryListener;

    boolean logRequests;

    boolean logResponses;

    @Nullable
    Logger logger;

    int logBodyLimit = 10_000;

    boolean convertToolCallMarkup;

    boolean repairToolHistory = true;

    boolean keepRawResponses;

    @Nullable
    Boolean streamUsage;

    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    LongSupplier nanoTime = System::nanoTime;

    Clock clock = Clock.systemUTC();

    MiniMaxClientBuilder() {}

    /**
     * The key. White space around it is removed. It is sent as a bearer token and shown nowhere. A key works only in the region
     * that issued it (Q1). Replaces what {@link #apiKeySupplier} set.
     *
     * @param apiKey the key; required for MiniMax itself; null sends no {@code Authorization} header
     * @return this builder
     */
    public MiniMaxClientBuilder apiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
        this.apiKeySupplier = null;
        return this;
    }

    /**
     * Where the key comes from, if it changes. It is asked once for each request, on the thread that makes it, before anything is
     * sent; retries of the request keep its key. What it throws is thrown to that thread, and a key that is blank or cannot be
     * sent is an {@link IllegalArgumentException} without the key. Replaces what {@link #apiKey} set.
     *
     * @param apiKeySupplier gives the key, or null to send none, which MiniMax itself does not accept; called by many threads
     * @return this builder
     */
    public MiniMaxClientBuilder apiKeySupplier(@Nullable Supplier<String> apiKeySupplier) {
        this.apiKeySupplier = apiKeySupplier;
        this.apiKey = null;
        return this;
    }

    /**
     * The server's address, as it stands on the provider's page: with or without a trailing slash, a version, a whole endpoint or a query.
     * Endpoints are added to an address that ends in a version, such as {@code /v1} or {@code /api/v3}; to any other, {@code /v1} is added
     * first. A complete endpoint at the end is cut off, a query goes with each request. {@code docs/base-url.md} has the whole rule and a
     * table of examples. Default: {@link Region#GLOBAL}.
     *
     * @param baseUrl an absolute http or https URL
     * @return this builder
     */
    public MiniMaxClientBuilder baseUrl(String baseUrl) {
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
        return this;
    }

    /**
     * Sets {@link #baseUrl} to that of a region of MiniMax's.
     *
     * @param region the region that issued the key
     * @return this builder
     */
    public MiniMaxClientBuilder region(Region region) {
        return baseUrl(region.baseUrl());
    }

    /**
     * The path of the chat endpoint below the base URL. A version that ends the one and begins the other is written once. {@code
     * /v1/text/chatcompletion_v2} reaches MiniMax's older, native endpoint. Default: {@code /chat/completions} behind the version, see
     * {@link #baseUrl}.
     *
     * @param chatPath a path that begins with a slash, or null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder chatPath(@Nullable String chatPath) {
        this.chatPath = chatPath;
        return this;
    }

    /**
     * What kind of server is asked. Default: what {@link TargetProfile#ofHost} makes of the base URL.
     *
     * @param profile the profile, or null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder profile(@Nullable TargetProfile profile) {
        this.profile = profile;
        return this;
    }

    /**
     * How long making a connection, TLS included, may take. Default: 10 seconds.
     *
     * @param connectTimeout more than zero
     * @return this builder
     */
    public MiniMaxClientBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
        return this;
    }

    /**
     * How long the first byte of the answer's body may take from the start of the call. Long inputs take minutes (Q40). Default: 300
     * seconds.
     *
     * @param firstByteTimeout more than zero
     * @return this builder
     */
    public MiniMaxClientBuilder firstByteTimeout(Duration firstByteTimeout) {
        this.firstByteTimeout = Objects.requireNonNull(firstByteTimeout, "firstByteTimeout");
        return this;
    }

    /**
     * How long the server may be silent within an answer. Comments that keep a stream alive count as signs of life. The time that
     * a stream waits for its own listener does not count. Default: 300 seconds.
     *
     * @param idleTimeout more than zero
     * @return this builder
     */
    public MiniMaxClientBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = Objects.requireNonNull(idleTimeout, "idleTimeout");
        return this;
    }

    /**
     * How long a whole call may take, streams included. Default: null, no limit, because long answers are no failures.
     *
     * @param callTimeout more than zero, or null for no limit
     * @return this builder
     */
    public MiniMaxClientBuilder callTimeout(@Nullable Duration callTimeout) {
        this.callTimeout = callTimeout;
        return this;
    }

    /**
     * The most bytes that one event of a stream, or the body of an answer that is no stream, may have. What is larger ends in a
     * {@link MiniMaxException} of the kind {@link ErrorKind#MALFORMED_RESPONSE}. Default: 64 MiB.
     *
     * @param bytes at least 1024
     * @return this builder
     */
    public MiniMaxClientBuilder maxEventSize(int bytes) {
        this.maxEventSize = bytes;
        return this;
    }

    /**
     * Adds HTTP headers to each request. They win over the client's own, {@code Authorization} included.
     *
     * @param headers names and values of printable ASCII characters
     * @return this builder
     */
    public MiniMaxClientBuilder headers(Map<String, String> headers) {
        this.headers.putAll(headers);
        return this;
    }

    /**
     * Where further HTTP headers come from, if they change. It is asked once for each request, like {@link #apiKeySupplier}. Its
     * headers win over those of {@link #headers(Map)}, and they may bring the key, as {@code Authorization}.
     *
     * @param headerSupplier gives names and values of printable ASCII characters, or null for none; called by many threads
     * @return this builder
     */
    public MiniMaxClientBuilder headers(@Nullable Supplier<Map<String, String>> headerSupplier) {
        this.headerSupplier = headerSupplier;
        return this;
    }

    /**
     * Query parameters of each request, for gateways that want some. They stand in no log and no exception, since a gateway may take
     * its key there. Default: none.
     *
     * @param queryParameters names and values, not encoded
     * @return this builder
     */
    public MiniMaxClientBuilder queryParameters(Map<String, String> queryParameters) {
        this.queryParameters = Headers.checkedQueryParameters(queryParameters);
        return this;
    }

    /**
     * Adds fields to the body of each chat request that this library does not know. Those of a request win.
     *
     * @param extraBody fields by their names in JSON; plain JSON values
     * @return this builder
     */
    public MiniMaxClientBuilder extraBody(Map<String, ?> extraBody) {
        this.extraBody.putAll(extraBody);
        return this;
    }

    /**
     * The HTTP version to ask for. Default: HTTP/1.1, which asks for no upgrade on plain {@code http://} (some servers then drop the
     * body) and has no limit on parallel streams. The JDK's HTTP/2 fails calls beyond the server's limit, usually 100.
     *
     * @param httpVersion the version
     * @return this builder
     */
    public MiniMaxClientBuilder httpVersion(HttpClient.Version httpVersion) {
        this.httpVersion = Objects.requireNonNull(httpVersion, "httpVersion");
        return this;
    }

    /**
     * Changes the JDK's HTTP client before it is built: proxy, TLS, authenticator, executor. What it sets wins over this builder.
     * An executor set here reads the answers of all calls and so must not be one that other work can fill.
     *
     * @param httpClientCustomizer called once, in {@link #build()}; null for none
     * @return this builder
     */
    public MiniMaxClientBuilder httpClientCustomizer(@Nullable Consumer<HttpClient.Builder> httpClientCustomizer) {
        this.httpClientCustomizer = httpClientCustomizer;
        return this;
    }

    /**
     * Sends the requests over a transport of the user's in place of the JDK's HTTP client. Not together with {@link #httpVersion} and
     * {@link #httpClientCustomizer}, which set that one up. Default: the JDK's HTTP client, which holds no thread while it waits.
     *
     * @param transport makes the transport, once, in {@link #build()}; null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder transport(HttpTransport.@Nullable Factory transport) {
        this.transport = transport;
        return this;
    }

    /**
     * Runs the callbacks of streams and the continuations of futures. The client does not shut it down. Default: virtual threads
     * where the JDK has them (21 and later), else daemon threads that end when idle.
     *
     * @param callbackExecutor the executor, or null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder callbackExecutor(@Nullable Executor callbackExecutor) {
        this.callbackExecutor = callbackExecutor;
        return this;
    }

    /**
     * Has each call of the client followed by one more listener. Default: none.
     *
     * @param callListener makes a listener for each call
     * @return this builder
     */
    public MiniMaxClientBuilder addCallListener(CallListener.Factory callListener) {
        callListeners.add(Objects.requireNonNull(callListener, "callListener"));
        return this;
    }

    /**
     * Maximum number of retries after a transient failure, see {@link MiniMaxException#retriable()}. A stream is retried only as long as
     * none of its events has been delivered. Default: 2.
     *
     * @param maxRetries attempts after the first; 0 for none
     * @return this builder
     */
    public MiniMaxClientBuilder maxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
        return this;
    }

    /**
     * The longest delay before the first retry. Delays are random, from zero up, so that clients do not come back all at once; the
     * longest is twice as long each time, up to 30 seconds. If the server asks to wait longer, that holds. Default: 1 second.
     *
     * @param retryDelay more than zero
     * @return this builder
     */
    public MiniMaxClientBuilder retryDelay(Duration retryDelay) {
        this.retryDelay = Objects.requireNonNull(retryDelay, "retryDelay");
        return this;
    }

    /**
     * No retry begins later than this after the start of the call: then the failure is told at once. Default: 2 minutes, so a server
     * that was waited for until the first-byte limit is not asked again.
     *
     * @param retryTimeLimit more than zero
     * @return this builder
     */
    public MiniMaxClientBuilder retryTimeLimit(Duration retryTimeLimit) {
        this.retryTimeLimit = Objects.requireNonNull(retryTimeLimit, "retryTimeLimit");
        return this;
    }

    /**
     * Hears of each retry, in addition to the log. It is called on a thread that delivers responses and must not block.
     *
     * @param retryListener the listener, or null for none
     * @return this builder
     */
    public MiniMaxClientBuilder retryListener(@Nullable Consumer<Retry> retryListener) {
        this.retryListener = retryListener;
        return this;
    }

    /**
     * Logs each request at level INFO: method, URL, names of headers, body. Values of headers are shown only where they are known to
     * hold no secret; base64 media are shortened. Prompts are in the body. Default: off.
     *
     * @param logRequests whether to log
     * @return this builder
     */
    public MiniMaxClientBuilder logRequests(boolean logRequests) {
        this.logRequests = logRequests;
        return this;
    }

    /**
     * Logs each response at level INFO: status, time, trace id, body; of a stream a summary, and its events at level TRACE. Default:
     * off.
     *
     * @param logResponses whether to log
     * @return this builder
     */
    public MiniMaxClientBuilder logResponses(boolean logResponses) {
        this.logResponses = logResponses;
        return this;
    }

    /**
     * Where requests and responses are logged. Default: the logger named after {@link MiniMaxClient}.
     *
     * @param logger the logger, or null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder logger(@Nullable Logger logger) {
        this.logger = logger;
        return this;
    }

    /**
     * How much of a body is logged. Default: 10,000 characters.
     *
     * @param characters at least 0
     * @return this builder
     */
    public MiniMaxClientBuilder logBodyLimit(int characters) {
        this.logBodyLimit = characters;
        return this;
    }

    /**
     * Takes tool calls that arrive as the model's own markup in the text for real ones (Q27), as long as they call tools that the
     * request offers; the markup then is no part of the text. Mind that whatever text the model repeats, from a document or a web
     * page, can hold such markup. Default: off; markup is only reported, see {@link ChatWarning#TOOL_CALL_MARKUP}.
     *
     * @param convertToolCallMarkup whether to convert
     * @return this builder
     */
    public MiniMaxClientBuilder convertToolCallMarkup(boolean convertToolCallMarkup) {
        this.convertToolCallMarkup = convertToolCallMarkup;
        return this;
    }

    /**
     * Repairs histories with tool calls that have no result, which MiniMax refuses as a whole (Q15): such a call goes out with a result
     * that says that it was not executed, and a warning in the log names the call. Default: on. If it is off, such a request is refused
     * with an {@link IllegalArgumentException} before anything is sent. Results without their call are refused in any case.
     *
     * @param repairToolHistory whether to repair
     * @return this builder
     */
    public MiniMaxClientBuilder repairToolHistory(boolean repairToolHistory) {
        this.repairToolHistory = repairToolHistory;
        return this;
    }

    /**
     * Keeps the JSON of each answer in {@link ChatCompletion#raw()}, for fields that this library does not know. Default: off.
     *
     * @param keepRawResponses whether to keep it
     * @return this builder
     */
    public MiniMaxClientBuilder keepRawResponses(boolean keepRawResponses) {
        this.keepRawResponses = keepRawResponses;
        return this;
    }

    /**
     * Whether streams are asked for their token usage, with {@code stream_options}, where the request says nothing about it. A server
     * that refuses the field is asked again at once without it, and asked without it from then on. Default: yes, except at the gateways
     * whose own pages know no such field (llmprovider.ai and metriqual.com).
     *
     * @param streamUsage whether to ask, or null for the default
     * @return this builder
     */
    public MiniMaxClientBuilder streamUsage(@Nullable Boolean streamUsage) {
        this.streamUsage = streamUsage;
        return this;
    }

    /** For tests: what decides delays. */
    MiniMaxClientBuilder chance(DoubleSupplier random, LongSupplier nanoTime, Clock clock) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.clock = clock;
        return this;
    }

    /**
     * Checks the settings and makes a client. Nothing is connected yet.
     *
     * @return the client, to be closed after use
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it and shows no secret
     */
    public MiniMaxClient build() {
        return new MiniMaxClient(CheckedSettings.of(this));
    }
}
