package io.github.minimax4j.core;

import java.util.function.Consumer;

/** Passes text on up to where tool-call markup begins, wherever the text is cut, and keeps the rest back. Not thread-safe. */
final class MarkupFilter {

    private final Consumer<String> text;

    private final StringBuilder all = new StringBuilder();

    private int passed;

    private int marksCounted;

    private boolean quoted;

    private boolean markup;

    MarkupFilter(Consumer<String> text) {
        this.text = text;
    }

    void append(String piece) {
        all.append(piece);
        if (markup) {
            return;
        }
        int begin = begin();
        if (begin >= 0) {
            markup = true;
            pass(begin);
        } else {
            pass(Math.max(passed, beforePartialBegin()));
        }
    }

    /** Where markup begins in what has not been passed on; -1 if nowhere. Quoted markup is none. */
    private int begin() {
        int from = passed;
        while (true) {
            int m2 = all.indexOf(ToolCallMarkup.M2_BEGIN, from);
            int m3 = all.indexOf(ToolCallMarkup.M3_SEPARATOR, from);
            int begin = m2 < 0 ? m3 : m3 < 0 ? m2 : Math.min(m2, m3);
            if (begin < 0) {
                return -1;
            }
            for (; marksCounted < begin; marksCounted++) {
                quoted ^= all.charAt(marksCounted) == '`';
            }
            if (!quoted) {
                return begin;
            }
            from = begin + 1;
        }
    }

    /** All that has come. */
    CharSequence all() {
        return all;
    }

    /** What was kept back, from the beginning of markup on; empty if none began. */
    String markup() {
        String rest = all.substring(passed);
        if (!markup) {
            pass(all.length());
            return "";
        }
        return rest;
    }

    private int beforePartialBegin() {
        for (int start = Math.max(passed, all.length() - ToolCallMarkup.M2_BEGIN.length());
                start < all.length();
                start++) {
            String tail = all.substring(start);
            if (ToolCallMarkup.M2_BEGIN.startsWith(tail) || ToolCallMarkup.M3_SEPARATOR.startsWith(tail)) {
                return start;
            }
        }
        return all.length();
    }

    private void pass(int end) {
        if (end > passed) {
            text.accept(all.substring(passed, end));
            passed = end;
        }
    }
}
