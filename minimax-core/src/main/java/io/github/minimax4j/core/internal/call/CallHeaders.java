package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a client's requests. They are rebuilt only when a supplier returns different ones. Thread-safe. */
final class CallHeaders {

    /**
     * Headers, and the redaction of their values.
     *
     * @param values looked up by case-insensitive name; not to be changed
     */
    record Built(Map<String, String> values, Redaction redaction) {}

    private record Cached(@Nullable String key, Map<String, String> given, Built built) {}

    private final ClientSettings settings;

    private volatile @Nullable Cached last;

    CallHeaders(ClientSettings settings) {
        this.settings = settings;
    }

    /** Adds the headers that the listeners of a call supply. */
    Built with(Built own, CallProgress progress) {
        Map<String, String> all = progress.headersWith(own.values());
        return all == own.values() ? own : built(all);
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

    private Built built(Map<String, String> values) {
        return new Built(Collections.unmodifiableMap(values), Redaction.of(values, settings.queryParameters()));
    }

    private Map<String, String> values(@Nullable String key, Map<String, String> given, RequestOptions options) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
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
                    + settings.endpoint().host() + " with");
        }
        return headers;
    }
}
