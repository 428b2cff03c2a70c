package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.Failures.causedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel.MiniMaxTextToSpeechModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class MiniMaxTextToSpeechModelTest {
    private static final byte[] AUDIO = {0, 1, -1, 127, -128};

    private static MiniMaxTextToSpeechModelBuilder builder(MiniMaxServer server) {
        return TestModels.carried(MiniMaxTextToSpeechModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .modelName("speech-2.8-hd")
                .maxRetries(0);
    }

    @Test
    void aTextBecomesAudioInTheVoiceOfTheModel(MiniMaxServer server) {
        server.enqueue(Reply.speech(AUDIO));
        try (MiniMaxTextToSpeechModel model = builder(server).voice("narrator").build()) {
            Audio audio = model.synthesize("The sea is salty.").audio();

            assertThat(audio.binaryData()).isEqualTo(AUDIO);
            assertThat(audio.mimeType()).isEqualTo("audio/mpeg");
            assertThat(audio.url()).isNull();
        }
        assertThat(server.lastRequest().path()).isEqualTo("/v1/t2a_v2");
        assertThat(server.lastRequest().body())
                .isEqualTo("{\"model\":\"speech-2.8-hd\",\"text\":\"The sea is salty.\","
                        + "\"voice_setting\":{\"voice_id\":\"narrator\"}}");
    }

    @Test
    void theVoiceOfARequestReplacesThatOfTheModelForThisRequestOnly(MiniMaxServer server) {
        server.when(request -> true, Reply.speech(AUDIO));
        try (MiniMaxTextToSpeechModel model = builder(server).voice("narrator").build()) {
            model.synthesize(
                    TextToSpeechRequest.builder().text("Hi").voice("child").build());
            assertThat(server.takeRequest().at("voice_setting.voice_id")).isEqualTo("child");
            model.synthesize("Hi");
            assertThat(server.takeRequest().at("voice_setting.voice_id")).isEqualTo("narrator");
        }
    }

    @Test
    void everySettingGoesOutAndAnAddressComesBack(MiniMaxServer server) {
        server.enqueue(Reply.speechUrl("https://example.com/sea.mp3"));
        MiniMaxTextToSpeechModelBuilder builder = builder(server)
                .speed(2.0)
                .volume(0.5)
                .pitch(12)
                .emotion("happy")
                .languageBoost("English")
                .format("flac")
                .sampleRate(8000)
                .bitrate(32_000)
                .channels(1)
                .asUrl(true)
                .customParameters(Map.of("subtitle_enable", true));
        try (MiniMaxTextToSpeechModel first = builder.build();
                MiniMaxTextToSpeechModel model = builder.build()) { // a second time, too
            assertThat(first).isNotNull();
            Audio audio = model.synthesize("Hi").audio();
            assertThat(audio.url()).isEqualTo(URI.create("https://example.com/sea.mp3"));
            assertThat(audio.binaryData()).isNull();
        }
        assertThat(server.lastRequest().at("voice_setting"))
                .isEqualTo(Map.of("speed", 2.0, "vol", 0.5, "pitch", 12, "emotion", "happy"));
        assertThat(server.lastRequest().at("audio_setting"))
                .isEqualTo(Map.of("format", "flac", "sample_rate", 8000, "bitrate", 32_000, "channel", 1));
        assertThat(server.lastRequest().at("language_boost")).isEqualTo("English");
        assertThat(server.lastRequest().at("output_format")).isEqualTo("url");
        assertThat(server.lastRequest().at("subtitle_enable")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"WAV, , audio/wav", ", pcm, audio/pcm", ", , audio/mpeg", "opus, mp3, audio/opus"})
    void theMimeTypeFollowsTheFormatThatTheServiceNamesOrThatWasAskedFor(
            String said, String asked, String mimeType, MiniMaxServer server) {
        String extra = said == null ? "{}" : "{\"audio_format\":\"" + said + "\"}";
        server.enqueue(
                Reply.raw(200, "application/json", "{\"data\":{\"audio\":\"00\"},\"extra_info\":" + extra + "}"));
        try (MiniMaxTextToSpeechModel model = builder(server).format(asked).build()) {
            assertThat(model.synthesize("Hi").audio().mimeType()).isEqualTo(mimeType);
        }
    }

    @Test
    void failuresAreLangChain4jsExceptions(MiniMaxServer server) {
        server.enqueue(Reply.error(1004, "login fail"));
        try (MiniMaxTextToSpeechModel model = builder(server).build()) {
            assertThat(catchThrowable(() -> model.synthesize("Hi")))
                    .isInstanceOf(AuthenticationException.class)
                    .is(causedByTheService());
        }
    }

    @Test
    void wrongSettingsAndTextsFailBeforeAnythingIsSent(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).modelName(" ").build())
                .withMessageStartingWith("modelName must be set, for example to speech-2.8-hd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).speed(3.0).build())
                .withMessage("speed is 3.0: it must be from 0.5 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder(server).customParameters(Map.of("text", "x")).build())
                .withMessageContaining("'text'");
        try (MiniMaxTextToSpeechModel model = builder(server).build()) {
            assertThatIllegalArgumentException().isThrownBy(() -> model.synthesize("x".repeat(10_001)));
        }
        assertThat(server.requests()).isEmpty();
    }
}
