package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.internal.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long texts are taken from the bytes of a response, without Jackson: they must be what Jackson reads. */
class LongTextsTest {

    private static final int LENGTH = 20_000;

    private static String response(String message) {
        return "\uFEFF {\"id\":\"a\", \"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"message\" : {" + message
                + "},\"logprobs\":null}],\"model\":\"m\",\"usage\":{\"total_tokens\":3}}\n";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(unit -> json.append(String.format("\\u%04X", unit)));
        return json.append('"').toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc xyz.", "a\n\t\"\\/b<>{}[],:", "äöü€海水", "😀𝄞x", "\u0000\u001f\u007f\u2028", "海\n😀\"\\u"})
    void aLongTextIsWhatJacksonReads(String alphabet) {
        int[] characters = alphabet.codePoints().toArray();
        Random random = new Random(7);
        for (int round = 0; round < 5; round++) {
            StringBuilder made = new StringBuilder("x");
            while (made.length() < LENGTH) {
                made.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            String text = made.append('x').toString();
            for (String json : new String[] {Json.write(text), escaped(text)}) {
                assertThat(Json.readOrNull(json)).isEqualTo(text);

                ChatCompletion completion = read(response(
                                "\"reasoning_content\" : " + json + ",\"role\":\"assistant\",\"content\":\n" + json))
                        .completion();

                assertThat(completion.text()).isEqualTo(text);
                assertThat(completion.thinking()).isEqualTo(text);
                assertThat(completion.model()).isEqualTo("m");
                assertThat(completion.usage().totalTokens()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "/", "\n", "\u0000", "\u001f", " ", "\u007f", "\u0080", "ä", "海", "😀"})
    void aSingleOddCharacterIsFoundWhereverItStands(String odd) {
        String plain = "word ".repeat(LENGTH / 5);
        for (int at = 0; at <= 2 * Long.BYTES; at++) {
            String text = plain.substring(0, at) + odd + plain;

            assertThat(read(response("\"content\":" + Json.write(text) + ",\"role\":\"assistant\""))
                            .completion()
                            .text())
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 510, 511, 512, 513, 1023, 1024, 1025, LENGTH})
    void onlyHalfACharacterIsReplacedInALongText(int at) {
        String before = "word ".repeat(LENGTH / 5).substring(0, at);
        String after = "word ".repeat(LENGTH / 5);
        for (String half : new String[] {"\\ud83d", "\\ude00", "\\ude00\\ud83d"}) {
            String whole = "\\ud83d\\ude00";
            String json = "\"" + before + whole + half + after + "😀\"";

            assertThat(read(response("\"content\":" + json)).completion().text())
                    .isEqualTo(before + "😀" + "\uFFFD".repeat(half.length() / 6) + after + "😀");
        }
    }

    @Test
    void aLongTextMayStandInAnArrayOrBeEmptyOrNull() {
        String text = "word ".repeat(LENGTH / 4) + "x";
        assertThat(read(response("\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]"))
                        .completion()
                        .text())
                .isEqualTo(text);
        assertThat(read(response("\"reasoning_content\":null,\"content\":\"\",\"other\":\"" + text + "\""))
                        .completion()
                        .text())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\x", "\\u12", "\u0001", "\n"})
    void aLongTextThatIsNoJsonIsRefused(String broken) {
        assertThat(read(response("\"content\":\"" + "word ".repeat(LENGTH / 4) + broken + "\""))
                        .error())
                .is(failed(ErrorKind.MALFORMED_RESPONSE));
    }

    @Test
    void aLongTextThatIsCutIsALostConnection() {
        String whole = response("\"content\":\"" + "word ".repeat(LENGTH / 4) + "\"");
        assertThat(read(whole.substring(0, LENGTH)).error()).is(failed(ErrorKind.CONNECTION_LOST));
    }
}
