package io.github.minimax4j.core.internal.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the payloads of server-sent events, without making strings. Takes line ends of all three kinds,
 * comments, a byte order mark, {@code data:} with or without a space and over several lines. Not thread-safe.
 */
final class SseDecoder {

    /** Takes the payload of one event. */
    @FunctionalInterface
    interface PayloadConsumer {

        /**
         * Called for each event that has data. The bytes are valid during the call only.
         *
         * @return false to stop: the rest of the stream is of no interest
         */
        boolean accept(byte[] bytes, int offset, int length, boolean namedError);
    }

    private static final int INITIAL_CAPACITY = 4 * 1024;

    // no virtual machine refuses that one for its length
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private static final byte[][] FIELDS = {DATA, EVENT, {'i', 'd'}, {'r', 'e', 't', 'r', 'y'}};

    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    // what may come before the data on the first line: the mark, the field's name, colon and space
    private static final int LONGEST_PREFIX = BYTE_ORDER_MARK.length + DATA.length + 2;

    // little endian: the first byte in the buffer is the lowest of the eight
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long SPACES = 0x2020202020202020L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int maxEventSize;

    private final PayloadConsumer payloads;

    // made for the first bytes: many responses are no streams
    private byte[] buffer = new byte[0];

    private int limit;

    private int lineStart;

    private int scanned;

    private int dataStart = -1;

    private int dataEnd;

    // of an event over several lines, and how much of its data it has seen
    private @Nullable JsonBalance balance;

    private int balanced;

    private boolean namedError;

    private boolean firstLine = true;

    private boolean skipLineFeed;

    private boolean stopped;

    private boolean foreignLine;

    SseDecoder(int maxEventSize, PayloadConsumer payloads) {
        this.maxEventSize = maxEventSize;
        this.payloads = payloads;
    }

    /** Takes the next bytes of the stream, cut anywhere. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !stopped) {
            append(bytes);
            scan();
            discardConsumed();
            checkLine(lineStart, limit);
        }
    }

    /** Takes the end of the stream: an event whose closing empty line is missing still counts. */
    void end() {
        if (stopped) {
            return;
        }
        if (limit > lineStart) {
            line(lineStart, limit);
            lineStart = limit;
        }
        if (!stopped) {
            dispatch();
        }
    }

