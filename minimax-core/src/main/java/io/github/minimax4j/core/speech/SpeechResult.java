package io.github.minimax4j.core.speech;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Synthesized speech. Compared by its contents.
 *
 * @param audio           the audio, not copied; empty if an address was requested
 * @param url             the address of the audio, valid for 24 hours, or null if it was not requested
 * @param format          the format of the audio, such as {@code mp3}, or null if the service did not say
 * @param lengthMillis    the length of the audio in milliseconds, or null if the service did not say
 * @param sampleRate      samples per second, or null if the service did not say
 * @param usageCharacters the number of characters that are charged for, or null if the service did not say
 * @param traceId         the id to give to MiniMax's support, or null
 */
public record SpeechResult(
        byte[] audio,
        @Nullable String url,
        @Nullable String format,
        @Nullable Integer lengthMillis,
        @Nullable Integer sampleRate,
        @Nullable Integer usageCharacters,
        @Nullable String traceId) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpeechResult that
                && Arrays.equals(audio, that.audio)
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(audio), toString());
    }

    /** Without the audio itself, which is large. */
    @Override
    public String toString() {
        return "SpeechResult[audio=" + audio.length + " bytes, url=" + url + ", format=" + format + ", lengthMillis="
                + lengthMillis + ", sampleRate=" + sampleRate + ", usageCharacters=" + usageCharacters + ", traceId="
                + traceId + "]";
    }
}
