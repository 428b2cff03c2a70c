package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.internal.check.ExtraBody;
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
 * The settings of a client: the table of available settings, and their checked values.
 *
 * @param apiKey          supplies the checked key of a request, or null for none
 * @param headers         supplies the checked custom headers of a request
 * @param queryParameters of each request; their values may be secrets
 */
public record ClientSettings(
        Supplier<@Nullable String> apiKey,
        Endpoint endpoint,
        TargetProfile profile,
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration idleTimeout,
        @Nullable Duration callTimeout,
        ResponseLimits limits,
        Supplier<Map<String, String>> headers,
        Map<String, String> queryParameters,
        HttpClient.Version httpVersion,
        NetworkSettings network,
        HttpTransport.@Nullable Factory transport,
        @Nullable Executor callbackExecutor,
        List<CallListener.Factory> callListeners,
        Map<String, Object> extraBody,
        RetryPolicy retryPolicy,
        LogSettings log,
        boolean convertToolCallMarkup,
        boolean repairToolHistory,
        boolean keepRawResponses,
        @Nullable Boolean streamUsage,
        Clock clock) {

    public static final Setting<String> API_KEY = Setting.optional("apiKey");
    public static final Setting<Supplier<String>> API_KEY_SUPPLIER = Setting.optional("apiKeySupplier");
    public static final Setting<Region> REGION = Setting.optional("region");
    public static final Setting<String> BASE_URL = Setting.optional("baseUrl");
    public static final Setting<String> CHAT_PATH = Setting.optional("chatPath");
    public static final Setting<TargetProfile> PROFILE = Setting.optional("profile");
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration("connectTimeout", Duration.ofSeconds(10));
    public static final Setting<Duration> TIMEOUT = Setting.duration("timeout", Duration.ofMinutes(5));
    public static final Setting<Duration> FIRST_BYTE_TIMEOUT = Setting.optionalDuration("firstByteTimeout");
    public static final Setting<Duration> IDLE_TIMEOUT = Setting.optionalDuration("idleTimeout");
    public static final Setting<Duration> CALL_TIMEOUT = Setting.optionalDuration("callTimeout");
    public static final Setting<Integer> MAX_EVENT_SIZE = Setting.number("maxEventSize", 64 * 1024 * 1024, 1024);
    public static final Setting<Integer> MAX_NESTING_DEPTH = Setting.number("maxNestingDepth", 1000, 16);
    public static final Setting<Integer> MAX_TOOL_CALLS = Setting.number("maxToolCalls", 1000, 1);
    public static final Setting<Integer> MAX_CHOICES = Setting.number("maxChoices", 128, 1);
    public static final Setting<Integer> MAX_RESPONSE_LENGTH =
            Setting.number("maxResponseLength", 64 * 1024 * 1024, 1024);
    public static final Setting<Integer> MAX_RETRIES = Setting.number("maxRetries", 2, 0);
    public static final Setting<Duration> RETRY_DELAY = Setting.duration("retryDelay", Duration.ofSeconds(1));
    public static final Setting<Duration> RETRY_TIME_LIMIT = Setting.duration("retryTimeLimit", Duration.ofMinutes(2));
    public static final Setting<Integer> RETRY_BUDGET = Setting.optionalNumber("retryBudget", 1);
    public static final Setting<Consumer<Retry>> RETRY_LISTENER = Setting.optional("retryListener");
    public static final Setting<HttpClient.Version> HTTP_VERSION = Setting.optional("httpVersion");
    public static final Setting<ProxySelector> PROXY_SELECTOR = Setting.optional("proxySelector");
    public static final Setting<Authenticator> PROXY_AUTHENTICATOR = Setting.optional("proxyAuthenticator");
    public static final Setting<SSLContext> SSL_CONTEXT = Setting.optional("sslContext");
    public static final Setting<SSLParameters> SSL_PARAMETERS = Setting.optional("sslParameters");
    public static final Setting<HttpTransport.Factory> TRANSPORT = Setting.optional("transport");
    public static final Setting<Executor> CALLBACK_EXECUTOR = Setting.optional("callbackExecutor");
    public static final Setting<List<CallListener.Factory>> CALL_LISTENERS = Setting.of("callListeners", List.of());
    public static final Setting<String> USER_AGENT = Setting.of("userAgent", productToken());
    public static final Setting<Map<String, String>> CUSTOM_HEADERS = Setting.of("customHeaders", Map.of());
    public static final Setting<Supplier<Map<String, String>>> HEADER_SUPPLIER = Setting.optional("customHeaders");
    public static final Setting<Map<String, String>> CUSTOM_QUERY_PARAMS = Setting.of("customQueryParams", Map.of());
    public static final Setting<Map<String, Object>> EXTRA_BODY = Setting.of("extraBody", Map.of());
    public static final Setting<Boolean> LOG_REQUESTS = Setting.of("logRequests", false);
    public static final Setting<Boolean> LOG_RESPONSES = Setting.of("logResponses", false);
    public static final Setting<Integer> LOG_BODY_LIMIT = Setting.number("logBodyLimit", 10_000, 0);
    public static final Setting<Logger> LOGGER = Setting.optional("logger");
    public static final Setting<Boolean> CONVERT_TOOL_CALL_MARKUP = Setting.of("convertToolCallMarkup", false);
    public static final Setting<Boolean> REPAIR_TOOL_HISTORY = Setting.of("repairToolHistory", true);
    public static final Setting<Boolean> KEEP_RAW_RESPONSES = Setting.of("keepRawResponses", false);
    public static final Setting<Boolean> STREAM_USAGE = Setting.optional("streamUsage");
    public static final Setting<DoubleSupplier> RANDOM =
            Setting.of("random", () -> ThreadLocalRandom.current().nextDouble());
    public static final Setting<LongSupplier> NANO_TIME = Setting.of("nanoTime", System::nanoTime);
    public static final Setting<Clock> CLOCK = Setting.of("clock", Clock.systemUTC());

    /**
     * Checks the values that were set at a builder.
     *
     * @throws IllegalArgumentException if a setting is missing or invalid; the message names it and shows no secret
     */
    public static ClientSettings of(Setting.Values values) {
        Endpoint endpoint = Endpoint.of(baseUrl(values), values.find(CHAT_PATH));
        TargetProfile profile = or(values.find(PROFILE), TargetProfile.ofHost(endpoint.host()));
        Map<String, String> query = new LinkedHashMap<>(endpoint.query());
        query.putAll(values.get(CUSTOM_QUERY_PARAMS)); // the builder takes precedence over the address
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", Headers.checkedUserAgent(values.get(USER_AGENT)));
        headers.putAll(values.get(CUSTOM_HEADERS));
        HttpTransport.Factory transport = values.find(TRANSPORT);
        if (transport != null) {
            for (Setting<?> setting :
                    List.of(HTTP_VERSION, PROXY_SELECTOR, PROXY_AUTHENTICATOR, SSL_CONTEXT, SSL_PARAMETERS)) {
                refuseBesideTransport(setting, values);
            }
        }
        return new ClientSettings(
                apiKey(values, profile, endpoint),
                endpoint,
                profile,
                values.get(CONNECT_TIMEOUT),
                or(values.find(FIRST_BYTE_TIMEOUT), values.get(TIMEOUT)),
                or(values.find(IDLE_TIMEOUT), values.get(TIMEOUT)),
                values.find(CALL_TIMEOUT),
                ResponseLimits.of(values),
                headers(headers, values.find(HEADER_SUPPLIER)),
                Headers.checkedQueryParameters(query),
                or(values.find(HTTP_VERSION), HttpClient.Version.HTTP_1_1),
                new NetworkSettings(
                        or(values.find(PROXY_SELECTOR), ProxySelector.getDefault()),
                        values.find(PROXY_AUTHENTICATOR),
                        values.find(SSL_CONTEXT),
                        values.find(SSL_PARAMETERS)),
                transport,
                values.find(CALLBACK_EXECUTOR),
                values.get(CALL_LISTENERS),
                ExtraBody.checked(values.get(EXTRA_BODY), ChatCompletionRequest.FIELDS),
                new RetryPolicy(
                        values.get(MAX_RETRIES),
                        values.get(RETRY_DELAY),
                        values.get(RETRY_TIME_LIMIT),
                        RetryBudget.of(values.find(RETRY_BUDGET)),
                        values.find(RETRY_LISTENER),
                        values.get(RANDOM),
                        values.get(NANO_TIME)),
                new LogSettings(
                        values.get(LOG_REQUESTS),
                        values.get(LOG_RESPONSES),
                        or(values.find(LOGGER), LoggerFactory.getLogger(Guard.LOGGER_NAME)),
                        values.get(LOG_BODY_LIMIT)),
                values.get(CONVERT_TOOL_CALL_MARKUP),
                values.get(REPAIR_TOOL_HISTORY),
                values.get(KEEP_RAW_RESPONSES),
                values.find(STREAM_USAGE),
                values.get(CLOCK));
    }

    /** Supplies the custom headers of a request: the fixed ones, and those of the supplier, which take precedence. */
    public static Supplier<Map<String, String>> headers(Setting.Values values) {
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

    private static String baseUrl(Setting.Values values) {
        Region region = values.find(REGION);
        String baseUrl = values.find(BASE_URL);
        if (region != null && baseUrl != null) {
            throw new IllegalArgumentException(
                    "region and baseUrl are both set: set region for MiniMax itself, baseUrl for any other server");
        }
        return or(baseUrl, or(region, Region.GLOBAL).baseUrl());
    }

    private static Supplier<@Nullable String> apiKey(Setting.Values values, TargetProfile profile, Endpoint endpoint) {
        Supplier<String> supplier = values.find(API_KEY_SUPPLIER);
        if (supplier != null) {
            return () -> checkedKey(supplier.get());
        }
        String key = checkedKey(values.find(API_KEY));
        if (key == null
                && profile == TargetProfile.MINIMAX
                && values.find(HEADER_SUPPLIER) == null
                && !Headers.containsAuthorization(values.get(CUSTOM_HEADERS))) {
            throw new IllegalArgumentException(
                    "apiKey must be set for " + endpoint.host() + ": is MINIMAX_API_KEY set?");
        }
        return () -> key;
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        return key == null ? null : Headers.checkedApiKey(key);
    }

    private static void refuseBesideTransport(Setting<?> setting, Setting.Values values) {
        if (values.find(setting) != null) {
            throw new IllegalArgumentException("transport is set, and so is " + setting.name()
                    + ", which is for the built-in transport: set up the transport itself, or leave it out");
        }
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    /** Without the key and the values of headers. */
    @Override
    public String toString() {
        return "ClientSettings[endpoint=" + endpoint + ", profile=" + profile + "]";
    }
}
