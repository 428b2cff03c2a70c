package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.http.RequestHeaders;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a client's requests. They are rebuilt only when a supplier returns different ones. Thread-safe. */
final class CallHeaders {

    /**
     * Headers, and the redaction of their values.
     *
     * @param headers what is sent
     */
    record Built(RequestHeaders headers, Redaction redaction) {}

    private record Cached(@Nullable String key, Map<String, String> given, Built built) {}

    private final ClientSettings settings;

    private volatile @Nullable Cached last;

    CallHeaders(ClientSettings settings) {
        this.settings = settings;
    }

    /** Adds the headers that the listeners of a call supply. */
    Built with(Built own, CallProgress progress) {
        NavigableMap<String, String> added = progress.isHeard() ? progress.headers() : null;
        if (added == null || added.isEmpty()) {
            return own;
        }
        added.putAll(own.headers().values());
        return built(added);
    }

    /** The headers of a call without those that its listeners add. */
    Built of(RequestOptions options) {
        String key = options.apiKey() == null ? settings.apiKey().get() : options.apiKey();
        Map<String, String> given = settings.headers().get();
        if (options.apiKey() != null || !options.headers().isEmpty()) {
            return built(values(key, given, options));
        }
        Cached cached = last;
        if (cached == null || cached.given() != given || !Objects.equals(cached.key(), key)) {
            cached = new Cached(key, given, built(values(key, given, options)));
            last = cached;
        }
        return cached.built();
    }

    private Built built(NavigableMap<String, String> values) {
        return new Built(RequestHeaders.of(values), Redaction.of(values, settings.queryParameters()));
    }

    private NavigableMap<String, String> values(
            @Nullable String key, Map<String, String> given, RequestOptions options) {
        NavigableMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        headers.putAll(given);
        if (options.apiKey() != null) {
            headers.put(
                    "Authorization",
                    "Bearer " + key); // set for this request, so it takes precedence over the client's headers
        }
        headers.putAll(options.headers());
        if (settings.profile() == TargetProfile.MINIMAX && !headers.containsKey("Authorization")) {
            throw new IllegalArgumentException("Neither apiKeySupplier nor the headers supplied a key for "
                    + settings.endpoint().host() + ": is MINIMAX_API_KEY set?");
        }
        return headers;
    }
}
