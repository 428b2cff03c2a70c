package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@link MiniMaxConnectionBuilder} has collected, and what follows from it. */
final class ConnectionSettings {
    private static final String AUTHORIZATION = "Authorization";

    // by the names of their setters; only what was set
    private final Map<String, Consumer<MiniMaxClientBuilder>> settings = new LinkedHashMap<>();

    @Nullable
    MiniMaxClient client;

    final List<CallListener.Factory> callListeners = new ArrayList<>();

    @Nullable
    Map<String, String> headers;

    @Nullable
    Supplier<Map<String, String>> headerSupplier;

    // those that have setters of their own
    private final Map<String, String> namedHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Keeps a header that has a setter of its own; null takes it back. */
    void setNamedHeader(String name, @Nullable String value) {
        if (value == null) {
            namedHeaders.remove(name);
        } else {
            namedHeaders.put(name, value);
        }
    }

    /** The headers that do not change, or null if there are none. */
    private @Nullable Map<String, String> fixedHeaders() {
        if (namedHeaders.isEmpty()) {
            return headers;
        }
        return joined(namedHeaders, headers);
    }

    /** Keeps a setting for the client that is to be built; null takes it back. */
    <T> void set(String name, @Nullable T value, BiConsumer<MiniMaxClientBuilder, T> setter) {
        if (value == null) {
            settings.remove(name);
        } else {
            settings.put(name, builder -> setter.accept(builder, value));
        }
    }

    /** Whether one of these settings was set. */
    boolean isSet(String... names) {
        return Arrays.stream(names).anyMatch(settings::containsKey);
    }

    boolean sharesClient() {
        return client != null;
    }

    /** The client that was given, or a new one. */
    MiniMaxClient toClient() {
        if (client != null) {
            if (!settings.isEmpty()) {
                throw new IllegalArgumentException("client is set, and so is " + String.join(", ", settings.keySet())
                        + ": a shared client has its own; set them where it is built, or leave client out");
            }
            // says now what is wrong with them, not at the first request
            options(fixedHeaders(), Map.of(), null);
            MiniMaxClient followed = client;
            for (CallListener.Factory listener : callListeners) {
                followed = followed.withCallListener(listener);
            }
            return followed;
        }
        if (settings.containsKey("region") && settings.containsKey("baseUrl")) {
            throw new IllegalArgumentException(
                    "region and baseUrl are both set: set region for MiniMax itself, baseUrl for any other server");
        }
        for (String name : List.of("httpClientCustomizer", "httpVersion")) {
            if (isSet("httpClientBuilder") && isSet(name)) {
                throw new IllegalArgumentException("httpClientBuilder and " + name + " are both set: " + name
                        + " is for the HTTP client of this library; set up your own where you build it");
            }
        }
        MiniMaxClientBuilder builder = MiniMaxClient.builder();
        // the limits that are more exact come after it, and win
        settings.getOrDefault("timeout", ignored -> {}).accept(builder);
        settings.forEach((name, setting) -> {
            if (!name.equals("timeout")) {
                setting.accept(builder);
            }
        });
        callListeners.forEach(builder::addCallListener);
        Map<String, String> fixed = fixedHeaders();
        if (fixed != null) {
            builder.headers(fixed);
        }
        if (headerSupplier != null) {
            builder.headers(SupplierFailedException.marking(headerSupplier));
        }
        return builder.build();
    }

    /** Makes the options of a request out of its parameters. Headers that change are asked for each time. */
    RequestOptionsFactory toRequestOptions() {
        if (!sharesClient()) {
            // a client of our own has the model's headers already
            return parameters -> options(null, parameters.customHeaders(), parameters.apiKey());
        }
        Map<String, String> fixed = fixedHeaders();
        if (headerSupplier == null) {
            return parameters -> options(fixed, parameters.customHeaders(), parameters.apiKey());
        }
        Supplier<Map<String, String>> changing = SupplierFailedException.marking(headerSupplier);
        return parameters -> {
            Map<String, String> now = changing.get();
            return options(
                    joined(fixed, now == null ? null : MapSettings.whole("customHeaders", now)),
                    parameters.customHeaders(),
                    parameters.apiKey());
        };
    }

    private static @Nullable Map<String, String> joined(
            @Nullable Map<String, String> first, @Nullable Map<String, String> second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(first);
        all.putAll(second);
        return all;
    }

    /** Says with what a request is sent. */
    @FunctionalInterface
    interface RequestOptionsFactory {
        RequestOptions of(MiniMaxChatRequestParameters parameters);
    }

    private static RequestOptions options(
            @Nullable Map<String, String> ofModel, Map<String, String> ofRequest, @Nullable String apiKey) {
        if (ofModel == null && ofRequest.isEmpty() && apiKey == null) {
            return RequestOptions.NONE;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (ofModel != null) {
            all.putAll(ofModel);
        }
        if (apiKey != null) {
            all.remove(AUTHORIZATION); // the model's: the request has its own key
        }
        all.putAll(ofRequest);
        return new RequestOptions(all, apiKey);
    }
}
