package io.github.minimax4j.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The streams under {@code src/test/resources/streams}: one for each way in which servers were seen to write and end them. */
public final class SampleStreams {

    public static final List<String> ANSWERS = List.of(
            "e1-inline-thinking",
            "e2-usage-event",
            "e3-whole-message",
            "e3-whole-text",
            "e4-two-calls",
            "only-whole-message",
            "cumulative-details",
            "native-m1",
            "engine-reasoning",
            "engine-mm-think",
            "m3-alternating");

    static final List<String> ERRORS = List.of("error-envelope", "error-base-resp");

    private SampleStreams() {}

    public static List<String> all() {
        List<String> all = new ArrayList<>(ANSWERS);
        all.addAll(ERRORS);
        return all;
    }

    public static byte[] bytes(String name) {
        try (InputStream stream = SampleStreams.class.getResourceAsStream("/streams/" + name + ".sse")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The payloads of the stream's events. */
    public static List<String> payloads(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }
}
