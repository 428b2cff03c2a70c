package io.github.minimax4j.examples.terminal;

import org.jline.utils.WCWidth;

/** The columns that text takes up in a terminal: two for a wide character, none for a combining one. */
final class Columns {

    private static final String ELLIPSIS = "…";

    private Columns() {}

    static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text, or its beginning and an ellipsis if it does not fit. */
    static String first(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        for (int used = 1; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            used += of(text.codePointAt(end));
            if (used > columns) {
                break;
            }
        }
        return columns < 1 ? "" : text.substring(0, end) + ELLIPSIS;
    }

    /** The text, or an ellipsis and its end if it does not fit. */
    static String last(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int start = text.length();
        for (int used = 1; start > 0; start -= Character.charCount(text.codePointBefore(start))) {
            used += of(text.codePointBefore(start));
            if (used > columns) {
                break;
            }
        }
        return columns < 1 ? "" : ELLIPSIS + text.substring(start);
    }
}
