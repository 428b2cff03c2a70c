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
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            byte current = bytes.get(i);
            switch (current) {
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                case '{', '[' -> {
                    return JSON;
                }
                case '<' -> {
                    return TEXT;
                }
                default -> {
                    return EVENTS;
                }
            }
        }
        return UNKNOWN;
    }
}
