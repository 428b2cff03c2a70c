package io.github.minimax4j.core.internal.json;

import java.util.Map;

/**
 * The body of a request, which is a JSON object.
 *
 * @param members by their names, in the order in which they are sent; values are of this library's types or plain JSON, and nulls are
 *     omitted
 */
public record RequestBody(Map<String, Object> members) {

    /** Without its members, which are the prompt. */
    @Override
    public String toString() {
        return "RequestBody" + members.keySet();
    }
}
