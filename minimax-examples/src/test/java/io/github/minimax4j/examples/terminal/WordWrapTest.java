package io.github.minimax4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordWrapTest {

    private static String wrapped(int width, int column, String... pieces) {
        WordWrap wrap = new WordWrap(() -> width, column);
        StringBuilder shown = new StringBuilder();
        for (String piece : pieces) {
            shown.append(wrap.add(piece));
        }
        return shown.append(wrap.end()).toString();
    }

    @Test
    void wordsMoveToTheNextLineWhole() {
        assertThat(wrapped(10, 0, "one two three four")).isEqualTo("one two\nthree four");
        assertThat(wrapped(10, 6, "one two")).isEqualTo("one\ntwo");
    }

    @Test
    void aWordInPiecesIsOneWord() {
        assertThat(wrapped(10, 0, "one t", "w", "o thr", "ee")).isEqualTo("one two\nthree");
    }

    @Test
    void onlyCompleteWordsAreShown() {
        WordWrap wrap = new WordWrap(() -> 10, 0);
        assertThat(wrap.add("one tw")).isEqualTo("one");
        assertThat(wrap.add("o ")).isEqualTo(" two");
        assertThat(wrap.end()).isEmpty();
    }

    @Test
    void theLinesOfTheTextAndTheirIndentationStay() {
        assertThat(wrapped(10, 0, "a:\n\n  - one two three\nb")).isEqualTo("a:\n\n  - one\ntwo three\nb");
        assertThat(wrapped(10, 0, "a\tb")).isEqualTo("a       b");
    }

    @Test
    void aWordLongerThanALineIsLeftToTheTerminal() {
        assertThat(wrapped(10, 0, "a 123456789012345 bcd efg")).isEqualTo("a\n123456789012345 bcd\nefg");
    }

    @Test
    void wideCharactersNeedTwoColumnsAndMayBeSeparated() {
        assertThat(wrapped(10, 0, "奥斯陆今天下小雪")).isEqualTo("奥斯陆今天\n下小雪");
        assertThat(wrapped(10, 0, "Oslo 奥斯陆")).isEqualTo("Oslo 奥斯\n陆");
    }

    @Test
    void withoutAWidthTheTextIsShownAsItComes() {
        WordWrap wrap = new WordWrap(() -> 0, 6);
        assertThat(wrap.add("one tw")).isEqualTo("one tw");
        assertThat(wrap.add("o\tthree ".repeat(100))).hasSize(800);
        assertThat(wrap.end()).isEmpty();
    }

    @Test
    void textIsCutAtColumnsAndNotWithinCharacters() {
        assertThat(Columns.first("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Columns.first("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Columns.last("abcdef", 5)).isEqualTo("…cdef");
        assertThat(Columns.first("奥斯陆", 5)).isEqualTo("奥斯…");
        assertThat(Columns.last("奥斯陆", 4)).isEqualTo("…陆");
        assertThat(Columns.first("😀😀😀", 3)).isEqualTo("😀…");
        assertThat(Columns.last("abc", 0)).isEmpty();
        assertThat(Columns.first("abc", -5)).isEmpty();
    }

    @Test
    void aLongResultOfAToolSaysHowLongItIs() {
        assertThat(ToolLine.of("[1, 2, 3]", 9)).isEqualTo("[1, 2, 3]");
        assertThat(ToolLine.of("[1, 2, 3, 4, 5, 6, 7, 8, 9]", 25)).isEqualTo("[1, 2, 3, 4,… (9 entries)");
        assertThat(ToolLine.of("[\"" + "x".repeat(50) + "\"]", 20)).isEqualTo("[\"xxxxxxx… (1 entry)");
        assertThat(ToolLine.of("There is no such flight.", 22)).isEqualTo("There… (24 characters)");
        assertThat(ToolLine.of("x".repeat(300), 0)).hasSize(200);
    }
}