    /** Takes as many bytes as there is space for, so that the buffer grows with the size of events and not with that of pieces. */
    private void append(ByteBuffer bytes) {
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, grown(buffer.length, maxEventSize));
        }
        int count = Math.min(bytes.remaining(), buffer.length - limit);
        bytes.get(buffer, limit, count);
        limit += count;
    }

    /** The next size of a buffer that is full. */
    static int grown(int capacity, int maxEventSize) {
        if (capacity == LARGEST_ARRAY) {
            throw LimitExceededException.eventSize(maxEventSize);
        }
        return (int) Math.min(LARGEST_ARRAY, Math.max(INITIAL_CAPACITY, 2L * capacity));
    }

    private void scan() {
        int position = nextLineEnd(scanned);
        while (position < limit && !stopped) {
            byte current = buffer[position++];
            if (current == '\n' && skipLineFeed && position - 1 == lineStart) {
                lineStart = position;
                skipLineFeed = false;
            } else {
                int end = position - 1;
                int start = lineStart;
                lineStart = position;
                skipLineFeed = current == '\r';
                line(start, end);
            }
            position = nextLineEnd(position);
        }
        scanned = position;
    }

    /**
     * The first line feed or carriage return from a place on; the end of the bytes if there is none. Looks at eight bytes at once: whether
     * one of them is less than a space, which is seldom so within a line.
     */
    private int nextLineEnd(int from) {
        byte[] bytes = buffer;
        int end = limit;
        int position = from;
        while (position <= end - Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, position);
            long controls =
                    (eight - SPACES) & ~eight & HIGH_BITS; // the lowest bit is right, those above it need not be
            if (controls == 0) {
                position += Long.BYTES;
                continue;
            }
            position += Long.numberOfTrailingZeros(controls) >>> 3;
            if (isLineEnd(bytes[position])) {
                return position;
            }
            position++;
        }
        while (position < end && !isLineEnd(bytes[position])) {
            position++;
        }
        return position;
    }

    private static boolean isLineEnd(byte current) {
        return current == '\n' || current == '\r';
    }

    /** A line may be as long as an event, and its field's name. Its length alone counts, so that it does not matter where bytes are cut. */
    private void checkLine(int start, int end) {
        if (end - start - LONGEST_PREFIX > maxEventSize) {
            throw LimitExceededException.eventSize(maxEventSize);
        }
    }

    private void line(int lineBegin, int end) {
        checkLine(lineBegin, end);
        int start = lineBegin;
        if (firstLine) {
            firstLine = false;
            if (startsWith(BYTE_ORDER_MARK, start, end)) {
                start += BYTE_ORDER_MARK.length;
            }
        }
        if (start == end) {
            dispatch();
        } else if (isField(DATA, start, end)) {
            data(valueStart(start + DATA.length, end), end);
        } else if (isField(EVENT, start, end)) {
            int value = valueStart(start + EVENT.length, end);
            namedError = end - value == ERROR.length && startsWith(ERROR, value, end);
        } else if (buffer[start] == '{'
                && JsonBalance.of(buffer, start, end - start).isWhole()) {
            data(start, end); // a value that the server, or a proxy that gave up, has put no field before
        } else if (indexOfColon(start, end) < 0 && !isBeginOfField(start, end)) {
            foreignLine = true;
        }
    }

    private void data(int start, int end) {
        if (dataStart >= 0 && isWholeValue()) {
            dispatchData(); // the server puts no empty line between its events
        }
        if (dataStart < 0) {
            dataStart = start;
            dataEnd = end;
        } else {
            // lines of one event lie one behind the other: close the gap, so that the payload stays one run of bytes
            int length = end - start;
            buffer[dataEnd] = '\n';
            System.arraycopy(buffer, start, buffer, dataEnd + 1, length);
            dataEnd += 1 + length;
        }
        if (dataEnd - dataStart > maxEventSize) {
            throw LimitExceededException.eventSize(maxEventSize);
        }
    }

    private boolean isWholeValue() {
        if (balance == null) {
            balance = new JsonBalance();
            balanced = 0;
        }
        balance.add(buffer, dataStart + balanced, dataEnd);
        balanced = dataEnd - dataStart;
        return balance.isWhole();
    }

    private void dispatch() {
        dispatchData();
        namedError = false;
    }

    private void dispatchData() {
        if (dataStart >= 0 && dataEnd > dataStart && !stopped) {
            stopped = !payloads.accept(buffer, dataStart, dataEnd - dataStart, namedError);
        }
        dataStart = -1;
        balance = null;
    }

    private void discardConsumed() {
        if (dataStart > 0) {
            int length = dataEnd - dataStart;
            System.arraycopy(buffer, dataStart, buffer, 0, length);
            dataStart = 0;
            dataEnd = length;
        }
        int keepAt = dataStart < 0 ? 0 : dataEnd + 1; // the next line of data goes behind a line feed
        if (lineStart > keepAt) { // otherwise comments within an event would count as its data
            System.arraycopy(buffer, lineStart, buffer, keepAt, limit - lineStart);
            limit -= lineStart - keepAt;
            scanned -= lineStart - keepAt;
            lineStart = keepAt;
        }
    }

    /** Whether a line has come that is neither a field nor a comment: then this may be no stream of events at all. */
    boolean sawForeignLine() {
        return foreignLine;
    }

    private int indexOfColon(int start, int end) {
        for (int i = start; i < end; i++) {
            if (buffer[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** Whether a line is a field's name, or was cut within it. */
    private boolean isBeginOfField(int start, int end) {
        for (byte[] field : FIELDS) {
            if (end - start <= field.length && Arrays.equals(buffer, start, end, field, 0, end - start)) {
                return true;
            }
        }
        return false;
    }

    private boolean isField(byte[] name, int start, int end) {
        int colon = start + name.length;
        return startsWith(name, start, end) && colon < end && buffer[colon] == ':';
    }

    private int valueStart(int colon, int end) {
        int value = colon + 1;
        return value < end && buffer[value] == ' ' ? value + 1 : value;
    }

    private boolean startsWith(byte[] prefix, int start, int end) {
        return end - start >= prefix.length
                && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
    }
}
