package io.github.minimax4j.spring;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.TargetProfile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that groups and root share, merged: a group's value, else the root's, else null for core's default. Where one setting
 * is the general form of another ({@code region} and {@code base-url}, {@code timeout} and its two parts), the group is asked for
 * both before the root is.
 */
record ConnectionSettings(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String chatPath,
        @Nullable TargetProfile profile,
        @Nullable String modelName,
        @Nullable Duration connectTimeout,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration callTimeout,
        @Nullable Integer maxRetries,
        @Nullable Boolean logRequests,
        @Nullable Boolean logResponses,
        Map<String, String> headers) {

    static ConnectionSettings of(MiniMaxProperties root, MiniMaxModelProperties group) {
        Map<String, String> headers = new LinkedHashMap<>(root.customHeaders());
        headers.putAll(group.customHeaders());
        return new ConnectionSettings(
                first(group.apiKey(), root.apiKey()),
                first(
                        group.baseUrl(),
                        group.region() == null ? null : group.region().baseUrl(),
                        root.baseUrl(),
                        root.region() == null ? null : root.region().baseUrl()),
                first(group.chatPath(), root.chatPath()),
                first(group.profile(), root.profile()),
                first(group.modelName(), root.modelName()),
                first(group.connectTimeout(), root.connectTimeout()),
                first(group.firstByteTimeout(), group.timeout(), root.firstByteTimeout(), root.timeout()),
                first(group.idleTimeout(), group.timeout(), root.idleTimeout(), root.timeout()),
                first(group.callTimeout(), root.callTimeout()),
                first(group.maxRetries(), root.maxRetries()),
                first(group.logRequests(), root.logRequests()),
                first(group.logResponses(), root.logResponses()),
                headers);
    }

    void applyTo(MiniMaxClientBuilder builder) {
        builder.apiKey(apiKey).profile(profile).callTimeout(callTimeout).headers(headers);
        set(baseUrl, builder::baseUrl);
        set(chatPath, builder::chatPath);
        set(connectTimeout, builder::connectTimeout);
        set(firstByteTimeout, builder::firstByteTimeout);
        set(idleTimeout, builder::idleTimeout);
        set(maxRetries, builder::maxRetries);
        set(logRequests, builder::logRequests);
        set(logResponses, builder::logResponses);
    }

    /** Without the key, the headers and the address. */
    @Override
    public String toString() {
        return "ConnectionSettings[modelName=" + modelName + "]";
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
