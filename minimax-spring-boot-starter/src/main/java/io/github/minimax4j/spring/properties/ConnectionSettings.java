package io.github.minimax4j.spring.properties;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The settings that groups and root share, merged: a group's value, else the root's, else null for core's default. Where one setting
 * is the general form of another ({@code region} and {@code base-url}, {@code timeout} and its two parts), the group is asked for
 * both before the root is. A proxy is taken as a whole.
 */
public record ConnectionSettings(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String chatPath,
        @Nullable TargetProfile profile,
        @Nullable Duration connectTimeout,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration callTimeout,
        @Nullable DataSize maxEventSize,
        @Nullable Integer maxRetries,
        @Nullable Duration retryDelay,
        @Nullable Duration retryTimeLimit,
        HttpClient.@Nullable Version httpVersion,
        @Nullable Boolean logRequests,
        @Nullable Boolean logResponses,
        @Nullable Integer logBodyLimit,
        @Nullable Boolean convertToolCallMarkup,
        @Nullable Boolean repairToolHistory,
        @Nullable Boolean keepRawResponses,
        @Nullable Boolean streamUsage,
        @Nullable MiniMaxProxyProperties proxy,
        @Nullable String sslBundle,
        Map<String, String> headers,
        Map<String, String> queryParameters) {

    /**
     * Merges the two.
     *
     * @param root  what holds for all models
     * @param group what holds for one, and wins
     */
    public static ConnectionSettings of(ConnectionProperties root, ConnectionProperties group) {
        return new ConnectionSettings(
                first(group.apiKey(), root.apiKey()),
                first(group.baseUrl(), address(group.region()), root.baseUrl(), address(root.region())),
                first(group.chatPath(), root.chatPath()),
                first(group.profile(), root.profile()),
                first(group.connectTimeout(), root.connectTimeout()),
                first(group.firstByteTimeout(), group.timeout(), root.firstByteTimeout(), root.timeout()),
                first(group.idleTimeout(), group.timeout(), root.idleTimeout(), root.timeout()),
                first(group.callTimeout(), root.callTimeout()),
                first(group.maxEventSize(), root.maxEventSize()),
                first(group.maxRetries(), root.maxRetries()),
                first(group.retryDelay(), root.retryDelay()),
                first(group.retryTimeLimit(), root.retryTimeLimit()),
                first(group.httpVersion(), root.httpVersion()),
                first(group.logRequests(), root.logRequests()),
                first(group.logResponses(), root.logResponses()),
                first(group.logBodyLimit(), root.logBodyLimit()),
                first(group.convertToolCallMarkup(), root.convertToolCallMarkup()),
                first(group.repairToolHistory(), root.repairToolHistory()),
                first(group.keepRawResponses(), root.keepRawResponses()),
                first(group.streamUsage(), root.streamUsage()),
                first(group.proxy(), root.proxy()),
                first(group.sslBundle(), root.sslBundle()),
                joined(root.customHeaders(), group.customHeaders()),
                joined(root.customQueryParams(), group.customQueryParams()));
    }

    /** Hands over all but the key, the proxy and the SSL bundle, which need more than a value. */
    public void applyTo(MiniMaxClientBuilder builder) {
        builder.profile(profile).callTimeout(callTimeout).headers(headers).queryParameters(queryParameters);
        set(baseUrl, builder::baseUrl);
        set(chatPath, builder::chatPath);
        set(connectTimeout, builder::connectTimeout);
        set(firstByteTimeout, builder::firstByteTimeout);
        set(idleTimeout, builder::idleTimeout);
        set(maxEventSize, size -> builder.maxEventSize(bytes(size)));
        set(maxRetries, builder::maxRetries);
        set(retryDelay, builder::retryDelay);
        set(retryTimeLimit, builder::retryTimeLimit);
        set(httpVersion, builder::httpVersion);
        set(logRequests, builder::logRequests);
        set(logResponses, builder::logResponses);
        set(logBodyLimit, builder::logBodyLimit);
        set(convertToolCallMarkup, builder::convertToolCallMarkup);
        set(repairToolHistory, builder::repairToolHistory);
        set(keepRawResponses, builder::keepRawResponses);
        set(streamUsage, builder::streamUsage);
    }

    private static Map<String, String> joined(Map<String, String> root, Map<String, String> group) {
        Map<String, String> all = new LinkedHashMap<>(root);
        all.putAll(group);
        return all;
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxEventSize is " + size + ": it must be less than 2GB");
        }
        return (int) size.toBytes();
    }

    /** Without the key, the headers and the address. */
    @Override
    public String toString() {
        return "ConnectionSettings[profile=" + profile + "]";
    }

    private static @Nullable String address(@Nullable Region region) {
        return region == null ? null : region.baseUrl();
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
