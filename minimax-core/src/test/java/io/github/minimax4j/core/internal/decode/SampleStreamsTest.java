package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.SampleStreams;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.error.ErrorKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each sample stream says, and that it says so wherever it is cut. */
class SampleStreamsTest {

    private static Responses.Result read(String name) {
        return Responses.read(SampleStreams.bytes(name), Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "e1-inline-thinking | A tide is pulled by the moon 🌙. | The moon does it – 月亮. | STOP |",
                "e2-usage-event | | Nine planets? Eight. | STOP | 77",
                "e3-whole-message | A train table helps. | | TOOL_CALLS | 391",
                "e3-whole-text | Short. | Yes, 可以 🚂. | STOP | 30",
                "e4-two-calls | | | TOOL_CALLS | 234",
                "only-whole-message | Short. | Yes, 可以 🚂. | STOP | 30",
                "cumulative-details | Bread needs flour, water and time. Salt too, 一点点. That is all of it. | Four things. | STOP |",
                "native-m1 | Basil? A herb. | It is a herb. | STOP | 52",
                "engine-reasoning | Owls hunt at night. | At night 🦉. | STOP | 29",
                "engine-mm-think | Owls hunt at night. | At <b>night</b>. | STOP |",
                "m3-alternating | Two and two make four, which is 四, so say so. | Four. | STOP | 32",
            })
    @Tag("B1")
    @Tag("B3")
    @Tag("B9")
    @Tag("B20")
    void aSampleIsReadAsItWasMeant(
            String name, String thinking, String text, FinishReason finishReason, Integer totalTokens) {
        ChatCompletion answer = read(name).completion();

        assertThat(answer.thinking()).isEqualTo(thinking);
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.finishReason()).isEqualTo(finishReason);
        assertThat(answer.usage() == null ? null : answer.usage().totalTokens()).isEqualTo(totalTokens);
    }

    @Test
    @Tag("B6")
    void theCallsOfTheSamplesAreWhole() {
        assertThat(read("e3-whole-message").completion().toolCalls())
                .containsExactly(new ToolCall("call_function_q7w8_1", "find_train", "{\"to\": \"Bergen\"}"));
        assertThat(read("e3-whole-message").completion().reasoningDetails())
                .containsExactly(Map.of(
                        "type", "reasoning.text",
                        "id", "reasoning-text-1",
                        "format", "MiniMax-response-v1",
                        "index", 0,
                        "text", "A train table helps."));
        assertThat(read("e4-two-calls").completion().toolCalls())
                .containsExactly(
                        new ToolCall("t_a", "find_train", "{\"to\":\"Køln \\\"Hbf\\\" {\"}"),
                        new ToolCall("t_b", "clock", "{}"));
    }

    @Test
    @Tag("B4")
    void errorsWithinAStreamEndIt() {
        assertThat(read("error-envelope").error().kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(read("error-envelope").error().traceId()).isEqualTo("51c0ffee0000000000000000000000aa");
        assertThat(read("error-base-resp").error().kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
    }

    static List<String> all() {
        return SampleStreams.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("B32")
    void aSampleThatIsCutAtAnyByteTellsTheSame(String name) {
        byte[] bytes = SampleStreams.bytes(name);
        Responses.Result whole = read(name);
        for (int cut = 1; cut < bytes.length; cut++) {
            Responses.Result result = Responses.readCutAt(bytes, List.of(cut));
            assertThat(result.events()).as("cut at %d", cut).isEqualTo(whole.events());
            Responses.assertSameEnd(result, whole);
        }
        Responses.assertSameEnd(Responses.read(bytes, 1), whole);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("B11")
    void aSampleThatEndsEarlyIsAnErrorUntilItsFinishReasonIsThere(String name) {
        byte[] bytes = SampleStreams.bytes(name);
        Responses.Result whole = read(name);
        boolean finished = false;
        for (int length = 1; length < bytes.length; length++) {
            Responses.Result result = Responses.read(java.util.Arrays.copyOf(bytes, length), Integer.MAX_VALUE);
            if (result.outcome() instanceof Outcome.Completed) {
                finished = true;
                assertThat(result.completion().text())
                        .isEqualTo(whole.completion().text());
                assertThat(result.completion().toolCalls())
                        .isEqualTo(whole.completion().toolCalls());
            } else if (SampleStreams.ANSWERS.contains(name)) {
                assertThat(finished)
                        .as("an answer at a shorter length than %d", length)
                        .isFalse();
                assertThat(result.error().kind())
                        .as("length %d", length)
                        .isIn(ErrorKind.CONNECTION_LOST, ErrorKind.SERVER_ERROR);
            }
        }
        assertThat(finished).isEqualTo(SampleStreams.ANSWERS.contains(name));
    }
}
