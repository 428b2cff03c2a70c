package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.request.RequestPreparation;
import io.github.minimax4j.core.transport.TargetProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever bytes a server sends: nothing is thrown, a response ends once, and it does not matter how the bytes are cut, nor which of two
 * ways reads them. The inputs are those of the corpus in {@code src/test/resources/fuzz}, and mutations of them: a fixed number with a fixed
 * seed, or, with {@code -Dfuzz.seconds}, as many as that takes for each target. A failure prints its input, shortened, to be put into the
 * corpus. Each target takes its first bytes for where to cut. The profile {@code fuzz} has Jazzer look for inputs that reach new code.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
public class DecodeFuzzTest {

    private static final int CUTS = 3;

    private static final Tool TOOL =
            Tool.of("f", null, Map.of("type", "object", "properties", Map.of("n", Map.of("type", "integer"))));

    private static final Expectations EVERYTHING = new Expectations(Map.of("f", TOOL), true, true, true);

    private final ChunkParser parser = new ChunkParser(Responses.LIMITS);

    private final Map<String, Consumer<byte[]>> targets = Map.of(
            "sseDecoder", this::sseDecoder,
            "chunkParser", this::chunkParser,
            "stream", this::stream,
            "likeChunks", this::likeChunks,
            "unaryAgainstStreamed", this::unaryAgainstStreamed,
            "thinkingFilter", this::thinkingFilter,
            "toolCallMarkup", this::toolCallMarkup,
            "errorReader", this::errorReader,
            "history", this::history);

    private static final Consumer<byte[]> FUZZED =
            new DecodeFuzzTest().targets.get(System.getProperty("fuzz.target", "stream"));

