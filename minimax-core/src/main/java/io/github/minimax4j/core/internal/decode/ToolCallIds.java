package io.github.minimax4j.core.internal.decode;

import java.util.UUID;

/** Makes ids for tool calls that come without one: the result of a call must name it. */
final class ToolCallIds {

    private ToolCallIds() {}

    static String next() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }
}
