package io.github.minimax4j.core.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies values that are sent as JSON into unmodifiable maps, lists, texts, numbers and booleans, so that nobody can change a request that
 * was checked.
 */
public final class PlainJson {

    // Jackson writes at most 1000 levels
    private static final int MAX_DEPTH = 500;

    private static final int MAX_PATH_LENGTH = 100;

    private PlainJson() {}

    /**
     * Copies an object or a list.
     *
     * @param what the beginning of the message: names what contains the value
     * @throws IllegalArgumentException if a value cannot be written as JSON; the message names its path
     */
    @SuppressWarnings("unchecked") // the copy of a map has texts for names, and that of a list its elements
    public static <T> T copyOf(String what, T value) {
        return (T) Objects.requireNonNull(copy(what, value));
    }

    /** As {@link #copyOf}, for any value. */
    static @Nullable Object copy(String what, @Nullable Object value) {
        try {
            return copy(value, 0);
        } catch (NotJson e) {
            String path = e.path.length() > MAX_PATH_LENGTH ? e.path.substring(0, MAX_PATH_LENGTH) + "..." : e.path;
            throw new IllegalArgumentException(what + " a value that cannot be written as JSON"
                    + (path.isEmpty() ? "" : ", at " + path) + e.reason
                    + ": use maps, lists, texts, numbers and booleans");
        }
    }

    private static @Nullable Object copy(@Nullable Object value, int depth) throws NotJson {
        if (depth > MAX_DEPTH) {
            throw new NotJson(" (nested too deeply)");
        }
        // JSON has no infinity and no NaN; a BigDecimal may be larger than any double
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new NotJson("");
            }
            return value;
        }
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(key -> key instanceof String)) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put((String) entry.getKey(), member(entry.getKey(), entry.getValue(), depth));
            }
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(member(copy.size(), element, depth));
            }
            return Collections.unmodifiableList(copy);
        }
        return value instanceof JsonNode node ? copy(plain(node), depth) : copy(tree(value), depth);
    }

    @SuppressWarnings("NullAway") // JSON has null
    private static Object member(Object name, @Nullable Object value, int depth) throws NotJson {
        try {
            return copy(value, depth + 1);
        } catch (NotJson e) {
            e.path = "/" + name + e.path;
            throw e;
        }
    }

    private static JsonNode tree(Object value) throws NotJson {
        try {
            return RareValues.MAPPER.valueToTree(value);
        } catch (IllegalArgumentException e) {
            throw new NotJson("");
        }
    }

    /** One level of a tree as plain values. */
    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(elements::add);
            return elements;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        return node.isNumber() ? node.numberValue() : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    /** Where a value is that cannot be written. It has no stack trace: it only carries the path up. */
    private static final class NotJson extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        private String path = "";

        NotJson(String reason) {
            super(null, null, false, false);
            this.reason = reason;
        }
    }

    /**
     * Loaded only for values that are not plain. A mapper of its own: the one that writes requests depends on the request types, and those
     * depend on this class.
     */
    private static final class RareValues {

        static final JsonMapper MAPPER = new JsonMapper();
    }
}
