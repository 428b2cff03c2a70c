package io.github.minimax4j.core.internal.decode;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the text between two quotes of JSON in UTF-8. What is not plain it does not read, rather than guess. Not thread-safe. */
final class JsonText {

    private static final int NOT_HEXADECIMAL = -1;

    private final StringBuilder unescaped = new StringBuilder();

    /** Where the quote is that ends a text; -1 if there is none before the end. */
    static int end(byte[] bytes, int begin, int end) {
        for (int i = begin; i < end; i++) {
            byte current = bytes[i];
            if (current == '"') {
                return i;
            }
            if (current == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** The text from one quote to the other; null if it is not JSON, or not UTF-8. */
    @Nullable
    String read(byte[] bytes, int begin, int end) {
        boolean ascii = true;
        boolean escapes = false;
        for (int i = begin; i < end; i++) {
            byte current = bytes[i];
            if (current < ' ') {
                if (current >= 0) {
                    return null; // a control character
                }
                ascii = false;
            }
            escapes |= current == '\\';
        }
        if (escapes) {
            return readEscaped(bytes, begin, end, ascii);
        }
        return ascii ? new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1) : decode(bytes, begin, end);
    }

    private @Nullable String readEscaped(byte[] bytes, int begin, int end, boolean ascii) {
        unescaped.setLength(0);
        unescaped.ensureCapacity(end - begin); // else it would be copied again and again
        int from = begin;
        while (from < end) {
            int escape = from;
            while (escape < end && bytes[escape] != '\\') {
                escape++;
            }
            if (!append(bytes, from, escape, ascii)) {
                return null;
            }
            from = escape == end ? end : unescape(bytes, escape + 1, end);
            if (from < 0) {
                return null;
            }
        }
        return unescaped.toString();
    }

    private boolean append(byte[] bytes, int begin, int end, boolean ascii) {
        if (ascii) {
            for (int i = begin; i < end; i++) {
                unescaped.append((char) bytes[i]);
            }
            return true;
        }
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
