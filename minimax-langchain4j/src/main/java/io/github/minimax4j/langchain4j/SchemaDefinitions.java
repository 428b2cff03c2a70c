package io.github.minimax4j.langchain4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the definitions of a JSON Schema to where its references point. LangChain4j always refers to {@code #/$defs/...}, but puts the
 * definitions beside the type that needs them, which is not the root for a list of recursive records.
 */
final class SchemaDefinitions {
    private static final String DEFINITIONS = "$defs";

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private SchemaDefinitions() {}

    /** Returns the same schema with all definitions at its root. */
    static Map<String, Object> atTheRoot(Map<String, Object> schema) {
        SchemaDefinitions found = new SchemaDefinitions();
        found.collect(schema.get(DEFINITIONS)); // of two with the same name, the root's takes precedence
        Map<String, Object> root = found.withoutDefinitions(schema);
        if (!found.definitions.isEmpty()) {
            root.put(DEFINITIONS, found.definitions);
        }
        return root;
    }

    /** Handles the keywords that LangChain4j writes. The names under {@code properties}, even {@code $defs}, are the application's. */
    private Map<String, Object> withoutDefinitions(Map<?, ?> schema) {
        Map<String, Object> rest = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String keyword = String.valueOf(key);
            switch (keyword) {
                case DEFINITIONS -> collect(value);
                case "properties" -> rest.put(keyword, ofNamedSchemas(value));
                case "items", "additionalProperties", "anyOf" -> rest.put(keyword, ofSchema(value));
                default -> rest.put(keyword, value);
            }
        });
        return rest;
    }

    private void collect(@Nullable Object found) {
        if (found instanceof Map<?, ?> named) {
            named.forEach((name, definition) -> definitions.putIfAbsent(String.valueOf(name), ofSchema(definition)));
        }
    }

    private @Nullable Object ofNamedSchemas(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> properties)) {
            return value;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        properties.forEach((name, schema) -> all.put(String.valueOf(name), ofSchema(schema)));
        return all;
    }

    private @Nullable Object ofSchema(@Nullable Object value) {
        if (value instanceof Map<?, ?> schema) {
            return withoutDefinitions(schema);
        }
        return value instanceof List<?> schemas
                ? schemas.stream().map(this::ofSchema).toList()
                : value;
    }
}
