package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same bytes from the server over both transports: the same events, the same response, the same kind of error. The bodies are those of
 * the corpus in {@code minimax-core}, some with a few bytes changed; HTTP frames them in many ways, right and wrong. There are a fixed
 * number with a fixed seed, or, with {@code -Dfuzz.seconds}, as many as that takes.
 */
@Tag("langchain4j-1.20")
@Timeout(value = 1, unit = TimeUnit.HOURS)
@ExtendWith(MiniMaxServerExtension.class)
class TransportsFuzzTest {
    private static final int RESPONSES = 500;
    private static final long SEED = 20261127;

    // before the body in each file: where another test cuts it
    private static final int CUTS = 3;

    // kinds of framing; the others are right, or only shorter than the body
    private static final int TOO_LONG = 2;
    private static final int CUT = 6;
    private static final int CHANGED = 7;

    private static final Path CORPUS = Path.of("../minimax-core/src/test/resources/fuzz");

    private static final int[] STATUSES = {200, 200, 200, 200, 201, 400, 401, 404, 429, 500, 503, 529};

    private static final List<String> TYPES = List.of(
            "Content-Type: text/event-stream",
            "content-type:text/event-stream;charset=utf-8",
            "CONTENT-TYPE: \t application/json ",
            "Content-Type: text/html",
            "X-None: 1");

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private final Random random = new Random(SEED);

    private final List<byte[]> bodies = new ArrayList<>();

    @Test
    void bothTransportsSeeTheSame(MiniMaxServer server) throws Exception {
        readCorpus();
        long seconds = Long.getLong("fuzz.seconds", 0);
        long end = System.nanoTime() + seconds * 1_000_000_000;
        try (MiniMaxStreamingChatModel builtInStreams =
                        set(MiniMaxStreamingChatModel.builder(), server).build();
                MiniMaxStreamingChatModel streams = overJdk(set(MiniMaxStreamingChatModel.builder(), server))
                        .build();
                MiniMaxChatModel builtIn =
                        set(MiniMaxChatModel.builder(), server).build();
                MiniMaxChatModel other =
                        overJdk(set(MiniMaxChatModel.builder(), server)).build()) {
            for (int i = 0; seconds > 0 ? System.nanoTime() < end : i < RESPONSES; i++) {
                int framing = random.nextInt(8);
                byte[] response = response(framing);
                boolean streamed = random.nextInt(3) > 0;
                server.reset();
                server.enqueue(Reply.rawBytes(response), Reply.rawBytes(response));

                Outcome expected = streamed ? outcome(builtInStreams) : outcome(builtIn);
                Outcome actual = streamed ? outcome(streams) : outcome(other);

                boolean wrong = framing == TOO_LONG || framing == CUT || framing == CHANGED;
                assertThat(wrong ? actual.ofWrongFraming() : actual)
                        .as("response %s: %s", i, new String(response, StandardCharsets.UTF_8))
                        .isEqualTo(wrong ? expected.ofWrongFraming() : expected);
            }
        }
    }

