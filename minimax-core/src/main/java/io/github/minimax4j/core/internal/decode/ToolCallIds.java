package io.github.minimax4j.core.internal.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the tool calls of one response ids that differ: the result of a call names it by its id. Not thread-safe. */
final class ToolCallIds {

    // how many calls came with an id
    private final Map<String, Integer> counts = new HashMap<>();

    static String next() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The id of a call, made distinct if the server gave it before, or made up if it gave none. */
    String distinct(@Nullable String given) {
        String id = given == null ? next() : given;
        int number = counts.merge(id, 1, Integer::sum);
        if (number == 1) {
            return id;
        }
        while (counts.putIfAbsent(id + "_" + number, 1) != null) {
            number = counts.merge(id, 1, Integer::sum);
        }
        return id + "_" + number;
    }
}
