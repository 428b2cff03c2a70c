package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("B30")
class MarkdownFenceFilterTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("bare", "{\"a\":1}", "{\"a\":1}"),
                Arguments.of("bare with white space", " \n{\"a\":1}\n ", " \n{\"a\":1}\n "),
                Arguments.of("fenced with a language", "```json\n{\"a\":1}\n```", "{\"a\":1}"),
                Arguments.of("fenced without a language", "```\n{\"a\":1}\n```", "{\"a\":1}"),
                Arguments.of("Windows line ends", "```json\r\n{\"a\":1}\r\n```\r\n", "{\"a\":1}"),
                Arguments.of("white space around the fence", "\n\n ```json \n{\"a\":1}\n``` \n\n", "{\"a\":1}"),
                Arguments.of("pretty", "```json\n{\n  \"a\": 1\n}\n```", "{\n  \"a\": 1\n}"),
                Arguments.of("on one line", "```json {\"a\":1}```", "{\"a\":1}"),
                Arguments.of("on one line without a language", "```{\"a\":1}```", "{\"a\":1}"),
                Arguments.of("a longer fence", "````json\n{\"a\":1}\n````", "{\"a\":1}"),
                Arguments.of("cut off within the fence", "```json\n{\"a\":", "{\"a\":"),
                Arguments.of("cut off in white space", "```json\n{\"a\":1}\n ", "{\"a\":1}\n "),
                Arguments.of("cut off in the closing fence", "```json\n{\"a\":1}\n``", "{\"a\":1}\n``"),
                Arguments.of("cut off in the opening fence", "```js", "```js"),
                Arguments.of("two backticks", "``{\"a\":1}``", "``{\"a\":1}``"),
                Arguments.of("backticks in a string", "```json\n{\"a\":\"```x``` ``\"}\n```", "{\"a\":\"```x``` ``\"}"),
                Arguments.of("backticks end a string", "```json\n[\"```\"]\n```", "[\"```\"]"),
                Arguments.of("words after the fence", "```json\n{\"a\":1}\n```\nThat is it.", "{\"a\":1}\nThat is it."),
                Arguments.of(
                        "words before the fence",
                        "Here you are:\n```json\n{\"a\":1}\n```",
                        "Here you are:\n```json\n{\"a\":1}\n```"),
                Arguments.of("an empty fence", "```json\n```", ""),
                Arguments.of("nothing", "", ""),
                Arguments.of("white space only", " \n", " \n"),
                Arguments.of("not ASCII", "```json\n{\"城市\":\"柏林 🐻\"}\n```", "{\"城市\":\"柏林 🐻\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void takesOffOneOuterFenceAndNothingElse(String name, String answer, String expected) {
        assertThat(MarkdownFenceFilter.withoutFence(answer)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void givesTheSameTextHoweverTheResponseIsCut(String name, String answer, String expected) {
        for (int first = 0; first <= answer.length(); first++) {
            for (int second = first; second <= answer.length(); second++) {
                MarkdownFenceFilter filter = new MarkdownFenceFilter();
                String joined = filter.accept(answer.substring(0, first))
                        + filter.accept(answer.substring(first, second))
                        + filter.accept(answer.substring(second))
                        + filter.finish();
                assertThat(joined).as("cut at %d and %d", first, second).isEqualTo(expected);
            }
        }
    }

    @Test
    void passesOnAtOnceWhatIsCertain() {
        MarkdownFenceFilter filter = new MarkdownFenceFilter();
        assertThat(filter.accept("```json\n{\"a\":")).isEqualTo("{\"a\":");
        assertThat(filter.accept("1}\n")).isEqualTo("1}");
        assertThat(filter.accept("```")).isEmpty();
        assertThat(filter.finish()).isEmpty();
    }
}
