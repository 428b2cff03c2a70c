package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.Region;
import io.github.minimax4j.core.RequestOptions;
import io.github.minimax4j.core.TargetProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What {@link MiniMaxConnectionBuilder} has collected, and what follows from it. */
final class ConnectionSettings {
    @Nullable
    MiniMaxClient client;

    @Nullable
    String apiKey;

    @Nullable
    String baseUrl;

    @Nullable
    Region region;

    @Nullable
    String chatPath;

    @Nullable
    TargetProfile profile;

    @Nullable
    Duration connectTimeout;

    @Nullable
    Duration timeout;

    @Nullable
    Duration firstByteTimeout;

    @Nullable
    Duration idleTimeout;

    @Nullable
    Duration callTimeout;

    @Nullable
    Integer maxRetries;

    @Nullable
    Boolean logRequests;

    @Nullable
    Boolean logResponses;

    @Nullable
    Logger logger;

    @Nullable
    Consumer<HttpClient.Builder> httpClientCustomizer;

    @Nullable
    Executor callbackExecutor;

    @Nullable
    Map<String, String> headers;

    @Nullable
    Supplier<Map<String, String>> headerSupplier;

    boolean sharesClient() {
        return client != null;
    }

    /** The client that was given, or a new one. */
    MiniMaxClient toClient() {
        if (client != null) {
            refuseSettingsBesideClient();
            return client;
        }
        if (region != null && baseUrl != null) {
            throw new IllegalArgumentException(
                    "region and baseUrl are both set: set region for MiniMax itself, baseUrl for any other server");
        }
        MiniMaxClientBuilder builder = MiniMaxClient.builder()
                .apiKey(apiKey)
                .profile(profile)
                .callTimeout(callTimeout)
                .httpClientCustomizer(httpClientCustomizer)
                .callbackExecutor(callbackExecutor);
        ifSet(region, builder::region);
        ifSet(baseUrl, builder::baseUrl);
        ifSet(chatPath, builder::chatPath);
        ifSet(connectTimeout, builder::connectTimeout);
        ifSet(firstByteTimeout == null ? timeout : firstByteTimeout, builder::firstByteTimeout);
        ifSet(idleTimeout == null ? timeout : idleTimeout, builder::idleTimeout);
        ifSet(maxRetries, builder::maxRetries);
        ifSet(logRequests, builder::logRequests);
        ifSet(logResponses, builder::logResponses);
        ifSet(logger, builder::logger);
        ifSet(headers, builder::headers);
        if (apiKey == null && headerSupplier != null && asksMiniMax()) {
            // the supplier is to bring the key, request by request; until it does, this stands in its place so that the
            // client
            // is not refused for want of one
            builder.headers(Map.of("Authorization", "Bearer"));
        }
        return builder.build();
    }

    /** What each request is sent with: a new answer at each call, because headers may change. */
    Supplier<RequestOptions> toRequestOptions() {
        if (headerSupplier != null) {
            Supplier<Map<String, String>> supplier = headerSupplier;
            return () -> {
                Map<String, String> current = supplier.get();
                return current == null || current.isEmpty() ? RequestOptions.NONE : new RequestOptions(current, null);
            };
        }
        // a client of our own has the fixed headers already
        RequestOptions fixed =
                headers == null || !sharesClient() ? RequestOptions.NONE : new RequestOptions(headers, null);
        return () -> fixed;
    }

    private boolean asksMiniMax() {
        if (profile != null || baseUrl == null) {
            return profile == null || profile == TargetProfile.MINIMAX;
        }
        try {
            String host = URI.create(baseUrl.strip()).getHost();
            return host != null && TargetProfile.ofHost(host) == TargetProfile.MINIMAX;
        } catch (IllegalArgumentException e) {
            return false; // the client's builder says what is wrong with it
        }
    }

    private void refuseSettingsBesideClient() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("apiKey", apiKey);
        settings.put("baseUrl", baseUrl);
        settings.put("region", region);
        settings.put("chatPath", chatPath);
        settings.put("profile", profile);
        settings.put("connectTimeout", connectTimeout);
        settings.put("timeout", timeout);
        settings.put("firstByteTimeout", firstByteTimeout);
        settings.put("idleTimeout", idleTimeout);
        settings.put("callTimeout", callTimeout);
        settings.put("maxRetries", maxRetries);
        settings.put("logRequests", logRequests);
        settings.put("logResponses", logResponses);
        settings.put("logger", logger);
        settings.put("httpClientCustomizer", httpClientCustomizer);
        settings.put("callbackExecutor", callbackExecutor);
        List<String> clashing = settings.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
        if (!clashing.isEmpty()) {
            throw new IllegalArgumentException("client is set, and so is " + String.join(", ", clashing)
                    + ": a shared client has its own; set them where it is built, or leave client out");
        }
    }

    private static <T> void ifSet(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
