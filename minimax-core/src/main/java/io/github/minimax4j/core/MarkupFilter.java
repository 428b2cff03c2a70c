package io.github.minimax4j.core;

import java.util.function.Consumer;

/** Passes text on up to where tool-call markup begins, wherever the text is cut, and keeps the rest back. Not thread-safe. */
final class MarkupFilter {

    private final Consumer<String> text;

    private final StringBuilder all = new StringBuilder();

    private int passed;

    private boolean markup;

    MarkupFilter(Consumer<String> text) {
        this.text = text;
    }

    void append(String piece) {
        all.append(piece);
        if (markup) {
            return;
        }
        int mayBegin = lastPossibleBegin();
        if (mayBegin < 0) {
            pass(all.length());
            return;
        }
        int begin = ToolCallMarkup.begin(all.toString());
        if (begin >= 0) {
            markup = true;
            pass(begin);
        } else {
            pass(Math.max(passed, beforePartialBegin()));
        }
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

    private int lastPossibleBegin() {
        int from = Math.max(0, passed);
        int tag = all.indexOf("<", from);
        int bracket = all.indexOf("]", from);
        return Math.max(tag, bracket);
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
