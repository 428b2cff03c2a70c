package io.github.minimax4j.core.internal.decode;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks at the ends of events, without making strings of them. */
final class EventBytes {

    private static final String DONE = "[DONE]";

    private static final String DATA = "data:";

    private static final int LONGEST_SIGN = 32;

    private static final Pattern SIGN_OF_LIFE = Pattern.compile(
            "[:\\s]*(?:null|ping|pong|keep[-_ ]?alive|heart[-_ ]?beat)?[\\s.]*", Pattern.CASE_INSENSITIVE);

    private EventBytes() {}

    /**
     * How much of an event, or of a body, comes before the mark that ends a stream, which some servers put on the line of the last value;
     * -1 if it does not end with the mark.
     */
    static int lengthBeforeDone(byte[] bytes, int offset, int length) {
        int end = beforeSpace(bytes, offset, offset + length);
        int mark = end - DONE.length();
        // some gateways write it in lower case
        if (mark < offset
                || bytes[end - 1] != ']'
                || !text(bytes, mark, DONE.length()).equalsIgnoreCase(DONE)) {
            return -1;
        }
        end = beforeSpace(bytes, offset, mark);
        int data = end - DATA.length();
        if (data >= offset && text(bytes, data, DATA.length()).equals(DATA)) {
            end = beforeSpace(bytes, offset, data);
        }
        return end - offset;
    }

    /** Whether an event only says that the connection is alive: null, or a word for that. */
    static boolean isSignOfLife(byte[] bytes, int offset, int length) {
        return length <= LONGEST_SIGN
                && bytes[offset] != '{'
                && SIGN_OF_LIFE.matcher(text(bytes, offset, length)).matches();
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
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
