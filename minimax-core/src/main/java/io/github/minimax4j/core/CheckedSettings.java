package io.github.minimax4j.core;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.internal.check.ExtraBody;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.LogSettings;
import io.github.minimax4j.core.internal.config.RetryPolicy;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Checks what a builder has collected, and makes the settings of a client from it. */
final class CheckedSettings {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private CheckedSettings() {}

    /**
     * Checks what a builder has collected.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it and shows no secret
     */
    static ClientSettings of(MiniMaxClientBuilder builder) {
        Endpoint endpoint = Endpoint.of(builder.baseUrl, builder.chatPath);
        TargetProfile target = builder.profile == null ? TargetProfile.ofHost(endpoint.host()) : builder.profile;
        String key = builder.apiKey == null ? null : Headers.checkedApiKey(builder.apiKey);
        boolean mayHaveKey = key != null || builder.apiKeySupplier != null || builder.headerSupplier != null;
        if (!mayHaveKey && target == TargetProfile.MINIMAX && !Headers.containsAuthorization(builder.headers)) {
            throw new IllegalArgumentException("apiKey must be set to ask " + endpoint.host());
        }
        if (builder.maxEventSize < 1024) {
            throw new IllegalArgumentException(
                    "maxEventSize is " + builder.maxEventSize + " bytes: it must be at least 1024");
        }
        if (builder.maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + builder.maxRetries + ": it must be 0 or more");
        }
        if (builder.logBodyLimit < 0) {
            throw new IllegalArgumentException("logBodyLimit is " + builder.logBodyLimit + ": it must be 0 or more");
        }
        if (builder.transport != null && (builder.httpVersion != null || builder.httpClientCustomizer != null)) {
            throw new IllegalArgumentException("transport is set, and so is "
                    + (builder.httpVersion == null ? "httpClientCustomizer" : "httpVersion")
                    + ", which is for the JDK's HTTP client: set up the transport itself, or leave it out");
        }
        RetryPolicy retryPolicy = new RetryPolicy(
                builder.maxRetries,
                positive("retryDelay", builder.retryDelay),
                positive("retryTimeLimit", builder.retryTimeLimit),
                builder.retryListener,
                builder.random,
                builder.nanoTime);
        return new ClientSettings(
                builder.apiKeySupplier == null ? () -> key : checked(builder.apiKeySupplier),
                endpoint,
                target,
                positive("connectTimeout", builder.connectTimeout),
                positive("firstByteTimeout", builder.firstByteTimeout),
                positive("idleTimeout", builder.idleTimeout),
                builder.callTimeout == null ? null : positive("callTimeout", builder.callTimeout),
                builder.maxEventSize,
                headers(Headers.checked(builder.headers), builder.headerSupplier),
                query(endpoint, builder),
                builder.httpVersion == null ? HttpClient.Version.HTTP_1_1 : builder.httpVersion,
                builder.httpClientCustomizer,
                builder.transport,
                builder.callbackExecutor,
                List.copyOf(builder.callListeners),
                ExtraBody.checked(builder.extraBody, ChatCompletionRequest.FIELDS.keySet()),
                retryPolicy,
                new LogSettings(
                        builder.logRequests,
                        builder.logResponses,
                        builder.logger == null ? LoggerFactory.getLogger(Guard.LOGGER_NAME) : builder.logger,
                        builder.logBodyLimit),
                builder.convertToolCallMarkup,
                builder.repairToolHistory,
                builder.keepRawResponses,
                builder.streamUsage,
                builder.clock);
    }

    private static Supplier<@Nullable String> checked(Supplier<@Nullable String> apiKeySupplier) {
        return () -> {
            String key = apiKeySupplier.get();
            return key == null ? null : Headers.checkedApiKey(key);
        };
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
            all.putAll(now == null ? Map.of() : Headers.checked(now));
            return all;
        };
    }

    /** What the builder says wins over what the address brought. */
    private static Map<String, String> query(Endpoint endpoint, MiniMaxClientBuilder builder) {
        Map<String, String> all = new LinkedHashMap<>(endpoint.query());
        all.putAll(builder.queryParameters);
        return Headers.checkedQueryParameters(all);
    }

    private static Duration positive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + ": it must be more than zero");
        }
        // "for ever" may be any large number; nanoseconds of more than 292 years do not fit into a long
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }
}
