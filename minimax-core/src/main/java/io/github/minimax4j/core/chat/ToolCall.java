package io.github.minimax4j.core.chat;

import java.util.Objects;

/**
 * A call of a tool, as the model requests it.
 *
 * @param id        identifies the call; the {@link Message#tool tool message} with the result repeats it
 * @param name      the tool
 * @param arguments the arguments as JSON text; {@code {}} if there are none. The model writes them, so they may be invalid
 */
public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
