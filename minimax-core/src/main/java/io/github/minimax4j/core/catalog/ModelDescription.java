package io.github.minimax4j.core.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that the server offers.
 *
 * @param id         its name in requests
 * @param created    Unix time in seconds, or null
 * @param ownedBy    the provider, {@code minimax} at MiniMax itself, or null
 * @param attributes the server's further fields, by their names in JSON, as plain JSON values; gateways and self-hosted servers report
 *     context lengths and prices here, MiniMax reports nothing
 */
public record ModelDescription(
        String id, @Nullable Long created, @Nullable String ownedBy, Map<String, Object> attributes) {

    public ModelDescription {
        Objects.requireNonNull(id, "id");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
