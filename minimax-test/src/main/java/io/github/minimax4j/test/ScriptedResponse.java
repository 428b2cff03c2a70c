package io.github.minimax4j.test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to one request, made from a reply.
 *
 * @param head whether there is an HTTP head; without one, only the bytes of the parts are sent
 * @param length the body's length in bytes, or null if it is not known before the end (a stream)
 */
record ScriptedResponse(
        boolean head,
        int status,
        Map<String, String> headers,
        @Nullable Integer length,
        Iterator<Part> parts) {

    /** Bytes to write at once. */
    record Part(byte[] bytes, Duration pauseBefore, boolean isEvent) {}

    static ScriptedResponse whole(int status, Map<String, String> headers, byte[] body) {
        return new ScriptedResponse(true, status, headers, body.length, only(body));
    }

    static ScriptedResponse headless(byte[] bytes) {
        return new ScriptedResponse(false, 0, Map.of(), bytes.length, only(bytes));
    }

    private static Iterator<Part> only(byte[] bytes) {
        return List.of(new Part(bytes, Duration.ZERO, false)).iterator();
    }
}
