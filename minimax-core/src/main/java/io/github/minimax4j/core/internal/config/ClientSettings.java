package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.internal.check.ExtraBody;
import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a client: the table of available settings, their checked values, and what follows from them.
 *
 * @param values          the checked values, for settings from which nothing else follows
 * @param apiKey          supplies the checked key of a request, or null for none
 * @param headers         supplies the checked custom headers of a request
 * @param queryParameters of each request; their values may be secrets
 */
public record ClientSettings(
        FieldValues values,
        Supplier<@Nullable String> apiKey,
        Endpoint endpoint,
        TargetProfile profile,
        Duration firstByteTimeout,
        Duration idleTimeout,
        Supplier<Map<String, String>> headers,
        Map<String, String> queryParameters,
        NetworkSettings network,
        RetryPolicy retryPolicy) {

    public static final FieldTable TABLE = new FieldTable("ClientSettings");
    public static final Field<String> API_KEY = TABLE.any("apiKey", Headers::checkedApiKey);
    public static final Field<Supplier<String>> API_KEY_SUPPLIER = TABLE.any("apiKeySupplier");
    public static final Field<Region> REGION = TABLE.withDefault("region", Region.GLOBAL);
    public static final Field<String> BASE_URL = TABLE.any("baseUrl");
    public static final Field<String> CHAT_PATH = TABLE.any("chatPath");
    public static final Field<TargetProfile> PROFILE = TABLE.any("profile");
    public static final Field<Duration> CONNECT_TIMEOUT =
            TABLE.duration("connectTimeout").orElse(Duration.ofSeconds(10));
    public static final Field<Duration> TIMEOUT = TABLE.duration("timeout").orElse(Duration.ofMinutes(5));
    public static final Field<Duration> FIRST_BYTE_TIMEOUT = TABLE.duration("firstByteTimeout");
    public static final Field<Duration> IDLE_TIMEOUT = TABLE.duration("idleTimeout");
    public static final Field<Duration> CALL_TIMEOUT = TABLE.duration("callTimeout");
    public static final Field<Integer> MAX_EVENT_SIZE =
            TABLE.atLeast(1024, "maxEventSize").orElse(64 * 1024 * 1024);
    public static final Field<Integer> MAX_NESTING_DEPTH =
            TABLE.atLeast(16, "maxNestingDepth").orElse(1000);
    public static final Field<Integer> MAX_TOOL_CALLS =
            TABLE.atLeast(1, "maxToolCalls").orElse(1000);
    public static final Field<Integer> MAX_CHOICES =
            TABLE.atLeast(1, "maxChoices").orElse(128);
    public static final Field<Integer> MAX_RESPONSE_LENGTH =
            TABLE.atLeast(1024, "maxResponseLength").orElse(64 * 1024 * 1024);
    public static final Field<Integer> MAX_RETRIES =
            TABLE.atLeast(0, "maxRetries").orElse(2);
    public static final Field<Duration> RETRY_DELAY =
            TABLE.duration("retryDelay").orElse(Duration.ofSeconds(1));
    public static final Field<Duration> RETRY_TIME_LIMIT =
            TABLE.duration("retryTimeLimit").orElse(Duration.ofMinutes(2));
    public static final Field<Integer> RETRY_BUDGET = TABLE.atLeast(1, "retryBudget");
    public static final Field<Consumer<Retry>> RETRY_LISTENER = TABLE.any("retryListener");
    public static final Field<Integer> MAX_CONCURRENT_REQUESTS = TABLE.atLeast(1, "maxConcurrentRequests");
    public static final Field<Integer> MAX_REQUESTS_PER_MINUTE = TABLE.atLeast(1, "maxRequestsPerMinute");
    public static final Field<Integer> MAX_TOKENS_PER_MINUTE = TABLE.atLeast(1, "maxTokensPerMinute");
    public static final Field<Duration> QUEUE_TIMEOUT =
            TABLE.duration("queueTimeout").orElse(Duration.ofMinutes(2));
    public static final Field<HttpClient.Version> HTTP_VERSION =
            TABLE.withDefault("httpVersion", HttpClient.Version.HTTP_1_1);
    public static final Field<ProxySelector> PROXY_SELECTOR = TABLE.any("proxySelector");
    public static final Field<Authenticator> PROXY_AUTHENTICATOR = TABLE.any("proxyAuthenticator");
    public static final Field<SSLContext> SSL_CONTEXT = TABLE.any("sslContext");
    public static final Field<SSLParameters> SSL_PARAMETERS = TABLE.any("sslParameters");
    public static final Field<HttpTransport.Factory> TRANSPORT = TABLE.any("transport");
    public static final Field<Executor> CALLBACK_EXECUTOR = TABLE.any("callbackExecutor");
    public static final Field<List<CallListener.Factory>> CALL_LISTENERS =
            TABLE.withDefault("callListeners", List.of());
    public static final Field<String> USER_AGENT =
            TABLE.any("userAgent", Headers::checkedUserAgent).orElse(productToken());
    public static final Field<Map<String, String>> CUSTOM_HEADERS = TABLE.withDefault("customHeaders", Map.of());
    public static final Field<Supplier<Map<String, String>>> HEADER_SUPPLIER = TABLE.any("customHeaders");
    public static final Field<Map<String, String>> CUSTOM_QUERY_PARAMS =
            TABLE.withDefault("customQueryParams", Map.of());
    public static final Field<Map<String, Object>> EXTRA_BODY =
            TABLE.any("extraBody", ClientSettings::checkedExtraBody).orElse(Map.of());
    public static final Field<Boolean> LOG_REQUESTS = TABLE.withDefault("logRequests", false);
    public static final Field<Boolean> LOG_RESPONSES = TABLE.withDefault("logResponses", false);
    public static final Field<Integer> LOG_BODY_LIMIT =
            TABLE.atLeast(0, "logBodyLimit").orElse(10_000);
    public static final Field<Logger> LOGGER = TABLE.withDefault("logger", LoggerFactory.getLogger(Guard.LOGGER_NAME));
    public static final Field<Boolean> CONVERT_TOOL_CALL_MARKUP = TABLE.withDefault("convertToolCallMarkup", false);
    public static final Field<Boolean> REPAIR_TOOL_HISTORY = TABLE.withDefault("repairToolHistory", true);
    public static final Field<Boolean> KEEP_RAW_RESPONSES = TABLE.withDefault("keepRawResponses", false);
    public static final Field<Boolean> STREAM_USAGE = TABLE.any("streamUsage");
    public static final Field<DoubleSupplier> RANDOM =
            TABLE.withDefault("random", () -> ThreadLocalRandom.current().nextDouble());
    public static final Field<LongSupplier> NANO_TIME = TABLE.withDefault("nanoTime", System::nanoTime);
    public static final Field<Clock> CLOCK = TABLE.withDefault("clock", Clock.systemUTC());

    /**
     * Checks the values that were set at a builder.
     *
     * @throws IllegalArgumentException if a setting is missing or invalid; the message names it and shows no secret
     */
    public static ClientSettings of(FieldValues given) {
        FieldValues values = given.checked();
        Endpoint endpoint = Endpoint.of(baseUrl(values), values.find(CHAT_PATH));
        TargetProfile profile = or(values.find(PROFILE), TargetProfile.ofHost(endpoint.host()));
        Map<String, String> query = new LinkedHashMap<>(endpoint.query());
        query.putAll(values.get(CUSTOM_QUERY_PARAMS)); // the builder takes precedence over the address
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", values.get(USER_AGENT));
        headers.putAll(values.get(CUSTOM_HEADERS));
        for (Field<?> setting :
                List.of(HTTP_VERSION, PROXY_SELECTOR, PROXY_AUTHENTICATOR, SSL_CONTEXT, SSL_PARAMETERS)) {
            if (values.isSet(TRANSPORT) && values.isSet(setting)) {
                throw new IllegalArgumentException("transport is set, and so is " + setting
                        + ", which is for the built-in transport: set up the transport itself, or leave it out");
            }
        }
        return new ClientSettings(
                values,
                apiKey(values, profile, endpoint),
                endpoint,
                profile,
                or(values.find(FIRST_BYTE_TIMEOUT), values.get(TIMEOUT)),
                or(values.find(IDLE_TIMEOUT), values.get(TIMEOUT)),
                headers(headers, values.find(HEADER_SUPPLIER)),
                Headers.checkedQueryParameters(query),
                new NetworkSettings(
                        or(values.find(PROXY_SELECTOR), ProxySelector.getDefault()),
                        values.find(PROXY_AUTHENTICATOR),
                        values.find(SSL_CONTEXT),
                        values.find(SSL_PARAMETERS)),
                new RetryPolicy(
                        values.get(MAX_RETRIES),
                        values.get(RETRY_DELAY),
                        values.get(RETRY_TIME_LIMIT),
                        RetryBudget.of(values.find(RETRY_BUDGET)),
                        values.find(RETRY_LISTENER),
                        values.get(RANDOM),
                        values.get(NANO_TIME)));
    }

    /** The value of a setting that has a default. */
    public <T> T get(Field<T> setting) {
        return values.get(setting);
    }

    /** The value of a setting, or null. */
    public <T> @Nullable T find(Field<T> setting) {
        return values.find(setting);
    }

    /** Supplies the custom headers of a request: the fixed ones, and those of the supplier, which take precedence. */
    public static Supplier<Map<String, String>> headers(FieldValues values) {
        return headers(values.get(CUSTOM_HEADERS), values.find(HEADER_SUPPLIER));
    }

    private static Supplier<Map<String, String>> headers(
            Map<String, String> fixed, @Nullable Supplier<Map<String, String>> changing) {
        if (changing == null) {
            return () -> fixed;
        }
        return () -> {
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(fixed);
            Map<String, String> now = changing.get();
            all.putAll(now == null ? Map.of() : Headers.checked("customHeaders", now));
            return all;
        };
    }

    /** Classes outside a jar, or in a module, have no version. */
    private static String productToken() {
        String version = ClientSettings.class.getPackage().getImplementationVersion();
        return version == null ? "minimax-java" : "minimax-java/" + version;
    }

    private static Map<String, Object> checkedExtraBody(Map<String, Object> extraBody) {
        return ExtraBody.added(Map.of(), extraBody, ChatCompletionRequest.FIELDS);
    }

    private static String baseUrl(FieldValues values) {
        String baseUrl = values.find(BASE_URL);
        if (values.isSet(REGION) && baseUrl != null) {
            throw new IllegalArgumentException(
                    "region and baseUrl are both set: set region for MiniMax itself, baseUrl for any other server");
        }
        return or(baseUrl, values.get(REGION).baseUrl());
    }

    private static Supplier<@Nullable String> apiKey(FieldValues values, TargetProfile profile, Endpoint endpoint) {
        Supplier<String> supplier = values.find(API_KEY_SUPPLIER);
        if (supplier != null) {
            return () -> {
                String supplied = supplier.get();
                return supplied == null ? null : Headers.checkedApiKey(supplied);
            };
        }
        String key = values.find(API_KEY);
        if (key == null
                && profile == TargetProfile.MINIMAX
                && !values.isSet(HEADER_SUPPLIER)
                && !Headers.containsAuthorization(values.get(CUSTOM_HEADERS))) {
            throw new IllegalArgumentException(
                    "apiKey must be set for " + endpoint.host() + ": is MINIMAX_API_KEY set?");
        }
        return () -> key;
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    /** Whether the tokens of requests count, so that they must be estimated. */
    public boolean limitsTokens() {
        return values.isSet(MAX_TOKENS_PER_MINUTE);
    }

    /** Without the key and the values of headers. */
    @Override
    public String toString() {
        return "ClientSettings[endpoint=" + endpoint + ", profile=" + profile + "]";
    }
}
