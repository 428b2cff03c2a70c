package io.github.minimax4j.core.speech;

import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/t2a_v2}, without streaming. Only fields that are set are sent; null means "not set". Ranges are MiniMax's
 * (page "Text to Speech (T2A) HTTP") and are checked when the request is built, so an invalid value fails before anything is sent.
 * Immutable.
 */
public final class SpeechRequest {

    private static final FieldTable TABLE = new FieldTable("SpeechRequest");
    private static final Field<String> MODEL = TABLE.any("model");
    private static final Field<String> TEXT = TABLE.text("text", 10_000);
    private static final Field<String> LANGUAGE_BOOST = TABLE.any("language_boost");
    private static final Field<String> OUTPUT_FORMAT = TABLE.any("output_format");

    private static final FieldTable VOICE = new FieldTable("voice_setting");
    private static final Field<String> VOICE_ID = VOICE.any("voice_id");
    private static final Field<Double> SPEED =
            VOICE.checked("speed", speed -> speed >= 0.5 && speed <= 2, "from 0.5 to 2");
    private static final Field<Double> VOL =
            VOICE.checked("vol", volume -> volume > 0 && volume <= 10, "more than 0 and at most 10");
    private static final Field<Integer> PITCH =
            VOICE.checked("pitch", pitch -> pitch >= -12 && pitch <= 12, "from -12 to 12");
    private static final Field<String> EMOTION = VOICE.any("emotion");

    private static final FieldTable AUDIO = new FieldTable("audio_setting");
    private static final Field<Integer> SAMPLE_RATE = AUDIO.atLeast(1, "sample_rate");
    private static final Field<Integer> BITRATE = AUDIO.atLeast(1, "bitrate");
    private static final Field<String> FORMAT = AUDIO.any("format");
    private static final Field<Integer> CHANNEL = AUDIO.checked("channel", count -> count == 1 || count == 2, "1 or 2");

    private final FieldValues values;

    private final FieldValues voice;

    private final FieldValues audio;

    private SpeechRequest(FieldValues values, FieldValues voice, FieldValues audio) {
        this.values = values;
        this.voice = voice;
        this.audio = audio;
    }

    /** Starts an empty request. */
    public static Builder builder() {
        return new Builder(TABLE.values(), VOICE.values(), AUDIO.values());
    }

    /** Starts a copy of this request. */
    public Builder toBuilder() {
        return new Builder(values.copy(), voice.copy(), audio.copy());
    }

    /** See {@link Builder#model}. */
    public String model() {
        return values.get(MODEL);
    }

    /** See {@link Builder#text}. */
    public String text() {
        return values.get(TEXT);
    }

    /** See {@link Builder#format}. */
    public @Nullable String format() {
        return audio.find(FORMAT);
    }

    /** The members of the JSON body, by name, in a new map of plain JSON. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>(values.body());
        Map<String, Object> voiceSetting = voice.body();
        if (!voiceSetting.isEmpty()) {
            body.put("voice_setting", voiceSetting);
        }
        Map<String, Object> audioSetting = audio.body();
        if (!audioSetting.isEmpty()) {
            body.put("audio_setting", audioSetting);
        }
        return body;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpeechRequest that && body().equals(that.body());
    }

    @Override
    public int hashCode() {
        return body().hashCode();
    }

    /** Shows the fields that are set. */
    @Override
    public String toString() {
        return "SpeechRequest" + body();
    }

    /** Builds a {@link SpeechRequest}. Not thread-safe. */
    public static final class Builder {

        private final FieldValues values;

        private final FieldValues voice;

        private final FieldValues audio;

        private Builder(FieldValues values, FieldValues voice, FieldValues audio) {
            this.values = values;
            this.voice = voice;
            this.audio = audio;
        }

        private <T> Builder set(FieldValues of, Field<T> field, @Nullable T value) {
            of.put(field, value);
            return this;
        }

        /** The model, such as {@code speech-2.8-hd} or {@code speech-2.8-turbo}; free text. */
        public Builder model(String model) {
            return set(values, MODEL, model);
        }

        /** What is said, at most 10,000 characters; {@code <#0.5#>} is a pause of half a second. */
        public Builder text(String text) {
            return set(values, TEXT, text);
        }

        /** The id of the voice, one of MiniMax's or a cloned one. */
        public Builder voiceId(@Nullable String voiceId) {
            return set(voice, VOICE_ID, voiceId);
        }

        /** Speed, from 0.5 to 2; MiniMax's default is 1. */
        public Builder speed(@Nullable Double speed) {
            return set(voice, SPEED, speed);
        }

        /** Volume, more than 0 and at most 10; MiniMax's default is 1. */
        public Builder volume(@Nullable Double volume) {
            return set(voice, VOL, volume);
        }

        /** Pitch in semitones, from -12 to 12; MiniMax's default is 0. */
        public Builder pitch(@Nullable Integer pitch) {
            return set(voice, PITCH, pitch);
        }

        /** Emotion, such as {@code happy}, {@code sad} or {@code calm}; by default the model chooses. */
        public Builder emotion(@Nullable String emotion) {
            return set(voice, EMOTION, emotion);
        }

        /** The language or dialect to recognise better, such as {@code English}, or {@code auto}. */
        public Builder languageBoost(@Nullable String languageBoost) {
            return set(values, LANGUAGE_BOOST, languageBoost);
        }

        /** The format of the audio: mp3 (MiniMax's default), wav, flac or pcm; the server makes the final check. */
        public Builder format(@Nullable String format) {
            return set(audio, FORMAT, format);
        }

        /** Samples per second, such as 32000, MiniMax's default; the server makes the final check. */
        public Builder sampleRate(@Nullable Integer sampleRate) {
            return set(audio, SAMPLE_RATE, sampleRate);
        }

        /** Bits per second of mp3, such as 128000, MiniMax's default; the server makes the final check. */
        public Builder bitrate(@Nullable Integer bitrate) {
            return set(audio, BITRATE, bitrate);
        }

        /** Number of channels, 1 (MiniMax's default) or 2. */
        public Builder channels(@Nullable Integer channels) {
            return set(audio, CHANNEL, channels);
        }

        /** Whether the response contains the audio, which is MiniMax's default, or an address that is valid for 24 hours. */
        public Builder asUrl(boolean asUrl) {
            return set(values, OUTPUT_FORMAT, asUrl ? "url" : null);
        }

        /**
         * Adds fields to the body that this class does not know, such as {@code pronunciation_dict} or {@code voice_modify}, by their names in
         * JSON; plain JSON values. A {@code voice_setting} or {@code audio_setting} among them counts only if no setter of this builder
         * concerns it.
         */
        public Builder extraBody(Map<String, ?> extraBody) {
            values.addToExtraBody(extraBody);
            return this;
        }

        /**
         * Checks the fields and builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a field is missing or invalid; the message names it
         */
        public SpeechRequest build() {
            values.requireText(MODEL, ": MiniMax has no default model for speech");
            values.requireText(TEXT, "");
            return new SpeechRequest(values.checked(), voice.checked(), audio.checked());
        }
    }
}
