package io.github.minimax4j.core.internal.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the text between two quotes of JSON in UTF-8. What is not plain it does not read, rather than guess. Not thread-safe. */
final class JsonText {

    private static final int NOT_HEXADECIMAL = -1;

    // little endian: the first byte in the array is the lowest of the eight
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final long SPACES = 0x2020202020202020L;

    private static final long QUOTES = 0x2222222222222222L;

    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

    private final StringBuilder unescaped = new StringBuilder();

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

    /** The text from one quote to the other; null if it is not JSON, or not UTF-8. */
    @Nullable
    String read(byte[] bytes, int begin, int end) {
        boolean escapes = false;
        for (int i = next(bytes, begin, end, 0); i < end; i = next(bytes, i + 1, end, 0)) {
            if (bytes[i] < ' ') {
                return null; // a control character
            }
            escapes |= bytes[i] == '\\';
        }
        return escapes ? readEscaped(bytes, begin, end) : decode(bytes, begin, end);
    }

    private @Nullable String readEscaped(byte[] bytes, int begin, int end) {
        unescaped.setLength(0);
        unescaped.ensureCapacity(end - begin); // else it would be copied again and again
        int from = begin;
        while (from < end) {
            int escape = from;
            while (escape < end && bytes[escape] != '\\') {
                escape++;
            }
            if (!append(bytes, from, escape)) {
                return null;
            }
            from = escape == end ? end : unescape(bytes, escape + 1, end);
            if (from < 0) {
                return null;
            }
        }
        return unescaped.toString();
    }

    private boolean append(byte[] bytes, int begin, int end) {
        String plain = decode(bytes, begin, end);
        if (plain != null) {
            unescaped.append(plain);
        }
        return plain != null;
    }

    /** Appends what an escape stands for. Returns where it ends; -1 if it is none. */
    private int unescape(byte[] bytes, int at, int end) {
        if (at >= end) {
            return -1;
        }
        int meant = switch (bytes[at]) {
            case '"', '\\', '/' -> bytes[at];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> at + 4 < end ? hexadecimal(bytes, at + 1) : NOT_HEXADECIMAL;
            default -> NOT_HEXADECIMAL;
        };
        if (meant < 0) {
            return -1;
        }
        unescaped.append((char) meant);
        return bytes[at] == 'u' ? at + 5 : at + 1;
    }

    private static int hexadecimal(byte[] bytes, int begin) {
        int number = 0;
        for (int i = begin; i < begin + 4; i++) {
            int digit = bytes[i] < 0 ? NOT_HEXADECIMAL : Character.digit((char) bytes[i], 16);
            if (digit < 0) {
                return NOT_HEXADECIMAL;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    /** Bytes that are UTF-8 as text; null if they are not, or may not be: they may also spell what is put in the place of others. */
    private static @Nullable String decode(byte[] bytes, int begin, int end) {
        String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }
}
