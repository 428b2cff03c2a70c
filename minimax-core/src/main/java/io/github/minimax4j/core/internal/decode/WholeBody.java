package io.github.minimax4j.core.internal.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a response that is no stream: gathered up to a limit. Not thread-safe. */
final class WholeBody {

    private static final int MAX_ERROR_BODY = 64 * 1024;

    // how much an announced length may reserve at first, and how many times what has come later on
    private static final int MAX_TRUST = 1024 * 1024;

    private static final int TRUST_FACTOR = 16;

    private static final int MIN_BUFFER = 8 * 1024;

    private final int maxSize;

    // these are full; joined when the body is read
    private final List<byte[]> full = new ArrayList<>(0);

    private byte[] last = {};

    private int usedOfLast;

    private int size;

    private long announced;

    WholeBody(int maxSize) {
        this.maxSize = maxSize;
    }

    /** The server has announced the length of the body: memory for it is reserved in one piece. It may be wrong. */
    void announce(long length) {
        announced = length;
    }

    /**
     * Takes the next bytes.
     *
     * @throws LimitExceededException if the body is too large
     */
    void add(ByteBuffer next) {
        if (next.remaining() > maxSize - size) {
            throw LimitExceededException.eventSize(maxSize);
        }
        take(next, next.remaining());
    }

    /**
     * Takes the next bytes of what can only be an error; its start is enough.
     *
     * @return false if no more is needed
     */
    boolean addError(ByteBuffer next) {
        announced = 0;
        take(next, Math.min(next.remaining(), MAX_ERROR_BODY - size));
        return size < MAX_ERROR_BODY;
    }

    /** Whether the body is one JSON object or array that has been closed. */
    boolean isWholeJson() {
        return JsonBalance.of(bytes(), 0, size).isWhole();
    }

    private void take(ByteBuffer next, int length) {
        int fitting = Math.min(length, last.length - usedOfLast);
        fill(next, fitting);
        if (fitting < length) {
            makeSpace(length - fitting);
            fill(next, length - fitting);
        }
    }

    private void fill(ByteBuffer next, int length) {
        next.get(last, usedOfLast, length);
        usedOfLast += length;
        size += length;
    }

    private void makeSpace(int needed) {
        long trusted = Math.max(MAX_TRUST, (long) TRUST_FACTOR * (size + needed));
        if (size + needed <= announced && announced <= Math.min(maxSize, trusted)) {
            join((int) announced);
            return;
        }
        byte[] buffer = new byte[Math.max(needed, Math.min(size, MIN_BUFFER))]; // a few for many small pieces
        if (size > 0) {
            full.add(last);
        }
        last = buffer;
        usedOfLast = 0;
    }

    private void join(int capacity) {
        byte[] all = new byte[capacity];
        int end = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, end, each.length);
            end += each.length;
        }
        System.arraycopy(last, 0, all, end, usedOfLast);
        full.clear();
        last = all;
        usedOfLast = size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The bytes, up to {@link #size}; what follows has no meaning. Not to be changed. */
    byte[] bytes() {
        if (!full.isEmpty()) {
            join(size);
        }
        return last;
    }

    /** The body, or null if there is none. */
    @Nullable
    String text() {
        return isEmpty() ? null : new String(bytes(), 0, size, StandardCharsets.UTF_8);
    }
}
