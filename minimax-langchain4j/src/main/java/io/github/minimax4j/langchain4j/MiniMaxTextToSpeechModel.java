package io.github.minimax4j.langchain4j;

import dev.langchain4j.Experimental;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.speech.SpeechRequest;
import io.github.minimax4j.core.speech.SpeechResult;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's {@link TextToSpeechModel} for MiniMax's speech models, over {@code POST /v1/t2a_v2}. Experimental, as the interface is.
 * Thread-safe: share one instance, and close it when it is no longer needed.
 *
 * <pre>{@code
 * try (MiniMaxTextToSpeechModel model = MiniMaxTextToSpeechModel.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .modelName("speech-2.8-hd")
 *         .voice("English_expressive_narrator")
 *         .build()) {
 *     byte[] mp3 = model.synthesize("The sea is salty.").audio().binaryData();
 * }
 * }</pre>
 *
 * <p>The audio has its data, or with {@code asUrl(true)} a URL that is valid for 24 hours, and a MIME type. A text of more than 10,000
 * characters throws an {@link IllegalArgumentException} before anything is sent. Later failures throw one of LangChain4j's exceptions with
 * the {@link MiniMaxException} as its cause.
 */
@Experimental
public final class MiniMaxTextToSpeechModel implements TextToSpeechModel, AutoCloseable {
    private final ModelConnection connection;
    private final SpeechRequest template;

    MiniMaxTextToSpeechModel(MiniMaxTextToSpeechModelBuilder builder) {
        this.template = builder.template();
        this.connection = builder.connect();
    }

    /** Starts with the default settings. */
    public static MiniMaxTextToSpeechModelBuilder builder() {
        return new MiniMaxTextToSpeechModelBuilder();
    }

    /**
     * Synthesizes speech.
     *
     * @param request the text, and a voice if it differs from the model's
     * @return the audio
     */
    @Override
    public TextToSpeechResponse synthesize(TextToSpeechRequest request) {
        SpeechRequest.Builder builder = template.toBuilder().text(request.text());
        if (request.voice() != null) {
            builder.voiceId(request.voice());
        }
        SpeechRequest speech = builder.build();
        SpeechResult result = connection.call(client -> client.synthesize(speech));
        String format = Objects.requireNonNullElse(result.format(), Objects.requireNonNullElse(speech.format(), "mp3"));
        Audio.Builder audio = Audio.builder().mimeType(mimeType(format));
        return TextToSpeechResponse.from(
                (result.url() == null ? audio.binaryData(result.audio()) : audio.url(result.url())).build());
    }

    private static String mimeType(String format) {
        String name = format.toLowerCase(Locale.ROOT);
        return "audio/" + (name.equals("mp3") ? "mpeg" : name);
    }

    /** Closes the connections, unless the client was passed to the builder. Running calls fail. */
    @Override
    public void close() {
        connection.close();
    }

    /**
     * Builds {@link MiniMaxTextToSpeechModel}s. Null means that nothing is sent, so that MiniMax's default applies. Not thread-safe; the
     * models are.
     */
    public static class MiniMaxTextToSpeechModelBuilder
            extends MiniMaxConnectionBuilder<MiniMaxTextToSpeechModelBuilder> {
        private final SpeechRequest.Builder request = SpeechRequest.builder();
        private @Nullable String modelName;
        private Map<String, Object> customParameters = Map.of();

        /** Starts with the default settings. */
        public MiniMaxTextToSpeechModelBuilder() {}

        private MiniMaxTextToSpeechModelBuilder set(Consumer<SpeechRequest.Builder> change) {
            change.accept(request);
            return this;
        }

        /**
         * The model. Required.
         *
         * @param modelName free text, such as {@code speech-2.8-hd} or {@code speech-2.8-turbo}
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder modelName(@Nullable String modelName) {
            this.modelName = modelName;
            return this;
        }

        /**
         * The voice of requests that name none.
         *
         * @param voice the id of one of MiniMax's voices, or of a cloned one
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder voice(@Nullable String voice) {
            return set(speech -> speech.voiceId(voice));
        }

        /**
         * Speed. MiniMax's default: 1.
         *
         * @param speed from 0.5 to 2
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder speed(@Nullable Double speed) {
            return set(speech -> speech.speed(speed));
        }

        /**
         * Volume. MiniMax's default: 1.
         *
         * @param volume more than 0 and at most 10
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder volume(@Nullable Double volume) {
            return set(speech -> speech.volume(volume));
        }

        /**
         * Pitch. MiniMax's default: 0.
         *
         * @param pitch semitones, from -12 to 12
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder pitch(@Nullable Integer pitch) {
            return set(speech -> speech.pitch(pitch));
        }

        /**
         * Emotion. By default the model chooses.
         *
         * @param emotion such as {@code happy}, {@code sad} or {@code calm}
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder emotion(@Nullable String emotion) {
            return set(speech -> speech.emotion(emotion));
        }

        /**
         * The language to recognise better.
         *
         * @param languageBoost such as {@code English}, or {@code auto}
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder languageBoost(@Nullable String languageBoost) {
            return set(speech -> speech.languageBoost(languageBoost));
        }

        /**
         * The format of the audio. MiniMax's default: mp3.
         *
         * @param format mp3, wav, flac or pcm; the server makes the final check
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder format(@Nullable String format) {
            return set(speech -> speech.format(format));
        }

        /**
         * Sample rate. MiniMax's default: 32000.
         *
         * @param sampleRate samples per second; the server makes the final check
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder sampleRate(@Nullable Integer sampleRate) {
            return set(speech -> speech.sampleRate(sampleRate));
        }

        /**
         * Bit rate of mp3. MiniMax's default: 128000.
         *
         * @param bitrate bits per second; the server makes the final check
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder bitrate(@Nullable Integer bitrate) {
            return set(speech -> speech.bitrate(bitrate));
        }

        /**
         * Number of channels. MiniMax's default: 1.
         *
         * @param channels 1 or 2
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder channels(@Nullable Integer channels) {
            return set(speech -> speech.channels(channels));
        }

        /**
         * Whether the response has an address instead of the audio itself. Default: false.
         *
         * @param asUrl true for an address that is valid for 24 hours
         * @return this builder
         */
        public MiniMaxTextToSpeechModelBuilder asUrl(@Nullable Boolean asUrl) {
            return set(speech -> speech.asUrl(Boolean.TRUE.equals(asUrl)));
        }

        /**
         * Further fields of each request's body, by their names in JSON, such as {@code pronunciation_dict}.
         *
         * @param customParameters plain JSON values; no field that has a setter here
         * @return this builder
         * @throws IllegalArgumentException if a name is null, or a number is not finite
         */
        public MiniMaxTextToSpeechModelBuilder customParameters(@Nullable Map<String, Object> customParameters) {
            this.customParameters =
                    customParameters == null ? Map.of() : MapSettings.json("customParameters", customParameters);
            return this;
        }

        /** The template of all requests; its text is a placeholder. */
        SpeechRequest template() {
            if (modelName == null || modelName.isBlank()) {
                throw new IllegalArgumentException(
                        "modelName must be set, for example to speech-2.8-hd: MiniMax has no default model for speech");
            }
            return request.model(modelName).text("template").build().toBuilder()
                    .extraBody(customParameters)
                    .build();
        }

        /**
         * Checks the settings and builds a model, which does not connect yet.
         *
         * @return the model, to be closed after use
         * @throws IllegalArgumentException if a setting is missing or invalid; the message names it
         */
        public MiniMaxTextToSpeechModel build() {
            return new MiniMaxTextToSpeechModel(this);
        }
    }
}
