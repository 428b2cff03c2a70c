package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingFilterTest {

    private record Parts(String thinking, String answer) {}

    private static Parts filter(String... pieces) {
        StringBuilder thinking = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        ThinkingFilter filter = new ThinkingFilter(thinking::append, answer::append);
        for (String piece : pieces) {
            filter.append(piece);
        }
        filter.end();
        return new Parts(thinking.toString(), answer.toString());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<think>Hmm.</think>Yes., Hmm., Yes.",
                "<mm:think>Hmm.</mm:think>Yes., Hmm., Yes.",
                "<minimax:think>Hmm.</minimax:think>Yes., Hmm., Yes.",
                "<think>Hmm. <b> and </th</think>Yes., Hmm. <b> and </th, Yes.",
                "\" <think>a</think>\n\nb\", a, b",
                "<think>cut off, cut off, \"\"",
                "no tags at all <b>, \"\", no tags at all <b>",
                "write <think> and </think> around it, \"\", write <think> and </think> around it",
                "the tag `</think>` ends it, \"\", the tag `</think>` ends it",
                "stray </think>tag, \"\", stray tag",
                "<thi, \"\", <thi",
                "<think>a</think>b</think>c, a, b</think>c",
            })
    @Tag("B14")
    @Tag("Q18")
    void everyCutGivesTheSame(String content, String thinking, String answer) {
        Parts expected = new Parts(thinking, answer);
        assertThat(filter(content)).isEqualTo(expected);
        for (int first = 0; first <= content.length(); first++) {
            for (int second = first; second <= content.length(); second++) {
                assertThat(filter(
                                content.substring(0, first),
                                content.substring(first, second),
                                content.substring(second)))
                        .isEqualTo(expected);
            }
        }
        assertThat(filter(content.split(""))).isEqualTo(expected);
    }

    @Test
    @Tag("B14")
    void theTextWithItsTagsIsKeptForSendingBack() {
        ThinkingFilter filter = new ThinkingFilter(thinking -> {}, answer -> {});
        filter.append(" <thi");
        filter.append("nk>a</think>b");
        filter.end();

        assertThat(filter.raw()).isEqualTo(" <think>a</think>b");
    }

    @Test
    void whiteSpaceBetweenWordsComesThrough() {
        assertThat(filter("Hello", " ", "\n", "there")).isEqualTo(new Parts("", "Hello \nthere"));
    }
}
