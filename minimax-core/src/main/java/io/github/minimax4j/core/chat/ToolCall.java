package io.github.minimax4j.core.chat;

import java.util.Objects;

/**
 * The model's wish to have a tool run.
 *
 * @param id        names the call; the {@link Message#tool tool message} with the result repeats it
 * @param name      the tool
 * @param arguments the arguments as JSON text; {@code {}} if there are none. The model wrote it, so it need not be valid
 */
public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
