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
 * Gets JSON out of models that may ignore the field for it: M2.x does, M3 makes no promise, and a Markdown fence around the JSON is
 * common (wire reference 2.6). So the wish goes into the prompt too, and {@link MarkdownFenceFilter} cleans the answer.
 */
final class JsonAnswers {
    private static final String ONLY_JSON = "and nothing else: no explanation, no Markdown.";
    private static final String SCHEMA_OF_RESPONSE_FORMAT = "The schema of responseFormat";
    private static final String FALLBACK_NAME = "answer";

    private final boolean nativeSchema;
    private final boolean strict;

    /**
     * What is sent for a response format.
     *
     * @param wireFormat  the field, or null to leave it out
     * @param instruction what the prompt says, or null for nothing
     * @param json        whether the answer is to be JSON
     */
    record Wish(
            @Nullable ResponseFormat wireFormat, @Nullable String instruction, boolean json) {
        private static final Wish NONE = new Wish(null, null, false);
        private static final Wish TEXT = new Wish(ResponseFormat.TEXT, null, false);
    }

    /**
     * @param nativeSchema whether the target is relied on to obey a schema
     * @param strict       whether to send such a schema as strict
     */
    JsonAnswers(boolean nativeSchema, boolean strict) {
        this.nativeSchema = nativeSchema;
        this.strict = strict;
    }

    /**
     * @param format   what is asked for
     * @param inPrompt whether a schema goes into the prompt; null for what the target was said to obey
     */
    Wish wish(dev.langchain4j.model.chat.request.@Nullable ResponseFormat format, @Nullable Boolean inPrompt) {
        if (format == null) {
            return Wish.NONE;
        }
        if (format.type() == ResponseFormatType.TEXT) {
            return Wish.TEXT;
        }
        JsonSchema schema = format.jsonSchema();
        if (schema == null) {
            return new Wish(ResponseFormat.JSON_OBJECT, "Give your final answer as one JSON object " + ONLY_JSON, true);
        }
        if (inPrompt == null ? nativeSchema : !inPrompt) {
            return new Wish(
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
            // tells the model what the members are about, as the name beside a schema in its field does
            plainSchema.put("title", schema.name());
        }
        plainSchema.putAll(toMap(schema, false));
        return new Wish(
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
        // a schema that the application wrote itself may refer to definitions wherever they are
        return root instanceof JsonRawSchema ? map : SchemaDefinitions.atTheRoot(map);
    }

    /**
     * @param what how the message begins if a raw schema is no JSON
     */
    static Map<String, Object> toMap(JsonSchemaElement schema, boolean strict, String what) {
        try {
            return JsonSchemaElementUtils.toMap(schema, strict);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(what + " cannot be written as JSON: is a raw schema no JSON object?", e);
        }
    }
}
