package io.github.minimax4j.langchain4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks settings that are maps, and copies them in their order, so that requests look the same each time. */
final class MapSettings {
    // deeper nesting is rejected when the request is built
    private static final int DEEPEST = 500;

    private MapSettings() {}

    /**
     * A copy of a map whose entries must have both name and value.
     *
     * @param setting the name of the setting in messages
     */
    static <V> Map<String, V> whole(String setting, Map<String, V> map) {
        map.forEach((name, value) -> {
            requireName(setting, name);
            if (value == null) {
                throw new IllegalArgumentException(
                        setting + " has no value for '" + name + "': give one, or leave the name out");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * A copy of a map of JSON values, null among them, and of the maps, collections and arrays within.
     *
     * @param setting the name of the setting in messages
     */
    static Map<String, Object> json(String setting, Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            requireName(setting, name);
            copy.put(name, copy(setting, name, value, 0));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static void requireName(String setting, @Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException(setting + " has null for a name: remove it");
        }
    }

    @SuppressWarnings("NullAway") // JSON has null
    private static Object copy(String setting, String place, @Nullable Object value, int depth) {
        // JSON has no NaN; a string would be sent for it
        if ((value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue())) {
            throw new IllegalArgumentException(
                    setting + " has " + value + " at '" + place + "', which JSON does not have: give a finite number");
        }
        if (depth > DEEPEST) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(name, copy(setting, place + "/" + name, inner, depth + 1)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Object[] array) {
            return copy(setting, place, Arrays.asList(array), depth);
        }
        if (value instanceof Collection<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(inner -> copy.add(copy(setting, place + "/" + copy.size(), inner, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
