package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twice the response is twice the work and no more, whatever it holds: all streams of a client share the thread that reads them. Allocated
 * bytes and visited characters are counted, so the speed of the machine does not matter.
 */
@Timeout(120)
class LinearWorkTest {

    private static final int N = 4000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Tool TOOL = Tool.of("f", null, Map.of("type", "object"));

    /** Hands the response to the client on the test's own thread, where allocation can be counted. */
    private static final class OwnThreadTransport implements HttpTransport {

        private Receiver receiver;

        @Override
        public Call send(Request request, Receiver receiver) {
            this.receiver = receiver;
            return new Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        }

        void respond(byte[] body, int pieceSize) {
            receiver.head(200, Map.of("Content-Type", List.of("text/event-stream")));
            for (int from = 0; from < body.length; from += pieceSize) {
                receiver.body(ByteBuffer.wrap(body, from, Math.min(pieceSize, body.length - from)));
            }
            receiver.end();
        }
    }

    private static long allocated(String stream, int pieceSize) {
        byte[] body = stream.getBytes(StandardCharsets.UTF_8);
        OwnThreadTransport transport = new OwnThreadTransport();
        CompletableFuture<ChatCompletion> end = new CompletableFuture<>();
        ChatStreamListener listener = new ChatStreamListener() {
            @Override
            public void onComplete(ChatCompletion completion) {
                end.complete(completion);
            }

            @Override
            public void onError(MiniMaxException error) {
                end.completeExceptionally(error);
            }
        };
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl("http://localhost")
                .maxRetries(0)
                .maxEventSize(64 * 1024 * 1024)
                .convertToolCallMarkup(true)
                .callbackExecutor(Runnable::run)
                .transport((connectTimeout, readTimeout) -> transport)
                .build()) {
            client.stream(
                    MiniMaxClientTest.REQUEST.toBuilder().tools(List.of(TOOL)).build(), listener);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            transport.respond(body, pieceSize);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(end.join()).isNotNull();
            return after - before;
        }
    }

    private static String events(int count, IntFunction<String> payload) {
        return sse(IntStream.range(0, count).mapToObj(payload).toArray(String[]::new));
    }

    private static String thinking(String piece) {
        return delta("\"reasoning_content\":" + Json.write(piece));
    }

    private static String message(String members) {
        return "{\"choices\":[{\"message\":{" + members + "}}]}";
    }

    private static Arguments stream(String name, int pieceSize, IntFunction<String> ofSize) {
        return Arguments.of(name, pieceSize, ofSize);
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                stream(
                        "white space as arguments",
                        1000,
                        n -> sse(delta("\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                                        + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]"))
                                + events(
                                        n,
                                        i -> delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\""
                                                + " ".repeat(50) + "\"}}]"))),
                stream("one closing tag after the other", 1000, n -> events(n, i -> thinking("</think>"))),
                stream("closing tags, cut", 1000, n -> events(n, i -> thinking(i % 2 == 0 ? "</thi" : "nk> "))),
                stream(
                        "blank thinking, then text",
                        1000,
                        n -> sse(thinking("Hmm."))
                                + events(n, i -> thinking(" ".repeat(20)))
                                + events(n, i -> text("word "))),
                stream(
                        "blank thinking between words",
                        1000,
                        n -> sse(thinking("Hmm."))
                                + events(n, i -> i % 2 == 0 ? thinking("\n".repeat(20)) : text("x"))),
                stream(
                        "thinking in snapshots",
                        1000,
                        n -> events(n / 10, i -> thinking("The whole thought. ".repeat(i + 1)))),
                stream(
                        "inline thinking full of tag beginnings",
                        1000,
                        n -> sse(text("<think>")) + events(n, i -> text("</thin <"))),
                stream("text full of tag beginnings", 1000, n -> events(n, i -> text("<th"))),
                stream("quoted markup in one piece", 1000, n -> sse(text("`<minimax:tool_call>` ".repeat(n)))),
                stream("quoted markup in pieces", 1000, n -> events(n, i -> text("``<minimax:tool_call>` "))),
                stream(
                        "beginnings of markup, bit by bit",
                        1000,
                        n -> events(n, i -> text("]<]mini".substring(i % 7, i % 7 + 1)))),
                stream(
                        "markup without an end",
                        1000,
                        n -> events(n, i -> text("<minimax:tool_call><invoke name=\"f\">"))),
                stream("lines of one character", 1000, n -> "x\n".repeat(n * 50) + ":\r".repeat(n * 50)),
                stream("line ends of all kinds", 7, n -> "\r\n\r\r\n\n".repeat(n * 10)),
                stream(
                        "data in many lines",
                        1000,
                        n -> "data: {\"x\":[1\n" + "data: ,1\n".repeat(n * 20) + "data: ]}\n\n"),
                stream(
                        "text, then whole messages that hold less",
                        1000,
                        n -> events(n, i -> text("word ")) + events(n, i -> message("\"content\":\"x\""))),
                stream(
                        "a refusal, then whole messages that hold less",
                        1000,
                        n -> events(n, i -> delta("\"refusal\":\"no no \""))
                                + events(n, i -> message("\"refusal\":\"x\""))),
                stream(
                        "arguments, then whole messages with another call",
                        1000,
                        n -> sse(delta("\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                                        + "\"function\":{\"name\":\"f\",\"arguments\":\"[0\"}}]"))
                                + events(
                                        n,
                                        i -> delta(
                                                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\",1\"}}]"))
                                + sse(delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"]\"}}]"))
                                + events(
                                        n,
                                        i -> message("\"tool_calls\":[{\"id\":\"d\","
                                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"))),
                stream(
                        "reasoning details, each of its own",
                        1000,
                        n -> events(
                                n, i -> delta("\"reasoning_details\":[{\"id\":\"r" + i + "\",\"text\":\"hmm \"}]"))),
                stream("a long run of escapes", 1000, n -> sse(text("\"\\\n\u0001".repeat(n * 10)))),
                stream("a long run of escapes, byte by byte", 1, n -> sse(text("\"\\\n\u0001".repeat(n * 5)))),
                stream(
                        "values one behind the other",
                        1000,
                        n -> sse(text("word ").repeat(n))),
                stream(
                        "ignored fields",
                        1000,
                        n -> events(
                                n,
                                i -> delta(
                                        "\"content\":\"a\",\"ignored" + i + "\":" + "[".repeat(50) + "]".repeat(50)))),
                stream("a long line, byte by byte", 1, n -> ": " + "x".repeat(n * 20) + "\n\n"),
                stream("a long event, byte by byte", 1, n -> sse(text("x".repeat(n * 20)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void twiceTheStreamAllocatesTwiceAsMuch(String name, int pieceSize, IntFunction<String> ofSize) {
        String end = sse(text("."), finish("stop"), "[DONE]");
        allocated(ofSize.apply(N / 8) + end, pieceSize);

        long once = allocated(ofSize.apply(N) + end, pieceSize);
        long twice = allocated(ofSize.apply(2 * N) + end, pieceSize);

        // snapshots grow themselves: what counts is the size of the stream
        double size = (double) ofSize.apply(2 * N).length() / ofSize.apply(N).length();
        assertThat((double) twice / once).isLessThan(1.4 * size);
    }

    /** Counts how often its characters are asked for. */
    private static final class CountingText implements CharSequence {

        private final String text;

        long visits;

        CountingText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            visits++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`<minimax:tool_call>`",
                "`]<]minimax[>[` and ",
                "``<minimax:tool_call>`",
                "` ```<minimax:tool_call>``` ]<]minimax[> `",
                "<minimax:tool_cal ]<]minimax[> "
            })
    void textFullOfMarkupIsLookedAtAFixedNumberOfTimes(String piece) {
        for (int count : new int[] {10, 1000, 40_000}) {
            CountingText text = new CountingText(piece.repeat(count));
            ToolCallMarkup.begin(text);
            assertThat(text.visits).isLessThan(20L * text.length());

            CountingText filtered = new CountingText(text.toString());
            new MarkupFilter(ignored -> {}, true).append(filtered);
            assertThat(filtered.visits).isLessThan(20L * text.length());
        }
    }
}
