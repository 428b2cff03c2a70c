package io.github.minimax4j.core.internal.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that values can be written as JSON, without writing those that obviously can. */
public final class PlainJson {

    // Jackson writes at most 1000 levels
    private static final int MAX_DEPTH = 500;

    private PlainJson() {}

    /**
     * Fails if a value cannot be written.
     *
     * @param what the beginning of the message: names what contains the value
     */
    public static void require(String what, @Nullable Object value) {
        String problem = problem(value, "", 0);
        if (problem != null) {
            throw new IllegalArgumentException(what + " a value that cannot be written as JSON"
                    + (problem.isEmpty() ? "" : ", at " + problem) + ": use maps, lists, texts, numbers and booleans");
        }
    }

    /** The path of the first value that cannot be written, or null if all can. */
    private static @Nullable String problem(@Nullable Object value, String path, int depth) {
        if (depth > MAX_DEPTH) {
            return path.substring(0, 100) + "... (nested too deeply)";
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            // JSON has no infinity and no NaN; a BigDecimal may be larger than any double
            return value instanceof Double || value instanceof Float ? path : null;
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String inner = path + "/" + entry.getKey();
                String problem = entry.getKey() == null ? inner : problem(entry.getValue(), inner, depth + 1);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String problem = problem(list.get(i), path + "/" + i, depth + 1);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
        try {
            RareValues.MAPPER.writeValueAsString(value);
            return null;
        } catch (JsonProcessingException e) {
            return path;
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
