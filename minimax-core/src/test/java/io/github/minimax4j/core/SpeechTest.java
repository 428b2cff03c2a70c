package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.speech.SpeechRequest;
import io.github.minimax4j.core.speech.SpeechResult;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text to speech; what it has in common with other endpoints is in {@link EndpointsTest}. */
@Tag("Q46")
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class SpeechTest {

    static final SpeechRequest REQUEST = SpeechRequest.builder()
            .model("speech-2.8-hd")
            .text("The sea is salty.")
            .build();

    private static MiniMaxClient client(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .maxRetries(0)
                .build();
    }

    @Test
    void onlyWhatIsSetIsSentAndTheAudioComesBackAsBytes(MiniMaxServer server) {
        byte[] audio = new byte[100_000];
        new Random(1).nextBytes(audio);
        server.enqueue(Reply.speech(audio));
        try (MiniMaxClient client = client(server)) {
            SpeechResult result = client.synthesize(REQUEST);

            assertThat(server.lastRequest().body())
                    .isEqualTo("{\"model\":\"speech-2.8-hd\",\"text\":\"The sea is salty.\"}");
            assertThat(result.audio()).isEqualTo(audio);
            assertThat(result.url()).isNull();
            assertThat(result.format()).isEqualTo("mp3");
            assertThat(result.lengthMillis()).isEqualTo(9900);
            assertThat(result.sampleRate()).isEqualTo(32_000);
            assertThat(result.usageCharacters()).isEqualTo(26);
            assertThat(result.traceId()).isNotBlank();
            assertThat(result.toString()).contains("100000 bytes").hasSizeLessThan(300);
        }
    }

    @Test
    void everyFieldIsSentWhereMiniMaxHasIt(MiniMaxServer server) {
        server.enqueue(Reply.speechUrl("https://example.com/sea.flac"));
        try (MiniMaxClient client = client(server)) {
            SpeechResult result = client.synthesize(REQUEST.toBuilder()
                    .voiceId("English_expressive_narrator")
                    .speed(0.5)
                    .volume(10.0)
                    .pitch(-12)
                    .emotion("calm")
                    .languageBoost("auto")
                    .format("flac")
                    .sampleRate(44_100)
                    .bitrate(256_000)
                    .channels(2)
                    .asUrl(true)
                    .extraBody(Map.of("voice_modify", Map.of("pitch", 10)))
                    .build());
            assertThat(result.url()).isEqualTo("https://example.com/sea.flac");
            assertThat(result.audio()).isEmpty();
        }
        RecordedRequest request = server.lastRequest();
        assertThat(request.at("voice_setting"))
                .isEqualTo(Map.of(
                        "voice_id",
                        "English_expressive_narrator",
                        "speed",
                        0.5,
                        "vol",
                        10.0,
                        "pitch",
                        -12,
                        "emotion",
                        "calm"));
        assertThat(request.at("audio_setting"))
                .isEqualTo(Map.of("sample_rate", 44_100, "bitrate", 256_000, "format", "flac", "channel", 2));
        assertThat(request.at("language_boost")).isEqualTo("auto");
        assertThat(request.at("output_format")).isEqualTo("url");
        assertThat(request.at("voice_modify.pitch")).isEqualTo(10);
        assertThat((Map<?, ?>) request.json()).hasSize(7);
    }

    @Test
    void aWrongValueFailsBeforeAnythingIsSentAndNamesItsField() {
        assertRefused("speed is 0.4: it must be from 0.5 to 2", speech -> speech.speed(0.4));
        assertRefused("speed is NaN", speech -> speech.speed(Double.NaN));
        assertRefused("vol is 0.0: it must be more than 0 and at most 10", speech -> speech.volume(0.0));
        assertRefused("pitch is 13: it must be from -12 to 12", speech -> speech.pitch(13));
        assertRefused("channel is 3: it must be 1 or 2", speech -> speech.channels(3));
        assertRefused("sample_rate is 0: it must be at least 1", speech -> speech.sampleRate(0));
        assertRefused("bitrate is -1: it must be at least 1", speech -> speech.bitrate(-1));
        assertRefused("text must be set", speech -> speech.text(" "));
        assertRefused(
                "text has 10001 characters: at most 10000 are allowed", speech -> speech.text("x".repeat(10_001)));
        assertRefused("model must be set: MiniMax has no default model for speech", speech -> speech.model(null));
        assertRefused("extraBody holds 'text'", speech -> speech.extraBody(Map.of("text", "x")));
    }

    private static void assertRefused(String message, UnaryOperator<SpeechRequest.Builder> change) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(REQUEST.toBuilder()).build())
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"data":{"audio":"0g","status":2}}        | 'audio' that is neither hexadecimal nor an address
            {"data":{"audio":"012","status":2}}       | 'audio' with half a byte at its end
            {"data":{"audio":"","status":2}}          | no audio
            {"data":{"audio":null}}                   | no audio
            {"data":null,"base_resp":{"status_code":0}} | no audio
            {"data":["00"]}                           | no audio
            """)
    void aResponseWithoutUsableAudioIsMalformed(String body, String message, MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", body));
        try (MiniMaxClient client = client(server)) {
            MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.synthesize(REQUEST));
            assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
            assertThat(error).hasMessageContaining(message);
        }
    }

    @Test
    void whatTheServiceDoesNotSayIsNull(MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", "{\"data\":{\"audio\":\"00fFA0\"},\"extra_info\":null}"));
        try (MiniMaxClient client = client(server)) {
            SpeechResult result = client.synthesize(REQUEST);
            assertThat(result)
                    .isEqualTo(new SpeechResult(new byte[] {0, -1, -96}, null, null, null, null, null, null))
                    .hasSameHashCodeAs(new SpeechResult(new byte[] {0, -1, -96}, null, null, null, null, null, null));
            assertThat(result)
                    .isNotEqualTo(new SpeechResult(new byte[] {0, -1, 96}, null, null, null, null, null, null));
        }
    }
}
