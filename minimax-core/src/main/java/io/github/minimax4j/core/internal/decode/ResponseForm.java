package io.github.minimax4j.core.internal.decode;

import java.nio.ByteBuffer;

/** What the body of a response is, by its first bytes. */
enum ResponseForm {
    UNKNOWN,
    EVENTS,
    JSON,
    TEXT;

    /** Unknown if there is nothing but white space, or part of a byte order mark. */
    static ResponseForm of(ByteBuffer bytes) {
        int begin = begin(bytes);
        if (begin == bytes.limit()) {
            return UNKNOWN;
        }
        return switch (bytes.get(begin)) {
            case '{', '[' -> JSON;
            case '<' -> TEXT;
            default -> EVENTS;
        };
    }

    /** Where a body begins behind white space and a byte order mark. */
    static int begin(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            switch (bytes.get(i)) {
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                default -> {
                    return i;
                }
            }
        }
        return bytes.limit();
    }
}