    private void readCorpus() throws Exception {
        for (String kind : List.of("stream", "errorReader")) {
            try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
                for (Path file : files.sorted().toList()) {
                    byte[] input = Files.readAllBytes(file);
                    bodies.add(Arrays.copyOfRange(input, Math.min(CUTS, input.length), input.length));
                }
            }
        }
        bodies.add(("{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"}}]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static <B extends MiniMaxModelBuilder<B>> B set(B builder, MiniMaxServer server) {
        return builder.baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key")
                .modelName("MiniMax-M3")
                .maxRetries(0);
    }

    private static <B extends MiniMaxModelBuilder<B>> B overJdk(B builder) {
        return builder.httpClientBuilder(new JdkHttpClientBuilder()
                .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1))
                .readTimeout(Duration.ofSeconds(30)));
    }

    private static Outcome outcome(MiniMaxStreamingChatModel model) {
        RecordingHandler handler = new RecordingHandler();
        model.chat(TestModels.ask("Hi"), handler);
        handler.awaitEnd();
        List<String> events = new ArrayList<>();
        for (String event : handler.events) { // a text may come in other pieces
            if (events.isEmpty() || !events.get(events.size() - 1).equals(event)) {
                events.add(event);
            }
        }
        return new Outcome(
                events,
                handler.thinking(),
                handler.text(),
                handler.responses.toString(),
                handler.errors.stream().map(TransportsFuzzTest::kind).toList());
    }

    private static Outcome outcome(MiniMaxChatModel model) {
        try {
            return new Outcome(
                    List.of(), "", "", model.chat(TestModels.ask("Hi")).toString(), List.of());
        } catch (RuntimeException e) {
            return new Outcome(List.of(), "", "", "", List.of(kind(e)));
        }
    }

    /** What the application sees. */
    private record Outcome(List<String> events, String thinking, String text, String response, List<String> errors) {

        /** Of a response whose framing is wrong, one may see more than the other before it fails, or another fault first. */
        Outcome ofWrongFraming() {
            return new Outcome(List.of(), "", "", response, errors.isEmpty() ? List.of() : List.of("failed"));
        }
    }

    private static String kind(Throwable failure) {
        return failure.getCause() instanceof MiniMaxException error
                ? error.kind().toString()
                : failure.toString();
    }

    private byte[] response(int framing) {
        byte[] body = bodies.get(random.nextInt(bodies.size())).clone();
        for (int i = random.nextInt(3); i > 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        StringBuilder head = new StringBuilder();
        if (random.nextInt(6) == 0) {
            head.append(
                    random.nextBoolean() ? "HTTP/1.1 100 Continue\r\n\r\n" : "HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n");
        }
        // or the client might take the connection for its next request, while the server closes it
        head.append("HTTP/1.1 ")
                .append(STATUSES[random.nextInt(STATUSES.length)])
                .append(random.nextBoolean() ? " OK\r\nConnection: close\r\n" : " \r\nConnection: close\r\n");
        head.append(TYPES.get(random.nextInt(TYPES.size()))).append("\r\n");
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        switch (framing) {
            case 0 -> write(response, head + "\r\n", body);
            case 1 -> write(response, head + "Content-Length: " + body.length + "\r\n\r\n", body);
            case 2 ->
                write(response, head + "Content-Length: " + (body.length + 1 + random.nextInt(9)) + "\r\n\r\n", body);
            case 3 -> write(response, head + "content-length:" + random.nextInt(body.length + 1) + "\r\n\r\n", body);
            default -> write(response, head + CHUNKED, chunked(body));
        }
        byte[] whole = response.toByteArray();
        return switch (framing) {
            case CUT -> Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            case CHANGED -> {
                int begin = head.length() + CHUNKED.length();
                whole[begin + random.nextInt(whole.length - begin)] = (byte) random.nextInt(256);
                yield whole;
            }
            default -> whole;
        };
    }

    private static void write(ByteArrayOutputStream response, String head, byte[] body) {
        response.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        response.writeBytes(body);
    }

    /** With sizes in each way that HTTP allows. */
    private byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int most = 1 + random.nextInt(Math.max(1, body.length));
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, Math.max(1 + random.nextInt(most), body.length / 50));
            String hex = Integer.toHexString(size);
            String shown = switch (random.nextInt(4)) {
                case 0 -> hex.toUpperCase(Locale.ROOT);
                case 1 -> "000" + hex;
                case 2 -> hex + ";name=value";
                default -> hex;
            };
            write(chunks, shown + "\r\n", Arrays.copyOfRange(body, from, from + size));
            write(chunks, "\r\n", new byte[0]);
            from += size;
        }
        write(chunks, random.nextInt(3) == 0 ? "0\r\nX-Trailer: 1\r\n\r\n" : "0\r\n\r\n", new byte[0]);
        return chunks.toByteArray();
    }
}
