package io.github.minimax4j.langchain4j;

import dev.langchain4j.internal.Json;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.github.minimax4j.core.chat.ResponseFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests JSON from models that may ignore the field for it: M2.x ignores it, M3 does not guarantee it, and a Markdown fence around the
 * JSON is common (wire reference 2.6). The request is therefore repeated in the prompt, and {@link MarkdownFenceFilter} cleans the
 * response.
 */
final class JsonResponses {
    private static final String ONLY_JSON = "and nothing else: no explanation, no Markdown.";
    private static final String SCHEMA_OF_RESPONSE_FORMAT = "The schema of responseFormat";
    private static final String FALLBACK_NAME = "answer";

    private final boolean nativeSchema;
    private final boolean strict;

    /**
     * How a response format is requested.
     *
     * @param wireFormat  the field to send, or null to omit it
     * @param instruction what to add to the prompt, or null
     * @param json        whether the response should be JSON
     */
    record JsonFormat(
            @Nullable ResponseFormat wireFormat, @Nullable String instruction, boolean json) {
        private static final JsonFormat NONE = new JsonFormat(null, null, false);
        private static final JsonFormat TEXT = new JsonFormat(ResponseFormat.TEXT, null, false);
    }

    /**
     * @param nativeSchema whether the target can be relied on to obey a schema
     * @param strict       whether to send such a schema as strict
     */
    JsonResponses(boolean nativeSchema, boolean strict) {
        this.nativeSchema = nativeSchema;
        this.strict = strict;
    }

    /**
     * @param format   the requested format
     * @param inPrompt whether to put a schema into the prompt; null to decide by {@code nativeSchema}
     */
    JsonFormat format(dev.langchain4j.model.chat.request.@Nullable ResponseFormat format, @Nullable Boolean inPrompt) {
        if (format == null) {
            return JsonFormat.NONE;
        }
        if (format.type() == ResponseFormatType.TEXT) {
            return JsonFormat.TEXT;
        }
        JsonSchema schema = format.jsonSchema();
        if (schema == null) {
            return new JsonFormat(
                    ResponseFormat.JSON_OBJECT, "Give your final answer as one JSON object " + ONLY_JSON, true);
        }
        if (inPrompt == null ? nativeSchema : !inPrompt) {
            return new JsonFormat(
                    new ResponseFormat.JsonSchema(
                            schema.name() == null ? FALLBACK_NAME : schema.name(),
                            null,
                            toMap(schema, strict),
                            strict ? Boolean.TRUE : null),
                    null,
                    true);
        }
        Map<String, Object> plainSchema = new LinkedHashMap<>();
        if (schema.name() != null) {
            // describes the members to the model, as the name beside a schema in its field does
            plainSchema.put("title", schema.name());
        }
        plainSchema.putAll(toMap(schema, false));
        return new JsonFormat(
                // json_object would contradict a schema of a list or a single value
                plainSchema.getOrDefault("type", "object").equals("object") ? ResponseFormat.JSON_OBJECT : null,
                "Give your final answer as JSON that is valid against this JSON Schema, " + ONLY_JSON + "\n"
                        + Json.toJson(plainSchema),
                true);
    }

    private static Map<String, Object> toMap(JsonSchema schema, boolean strict) {
        JsonSchemaElement root = schema.rootElement();
        Map<String, Object> map = toMap(root, strict, SCHEMA_OF_RESPONSE_FORMAT);
        if (map.containsKey("type") && map.get("type") == null) {
            throw new IllegalArgumentException(SCHEMA_OF_RESPONSE_FORMAT
                    + " has null as its type: name one, such as object, or leave the type out");
        }
        // a raw schema of the application may refer to definitions anywhere
        return root instanceof JsonRawSchema ? map : SchemaDefinitions.atTheRoot(map);
    }

    /**
     * @param what the beginning of the message if a raw schema is not JSON
     */
    static Map<String, Object> toMap(JsonSchemaElement schema, boolean strict, String what) {
        try {
            return JsonSchemaElementUtils.toMap(schema, strict);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    what + " cannot be written as JSON: check that a raw schema is a JSON object", e);
        }
    }
}
