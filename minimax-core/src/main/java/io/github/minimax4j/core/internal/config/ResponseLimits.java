package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.internal.check.FieldValues;

/**
 * How much of one response is read: beyond any of these, the call fails instead of filling the memory. Each is named like its setting.
 *
 * @param maxEventSize      bytes of one event of a stream, or of the body of a unary response
 * @param maxNestingDepth   objects and lists within one another, ignored ones included
 * @param maxToolCalls      of one choice
 * @param maxChoices        with the first one
 * @param maxResponseLength characters that are kept of all choices
 */
public record ResponseLimits(
        int maxEventSize, int maxNestingDepth, int maxToolCalls, int maxChoices, int maxResponseLength) {

    public static ResponseLimits of(FieldValues values) {
        return new ResponseLimits(
                values.get(ClientSettings.MAX_EVENT_SIZE),
                values.get(ClientSettings.MAX_NESTING_DEPTH),
                values.get(ClientSettings.MAX_TOOL_CALLS),
                values.get(ClientSettings.MAX_CHOICES),
                values.get(ClientSettings.MAX_RESPONSE_LENGTH));
    }
}
