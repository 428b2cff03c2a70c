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

    /**
     * A delta of a tool call, as it arrives in a stream. The arguments of the deltas of one call, joined, are its arguments.
     *
     * @param index     index of the call in this response, from 0
     * @param id        the id of the call
     * @param name      the tool
     * @param arguments the next part of the arguments, never empty
     */
    public record Part(int index, String id, String name, String arguments) {}
}
