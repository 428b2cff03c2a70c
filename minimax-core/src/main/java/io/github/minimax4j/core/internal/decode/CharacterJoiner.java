package io.github.minimax4j.core.internal.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Joins the halves of characters that a server has cut over two events: surrogates, or the bytes of UTF-8, which {@link #decode} hands
 * on as surrogates too. What stays half a character becomes U+FFFD, since no JSON can be written with it. Not thread-safe.
 */
final class CharacterJoiner {

    // a low surrogate that no high one comes before, as Python's "surrogateescape" writes a byte that is not UTF-8
    private static final char BYTE = 0xDC00;

    private static final String UNREADABLE = "\uFFFD";

    private static final int PIECE = 512;

    private String heldBack = "";

    /**
     * Takes the next piece of a text.
     *
     * @return its whole characters, and those that it completes; possibly empty
     */
    String add(String piece) {
        if (heldBack.isEmpty() && hasNoHalf(piece)) {
            return piece;
        }
        String text = heldBack + piece;
        int end = beforeHalf(text);
        heldBack = text.substring(end);
        return readable(text.substring(0, end));
    }

    /**
     * Takes the end of the text.
     *
     * @return what waited for its other half
     */
    String end() {
        if (heldBack.isEmpty()) {
            return "";
        }
        String rest = readable(heldBack);
        heldBack = "";
        return rest;
    }

    /** Forgets what waits for its other half, where the text comes once more. */
    void drop() {
        heldBack = "";
    }

    /** A text of which no more comes. */
    static String whole(String text) {
        return hasNoHalf(text) ? text : readable(text);
    }

    /** The text of bytes that are not UTF-8 throughout; null if they are. The others become halves of characters. */
    static @Nullable String decode(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(length);
        boolean malformed = false;
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            malformed = true;
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (BYTE | in.get() & 0xFF));
            }
        }
        return malformed ? out.flip().toString() : null;
    }

    private static boolean hasNoHalf(String text) {
        return text.length() > PIECE ? hasNoHalfInPieces(text) : afterWhole(text, 0, text.length()) >= 0;
    }

    /** For long texts: what a loop over charAt() costs depends on what the compiler makes of it, by a factor of ten. */
    private static boolean hasNoHalfInPieces(String text) {
        char[] piece = new char[PIECE];
        int from = 0;
        while (from >= 0 && from < text.length()) {
            int to = Math.min(from + PIECE, text.length());
            text.getChars(from, to, piece, 0);
            from = hasSurrogate(piece, to - from) ? afterWhole(text, from, to) : to;
        }
        return from >= 0;
    }

    private static boolean hasSurrogate(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** Where the last character ends that begins in a part of a text; -1 if there is half a character before that. */
    private static int afterWhole(String text, int from, int to) {
        int i = from;
        while (i < to) {
            char first = text.charAt(i++);
            if (Character.isSurrogate(first)
                    && (Character.isLowSurrogate(first)
                            || i == text.length()
                            || !Character.isLowSurrogate(text.charAt(i++)))) {
                return -1;
            }
        }
        return i;
    }

    /** Where the half of a character begins that a text ends with; the length of the text if it ends with a whole one. */
    private static int beforeHalf(String text) {
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            return end - 1;
        }
        for (int start = end - 1; start >= Math.max(0, end - 3) && isByte(text, start); start--) {
            int missing = bytesOfCharacter(text.charAt(start) - BYTE) - (end - start);
            if (missing > 0) {
                return start;
            }
        }
        return end;
    }

    private static boolean isByte(String text, int position) {
        char current = text.charAt(position);
        return current >= BYTE + 0x80
                && current <= BYTE + 0xFF
                && (position == 0 || !Character.isHighSurrogate(text.charAt(position - 1)));
    }

    /** How many bytes a character has that begins with a byte; 0 if none does. */
    private static int bytesOfCharacter(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private static String readable(String text) {
        StringBuilder readable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int end = i;
            while (end < text.length() && isByte(text, end)) {
                end++;
            }
            if (end > i) {
                readable.append(decodeBytes(text, i, end));
                i = end;
            } else {
                boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
                readable.append(half ? UNREADABLE : Character.toString(character));
                i += Character.charCount(character);
            }
        }
        return readable.toString();
    }

    private static String decodeBytes(String text, int start, int end) {
        byte[] bytes = new byte[end - start];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(start + i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
