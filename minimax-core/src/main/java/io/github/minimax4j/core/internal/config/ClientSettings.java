package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a client.
 *
 * @param apiKey  gives the key for a request, checked, or null for none
 * @param headers gives the further headers for a request, checked
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
        int maxEventSize,
        Supplier<Map<String, String>> headers,
        Map<String, String> queryParameters,
        HttpClient.Version httpVersion,
        @Nullable Consumer<HttpClient.Builder> httpClientCustomizer,
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

    /** Without the key and the values of headers. */
    @Override
    public String toString() {
        return "ClientSettings[endpoint=" + endpoint + ", profile=" + profile + "]";
    }
}
