package io.github.minimax4j.core.internal.decode;

import java.util.Arrays;

/** Looks at the ends of events, without making strings of them. */
final class EventBytes {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private EventBytes() {}

    /**
     * How much of an event, or of a body, comes before the mark that ends a stream, which some servers put on the line of the last value;
     * -1 if it does not end with the mark.
     */
    static int lengthBeforeDone(byte[] bytes, int offset, int length) {
        int end = beforeSpace(bytes, offset, offset + length);
        if (!endsWith(DONE, bytes, offset, end)) {
            return -1;
        }
        end = beforeSpace(bytes, offset, end - DONE.length);
        if (endsWith(DATA, bytes, offset, end)) {
            end = beforeSpace(bytes, offset, end - DATA.length);
        }
        return end - offset;
    }

    private static boolean endsWith(byte[] mark, byte[] bytes, int start, int end) {
        return end - start >= mark.length && Arrays.equals(bytes, end - mark.length, end, mark, 0, mark.length);
    }

    /** Where the white space begins that a range ends with. */
    static int beforeSpace(byte[] bytes, int start, int from) {
        int end = from;
        while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        return end;
    }
}
