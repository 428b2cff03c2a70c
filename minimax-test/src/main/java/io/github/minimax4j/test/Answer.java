package io.github.minimax4j.test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply made concrete for one request.
 *
 * @param head whether there is an HTTP head at all; without one only the parts' bytes are sent
 * @param length the body's length in bytes, null if it is not known before the end (a stream)
 */
record Answer(
        boolean head,
        int status,
        Map<String, String> headers,
        @Nullable Integer length,
        Iterator<Part> parts) {

    /** Bytes that are written at once. */
    record Part(byte[] bytes, Duration pauseBefore, boolean isEvent) {}

    static Answer whole(int status, Map<String, String> headers, byte[] body) {
        return new Answer(true, status, headers, body.length, only(body));
    }

    static Answer headless(byte[] bytes) {
        return new Answer(false, 0, Map.of(), bytes.length, only(bytes));
    }

    private static Iterator<Part> only(byte[] bytes) {
        return List.of(new Part(bytes, Duration.ZERO, false)).iterator();
    }
}