    /** Called by Jazzer. */
    public static void fuzzerInitialize() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        FUZZED.accept(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sseDecoder",
                "chunkParser",
                "stream",
                "likeChunks",
                "unaryAgainstStreamed",
                "thinkingFilter",
                "toolCallMarkup",
                "errorReader",
                "history"
            })
    void noInputBreaks(String target) throws Exception {
        Fuzzer.run(target, targets.get(target));
    }

    /** The data without the bytes that say where it is cut. */
    private static byte[] body(byte[] data) {
        return data.length < CUTS ? new byte[0] : Arrays.copyOfRange(data, CUTS, data.length);
    }

    private static List<Integer> cuts(byte[] data, int length) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = 0; length > 0 && i < CUTS && i < data.length; i++) {
            cuts.add((data[i] & 0xFF) * length / 256);
        }
        return List.copyOf(cuts);
    }

    private static List<String> pieces(byte[] data) {
        String text = new String(body(data), StandardCharsets.UTF_8);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts(data, text.length())) {
            pieces.add(text.substring(from, cut));
            from = cut;
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private void sseDecoder(byte[] data) {
        byte[] body = body(data);
        List<String> whole = payloads(body, List.of());

        assertThat(payloads(body, cuts(data, body.length))).isEqualTo(whole);
        assertThat(payloads(body, IntStream.range(1, body.length).boxed().toList()))
                .isEqualTo(whole);
    }

    private static List<String> payloads(byte[] body, List<Integer> cuts) {
        List<String> payloads = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(200, (bytes, offset, length, namedError) -> {
            payloads.add(namedError + new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            return true;
        });
        try {
            int from = 0;
            for (int cut : cuts) {
                decoder.feed(ByteBuffer.wrap(body, from, cut - from));
                from = cut;
            }
            decoder.feed(ByteBuffer.wrap(body, from, body.length - from));
            decoder.end();
        } catch (LimitExceededException e) {
            payloads.add(e.getMessage());
        }
        return payloads;
    }

    /** The parser that is kept for short values reads what the one for long values reads. */
    private void chunkParser(byte[] data) {
        byte[] padded = new byte[16 * 1024 + data.length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(data, 0, padded, 16 * 1024, data.length);

        ChunkParser.Parsed parsed = parser.parse(data, 0, data.length);
        ChunkParser.Parsed asLong = parser.parse(padded, 0, padded.length);

        assertThat(parsed.chunks()).isEqualTo(asLong.chunks());
        assertThat(parsed.failure() == null).isEqualTo(asLong.failure() == null);
    }

    /** Cut or not, compared with the chunk before or parsed in full: the same events and the same end. */
    private void stream(byte[] data) {
        byte[] body = body(data);
        Responses.Result expected = Responses.readCutAt(body, List.of(), EVERYTHING, false);

        Responses.Result compared = Responses.readCutAt(body, cuts(data, body.length), EVERYTHING, true);

        Responses.assertSame(compared, expected);
    }

    /** Each event several times and then with one character changed: what the comparison of chunks is for, and what it must see. */
    private void likeChunks(byte[] data) {
        StringBuilder stream = new StringBuilder();
        int seed = Arrays.hashCode(Arrays.copyOf(data, CUTS));
        for (String line : new String(body(data), StandardCharsets.ISO_8859_1).split("\n")) {
            stream.append(("data: " + line + "\n\n").repeat(3));
            if (!line.isEmpty()) {
                int place = Math.floorMod(seed, line.length());
                char other = "\" \\01a}]".charAt(Math.floorMod(seed, 8));
                stream.append("data: ")
                        .append(line, 0, place)
                        .append(other)
                        .append(line.substring(place + 1))
                        .append("\n\n");
                seed = seed * 31 + place;
            }
        }
        byte[] body = stream.toString().getBytes(StandardCharsets.ISO_8859_1);
        Responses.Result expected = Responses.readCutAt(body, List.of(), EVERYTHING, false);

        Responses.Result compared = Responses.readCutAt(body, cuts(data, body.length), EVERYTHING, true);

        Responses.assertSame(compared, expected);
    }

    /** A completion is the same as a body and as the only event of a stream. */
    private void unaryAgainstStreamed(byte[] data) {
        String message =
                new String(data, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
        String json =
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{" + message + "}}]}";
        if (parser.parse(json.getBytes(StandardCharsets.UTF_8), 0, json.getBytes(StandardCharsets.UTF_8).length)
                        .failure()
                != null) {
            return;
        }
        Responses.Result unary = Responses.read(json);
        Responses.Result streamed = Responses.read("data: " + json + "\n\ndata: [DONE]\n\n");

        Responses.assertSame(streamed, unary);
    }

    private void thinkingFilter(byte[] data) {
        String text = String.join("", pieces(data));

        assertThat(filtered(pieces(data))).isEqualTo(filtered(List.of(text)));
    }

    private static List<String> filtered(List<String> pieces) {
        StringBuilder thinking = new StringBuilder();
        StringBuilder text = new StringBuilder();
        ThinkingText trimmed = new ThinkingText(thinking::append);
        ThinkingFilter filter = new ThinkingFilter(trimmed::append, text::append);
        pieces.forEach(filter::append);
        filter.end();
        trimmed.end();
        assertThat(trimmed.thinking()).isEqualTo(thinking.isEmpty() ? null : thinking.toString());
        return List.of(thinking.toString(), text.toString(), String.valueOf(filter.raw()));
    }

    private void toolCallMarkup(byte[] data) {
        String text = String.join("", pieces(data));

        List<String> whole = withoutMarkup(List.of(text));

        assertThat(withoutMarkup(pieces(data))).isEqualTo(whole);
        assertThat(String.join("", whole)).isEqualTo(text);
        ToolCallMarkup.read(text, Map.of("f", TOOL));
    }

    private static List<String> withoutMarkup(List<String> pieces) {
        StringBuilder text = new StringBuilder();
        MarkupFilter filter = new MarkupFilter(text::append, true);
        pieces.forEach(filter::append);
        String markup = filter.markup();
        return List.of(text.toString(), markup);
    }

    private void errorReader(byte[] data) {
        byte[] body = body(data);
        int status = data.length == 0 ? 200 : 200 + (data[0] & 0xFF) * 2;

        MiniMaxException error = Responses.readError(status, body);

        if (status >= 300) {
            assertThat(error.kind()).isNotNull();
            assertThat(error.getMessage()).isNotBlank().hasSizeLessThan(5000);
        }
    }

    /** Whatever a chat memory holds is refused with its place, or repaired to a history that MiniMax accepts and that stays as it is. */
    private void history(byte[] data) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i + 1 < data.length && messages.size() < 20; i += 2) {
            messages.add(message(data[i], data[i + 1]));
        }
        if (messages.isEmpty()) {
            return;
        }
        List<Message> prepared;
        try {
            prepared = prepared(messages, data[0] % 2 == 0);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("messages[");
            return;
        }
        Deque<String> calls = new ArrayDeque<>();
        for (int i = 0; i < prepared.size(); i++) {
            Message message = prepared.get(i);
            assertThat(message.role() == Role.SYSTEM)
                    .isEqualTo(i == 0 && messages.stream().anyMatch(each -> each.role() == Role.SYSTEM));
            assertThat(message.toolCallId()).isEqualTo(calls.poll());
            for (ToolCall call : message.toolCalls() == null ? List.<ToolCall>of() : message.toolCalls()) {
                calls.add(call.id());
                assertThat(Json.isObject(call.arguments())).isTrue();
            }
            assertThat(message.role() == Role.SYSTEM || !new Message.Content.Text("").equals(message.content()))
                    .isTrue();
        }
        assertThat(calls).isEmpty();
        assertThat(prepared(prepared, false)).isEqualTo(prepared);
    }

    private static Message message(int kind, int detail) {
        String id = String.valueOf((char) ('a' + (detail & 3)));
        String text = detail % 5 == 0 ? "" : "text";
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < (detail >> 2 & 3); i++) {
            String arguments = i == 0 ? text : "{\"n\":" + i + "}";
            calls.add(new ToolCall(detail % 3 == 0 ? id : id + i, "f", arguments));
        }
        return switch (kind & 7) {
            case 0 -> Message.system(text);
            case 1 -> Message.user(text);
            case 2 -> Message.assistant(text);
            case 3, 4 ->
                Message.builder(Role.ASSISTANT).content(text).toolCalls(calls).build();
            case 5 -> Message.tool(id, text);
            default -> Message.tool(id + (detail >> 2 & 3), text);
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Message> prepared(List<Message> messages, boolean repair) {
        ChatCompletionRequest request =
                ChatCompletionRequest.builder().model("m").messages(messages).build();
        return (List<Message>)
                RequestPreparation.prepare(request, TargetProfile.MINIMAX, false, false, repair, Map.of())
                        .members()
                        .get("messages");
    }
}
