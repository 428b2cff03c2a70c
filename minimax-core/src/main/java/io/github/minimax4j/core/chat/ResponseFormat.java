package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.PlainJson;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The requested form of the response. Few MiniMax models obey it (wire reference 2.6): M2.x ignores it, M3 accepts it without a guarantee,
 * and a Markdown fence around the JSON is common.
 */
public sealed interface ResponseFormat {

    /** Free text. */
    ResponseFormat TEXT = new Simple("text");

    /** Any JSON object. */
    ResponseFormat JSON_OBJECT = new Simple("json_object");

    /**
     * A format that consists of a name only.
     *
     * @param type the name
     */
    record Simple(String type) implements ResponseFormat {
        public Simple {
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * JSON that conforms to a schema.
     *
     * @param name        at most 64 word characters
     * @param description what the JSON represents, or null
     * @param schema      the JSON Schema as plain maps and lists
     * @param strict      sent only if set; MiniMax-M3 is reported to respond worse with it
     */
    record JsonSchema(
            String name,
            @Nullable String description,
            Map<String, Object> schema,
            @Nullable Boolean strict) implements ResponseFormat {
        public JsonSchema {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(schema, "schema");
            schema = PlainJson.copyOf("The schema '" + name + "' of the response format holds", schema);
        }
    }
}
