package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import io.github.minimax4j.core.internal.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feeds bytes to the state machine of a response, cut as the test likes, without HTTP. */
public final class Responses {

    /** What came of it. */
    public record Result(List<String> events, Outcome<ChatCompletion> outcome) {

        public ChatCompletion completion() {
            if (outcome instanceof Outcome.Completed<ChatCompletion> completed) {
                return completed.response();
            }
            throw new AssertionError("failed", ((Outcome.Failed<ChatCompletion>) outcome).error());
        }

        public MiniMaxException error() {
            return ((Outcome.Failed<ChatCompletion>) outcome).error();
        }

        /** The events with neighbouring pieces of the same kind joined, since cuts of the wire need not be those of the events. */
        List<String> joined() {
            RecordingListener joiner = new RecordingListener();
            joiner.events.addAll(events);
            return joiner.joined();
        }
    }

    /** The defaults. */
    public static final ResponseLimits LIMITS = ResponseLimits.of(ClientSettings.TABLE.values());

    private Responses() {}

    /** The same events, and the same response or error; calls without an id are given random ones. */
    static void assertSame(Result result, Result expected) {
        assertThat(withoutRandom(result.events())).isEqualTo(withoutRandom(expected.events()));
        assertSameEnd(result, expected);
    }

    private static List<String> withoutRandom(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll("call_[0-9a-f]{32}", "call"))
                .toList();
    }

    /** Both ended in the same response, or in the same error. */
    static void assertSameEnd(Result result, Result expected) {
        if (expected.outcome() instanceof Outcome.Completed) {
            if (!result.completion().equals(expected.completion())) {
                assertThat(withoutRandom(List.of(result.completion().toString())))
                        .isEqualTo(withoutRandom(List.of(expected.completion().toString())));
            }
        } else {
            assertThat(result.error().kind()).isEqualTo(expected.error().kind());
            assertThat(result.error()).hasMessage(expected.error().getMessage());
        }
    }

    public static String sse(String... payloads) {
        StringBuilder stream = new StringBuilder();
        for (String payload : payloads) {
            stream.append("data: ").append(payload).append("\n\n");
        }
        return stream.toString();
    }

    public static String delta(String members) {
        return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{" + members + "}}],\"model\":\"MiniMax-M3\"}";
    }

    public static String text(String text) {
        return delta("\"content\":" + Json.write(text));
    }

    public static String finish(String reason) {
        return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    public static Result read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    /** Reads a body under certain limits. */
    static Result read(String body, ResponseLimits limits) {
        return readCutAt(body.getBytes(StandardCharsets.UTF_8), List.of(), Expectations.NONE, limits, true);
    }

    /** Feeds the body in pieces of at most so many bytes. */
    public static Result read(byte[] body, int pieceSize) {
        List<Integer> cuts = new ArrayList<>();
        for (long cut = pieceSize; cut < body.length; cut += pieceSize) {
            cuts.add((int) cut);
        }
        return readCutAt(body, cuts);
    }

    /** Feeds the body cut at the given places. */
    static Result readCutAt(byte[] body, List<Integer> cuts) {
        return readCutAt(body, cuts, Expectations.NONE);
    }

    /** Feeds the body cut at the given places, as the response to a certain request. */
    static Result readCutAt(byte[] body, List<Integer> cuts, Expectations expectations) {
        return readCutAt(body, cuts, expectations, LIMITS, true);
    }

    /** As above; may have each chunk parsed in full, even if it is like the one before. */
    static Result readCutAt(byte[] body, List<Integer> cuts, Expectations expectations, boolean comparing) {
        return readCutAt(body, cuts, expectations, LIMITS, comparing);
    }

    static Result readCutAt(
            byte[] body, List<Integer> cuts, Expectations expectations, ResponseLimits limits, boolean comparing) {
        return read(200, body, cuts, expectations, limits, comparing);
    }

    /** The error of a response with such a status; null if it is none. */
    static MiniMaxException readError(int status, byte[] body) {
        Result result = read(status, body, List.of(), Expectations.NONE, LIMITS, true);
        return result.outcome() instanceof Outcome.Failed ? result.error() : null;
    }

    private static Result read(
            int status,
            byte[] body,
            List<Integer> cuts,
            Expectations expectations,
            ResponseLimits limits,
            boolean comparing) {
        RecordingListener listener = RecordingListener.ofOneThread();
        ChatResponseReader reader = new ChatResponseReader(
                new ChunkParser(limits),
                new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions")),
                expectations,
                event -> event.deliverTo(listener),
                null);
        if (!comparing) {
            reader.compareNoChunks();
        }
        reader.head(ResponseDetails.of(status, "trace", null, Redaction.NONE));
        int from = 0;
        for (int cut : cuts) {
            reader.bytes(ByteBuffer.wrap(body, from, cut - from).asReadOnlyBuffer());
            from = cut;
        }
        reader.bytes(ByteBuffer.wrap(body, from, body.length - from).asReadOnlyBuffer());
        reader.end();
        return new Result(List.copyOf(listener.events), reader.outcome());
    }
}
