package io.github.minimax4j.examples.terminal;

import java.util.function.IntSupplier;

/**
 * Breaks streamed text between words at the width of the terminal. The last word is kept back until it is complete, because only then it is
 * known whether it fits. Wide characters, as of Chinese, may be separated anywhere.
 */
final class WordWrap {

    private static final int TAB = 8;

    private final IntSupplier width;

    private final StringBuilder word = new StringBuilder();

    private int column;

    private int spaces;

    /**
     * @param width  the columns of the terminal; 0 for lines of any length
     * @param column the column at which the text begins
     */
    WordWrap(IntSupplier width, int column) {
        this.width = width;
        this.column = column;
    }

    /** Takes the next piece of the text, and returns what can be shown. */
    String add(String text) {
        if (width.getAsInt() <= 0) {
            return end() + text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '\n') {
                endWord(shown);
                shown.append('\n');
                column = 0;
                spaces = 0;
            } else if (codePoint == ' ') {
                endWord(shown);
                spaces++;
            } else if (codePoint == '\t') {
                endWord(shown);
                spaces += TAB - (column + spaces) % TAB;
            } else {
                boolean wide = Columns.of(codePoint) > 1;
                if (wide) {
                    endWord(shown);
                }
                word.appendCodePoint(codePoint);
                if (wide) {
                    endWord(shown);
                }
            }
        });
        return shown.toString();
    }

    /** Ends the text, and returns what has not been shown yet. */
    String end() {
        StringBuilder shown = new StringBuilder();
        endWord(shown);
        return shown.toString();
    }

    private void endWord(StringBuilder shown) {
        if (word.isEmpty()) {
            return;
        }
        int columns = Columns.of(word.toString());
        if (column > 0 && column + spaces + columns > width.getAsInt()) {
            shown.append('\n');
            column = 0;
            spaces = 0;
        }
        shown.append(" ".repeat(spaces)).append(word);
        column += spaces + columns;
        if (column > width.getAsInt()) {
            column %= Math.max(1, width.getAsInt()); // the terminal breaks a word that is longer than a line
        }
        spaces = 0;
        word.setLength(0);
    }
}
