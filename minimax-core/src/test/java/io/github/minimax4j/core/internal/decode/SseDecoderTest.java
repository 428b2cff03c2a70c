package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes into payloads: what comes out depends on the bytes only, never on where they are cut. */
class SseDecoderTest {

    private static final int MAX = 2048;

    private static final String TOO_LARGE = "too large";

    /** The payloads of a stream that comes in pieces of a size, and whether one of them was too large. */
    private static List<String> payloads(String stream, int pieceSize) {
        List<String> payloads = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(MAX, (bytes, offset, length, namedError) -> {
            payloads.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return true;
        });
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        try {
            for (int from = 0; from < bytes.length; from += pieceSize) {
                decoder.feed(ByteBuffer.wrap(bytes, from, Math.min(pieceSize, bytes.length - from)));
            }
            decoder.end();
        } catch (LimitExceededException e) {
            payloads.add(TOO_LARGE);
        }
        return payloads;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 2047, 2048, 4096, 1 << 20})
    void commentsBetweenTheLinesOfAnEventDoNotCountAsItsData(int pieceSize) {
        String stream = "data: {\"a\":\n" + (": " + "c".repeat(998) + "\n").repeat(20) + "data: 1}\n\n";

        assertThat(payloads(stream, pieceSize)).containsExactly("{\"a\":\n1}");
    }

    @ParameterizedTest
    @CsvSource({"'data: ', 0", "'data:', 0", "'\uFEFFdata: ', 0", "'data: ', 1", "'data:', 1", "'\uFEFFdata: ', 1"})
    void anEventMayBeAsLargeAsTheLimitAndNoLargerWhereverItIsCut(String prefix, int excess) {
        String data = "x".repeat(MAX + excess);
        String expected = excess == 0 ? data : TOO_LARGE;

        for (int pieceSize = 1; pieceSize < MAX + 20; pieceSize++) {
            assertThat(payloads(prefix + data + "\n\n", pieceSize))
                    .as("pieces of %s bytes", pieceSize)
                    .containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 2048, 4096, 1 << 20})
    void theLinesOfAnEventCountTogether(int pieceSize) {
        String line = "data: " + "x".repeat(682) + "\n";

        assertThat(payloads(line.repeat(3) + "\n", pieceSize))
                .containsExactly("x".repeat(682) + ("\n" + "x".repeat(682)).repeat(2));
        assertThat(payloads(line.repeat(4) + "\n", pieceSize)).containsExactly(TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 4096, 1 << 20})
    void aLineWithoutAnEndIsTooLargeWhateverItsField(int pieceSize) {
        assertThat(payloads(": " + "c".repeat(3 * MAX), pieceSize)).containsExactly(TOO_LARGE);
    }

    @Test
    void aBufferGrowsToTheLargestArrayAndEndsAtTheLimitThere() {
        int largest = Integer.MAX_VALUE - 8;

        assertThat(SseDecoder.grown(0, MAX)).isPositive();
        assertThat(SseDecoder.grown(1 << 29, MAX)).isEqualTo(1 << 30);
        assertThat(SseDecoder.grown(1 << 30, MAX)).isEqualTo(largest);
        assertThatThrownBy(() -> SseDecoder.grown(largest, MAX))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(String.valueOf(MAX));
    }

    @Test
    void lineEndsAreFoundAtEveryPlaceOfEightBytes() {
        for (String lineEnd : List.of("\n", "\r", "\r\n")) {
            for (int length = 0; length < 20; length++) {
                // neighbours of the line ends in every bit, so that none of them is taken for one
                String data =
                        "\u000B\u000C\u000E\u0009\u008A\u008D\u010A".repeat(3).substring(0, length) + "é";
                String stream = ("data:" + data + lineEnd + lineEnd).repeat(3);

                assertThat(payloads(stream, 1 + length)).containsExactly(data, data, data);
            }
        }
    }
}
