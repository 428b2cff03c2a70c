package io.github.minimax4j.core.internal.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the text between two quotes of JSON in UTF-8. What is not plain it does not read, rather than guess. */
final class JsonText {

    private static final int NONE = -1;

    // little endian: the first byte in the array is the lowest of the eight
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final long SPACES = 0x2020202020202020L;

    private static final long QUOTES = 0x2222222222222222L;

    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

    private JsonText() {}

    /** Where the quote is that ends a text; -1 if there is none before the end. */
    static int end(byte[] bytes, int begin, int end) {
        int i = next(bytes, begin, end, 0);
        while (i < end && bytes[i] != '"') {
            i = next(bytes, bytes[i] == '\\' ? i + 2 : i + 1, end, 0);
        }
        return i < end ? i : -1;
    }

    /** The text up to the quote that ends it, looked at once; null if it is more than plain ASCII. */
    static @Nullable String plain(byte[] bytes, int begin, int end) {
        int close = next(bytes, begin, end, HIGH_BITS);
        return close < end && bytes[close] == '"'
                ? new String(bytes, begin, close - begin, StandardCharsets.ISO_8859_1)
                : null;
    }

    /**
     * The first byte that is a quote, a backslash or a control character; the end if there is none.
     *
     * @param others {@link #HIGH_BITS} to find what is not ASCII as well, or 0
     */
    private static int next(byte[] bytes, int begin, int end, long others) {
        int i = begin;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, i);
            long quotes = eight ^ QUOTES;
            long backslashes = eight ^ BACKSLASHES;
            // a high bit for each byte that is looked for; the lowest is right, those above it need not be
            long found = ((eight - SPACES) & ~eight | (quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes)
                            & HIGH_BITS
                    | eight & others;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && (bytes[i] >= ' ' ? bytes[i] != '"' && bytes[i] != '\\' : bytes[i] < 0 && others == 0)) {
            i++;
        }
        return Math.min(i, end);
    }

    /** The text from one quote to the other; null if it is not JSON or not UTF-8, or has half a character. */
    static @Nullable String read(byte[] bytes, int begin, int end) {
        int escape = next(bytes, begin, end, 0);
        return escape < end ? readEscaped(bytes, begin, escape, end) : decode(bytes, begin, end);
    }

    private static @Nullable String readEscaped(byte[] bytes, int begin, int firstEscape, int end) {
        byte[] plain = new byte[end - begin]; // nothing is shorter with an escape
        int length = 0;
        int from = begin;
        for (int escape = firstEscape; escape < end; escape = next(bytes, from, end, 0)) {
            int meant = bytes[escape] == '\\' && escape + 1 < end ? meant(bytes, escape + 1, end) : NONE;
            if (meant < 0) {
                return null; // such as a control character
            }
            System.arraycopy(bytes, from, plain, length, escape - from);
            length = encode(meant, plain, length + escape - from);
            from = escape + (bytes[escape + 1] != 'u' ? 2 : meant > Character.MAX_VALUE ? 12 : 6);
        }
        System.arraycopy(bytes, from, plain, length, end - from);
        return decode(plain, 0, length + end - from);
    }

    /** The character that an escape stands for, or two that are halves of one; -1 if there is none. */
    private static int meant(byte[] bytes, int at, int end) {
        return switch (bytes[at]) {
            case '"', '\\', '/' -> bytes[at];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(bytes, at + 1, end);
            default -> NONE;
        };
    }

    private static int unicode(byte[] bytes, int begin, int end) {
        int first = hexadecimal(bytes, begin, end);
        if (first < 0 || !Character.isSurrogate((char) first)) {
            return first;
        }
        boolean another = begin + 5 < end && bytes[begin + 4] == '\\' && bytes[begin + 5] == 'u';
        int second = another ? hexadecimal(bytes, begin + 6, end) : NONE;
        boolean pair = second >= 0 && Character.isSurrogatePair((char) first, (char) second);
        return pair ? Character.toCodePoint((char) first, (char) second) : NONE;
    }

    private static int hexadecimal(byte[] bytes, int begin, int end) {
        if (begin + 4 > end) {
            return NONE;
        }
        int number = 0;
        for (int i = begin; i < begin + 4; i++) {
            int digit = bytes[i] < 0 ? NONE : Character.digit((char) bytes[i], 16);
            if (digit < 0) {
                return NONE;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    /** Writes a character in UTF-8. Returns where it ends. */
    private static int encode(int character, byte[] utf8, int at) {
        int end = at;
        if (character < 0x80) {
            utf8[end++] = (byte) character;
            return end;
        }
        if (character < 0x800) {
            utf8[end++] = (byte) (0xC0 | character >> 6);
        } else if (character < 0x10000) {
            utf8[end++] = (byte) (0xE0 | character >> 12);
            utf8[end++] = (byte) (0x80 | character >> 6 & 0x3F);
        } else {
            utf8[end++] = (byte) (0xF0 | character >> 18);
            utf8[end++] = (byte) (0x80 | character >> 12 & 0x3F);
            utf8[end++] = (byte) (0x80 | character >> 6 & 0x3F);
        }
        utf8[end++] = (byte) (0x80 | character & 0x3F);
        return end;
    }

    /** Bytes that are UTF-8 as text; null if they are not, or may not be: they may also spell what is put in the place of others. */
    private static @Nullable String decode(byte[] bytes, int begin, int end) {
        String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }
}
