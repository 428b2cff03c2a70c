package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.PlainJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may call.
 *
 * @param name        not blank; dots and dashes are accepted
 * @param description what it does and when to use it; null to leave it out
 * @param parameters  JSON Schema of the arguments as plain maps and lists; null stands for an object without properties, which is sent
 *     because MiniMax rejects a function without a schema (Q14)
 * @param strict      sent only if set; MiniMax does not know it, self-hosted engines do
 */
public record Tool(
        String name,
        @Nullable String description,
        @Nullable Map<String, Object> parameters,
        @Nullable Boolean strict) {

    public Tool {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("The name of a tool must not be blank");
        }
        parameters = parameters == null
                ? null
                : PlainJson.copyOf("The parameters of the tool '" + name + "' hold", parameters);
    }

    /**
     * A tool without the strict flag.
     *
     * @param name        the tool's name
     * @param description what it does, or null
     * @param parameters  JSON Schema of the arguments, or null for none
     * @return the tool
     */
    public static Tool of(String name, @Nullable String description, @Nullable Map<String, Object> parameters) {
        return new Tool(name, description, parameters, null);
    }
}
