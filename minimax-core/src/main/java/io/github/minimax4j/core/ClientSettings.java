package io.github.minimax4j.core;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
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
 */
record ClientSettings(
        Supplier<@Nullable String> apiKey,
        Endpoint endpoint,
        TargetProfile profile,
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration idleTimeout,
        @Nullable Duration callTimeout,
        int maxEventSize,
        Supplier<Map<String, String>> headers,
        HttpClient.Version httpVersion,
        @Nullable Consumer<HttpClient.Builder> httpClientCustomizer,
        @Nullable Executor callbackExecutor,
        Map<String, Object> extraBody,
        RetryPolicy retryPolicy,
        LogSettings log,
        boolean convertToolCallMarkup,
        boolean keepRawResponses,
        Clock clock) {

    /** Without the key and the values of headers. */
    @Override
    public String toString() {
        return "ClientSettings[endpoint=" + endpoint + ", profile=" + profile + "]";
    }
}
