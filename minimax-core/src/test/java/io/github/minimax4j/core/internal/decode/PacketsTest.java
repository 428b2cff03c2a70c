package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RawServer;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.SampleStreams;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.transport.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Streams over real sockets, in chunks and packets of random sizes that have nothing to do with events or characters. */
class PacketsTest {

    private static RawServer server;

    private static MiniMaxClient client;

    @BeforeContainer
    static void connect() {
        server = RawServer.start(PacketsTest::answer);
        client = MiniMaxClient.builder().baseUrl(server.baseUrl()).maxRetries(0).build();
    }

    @AfterContainer
    static void close() {
        client.close();
        server.close();
    }

    /** Answers with the sample and the cuts that the request names. */
    private static void answer(Socket socket) throws Exception {
        while (true) {
            String head = RawServer.readRequest(socket);
            List<String> sample = head.lines()
                    .filter(line -> line.startsWith("X-Sample: "))
                    .flatMap(line -> Arrays.stream(line.substring(10).split(";")))
                    .toList();
            Random random = new Random(Long.parseLong(sample.get(1)));
            byte[] response = chunked(SampleStreams.bytes(sample.get(0)), random);
            OutputStream out = socket.getOutputStream();
            int most = random.nextBoolean() ? 40 : 2000;
            for (int from = 0; from < response.length; ) {
                int size = Math.min(response.length - from, 1 + random.nextInt(most));
                out.write(response, from, size);
                out.flush();
                if (random.nextInt(4) == 0) {
                    Thread.yield(); // sometimes packets are read one by one, sometimes together
                }
                from += size;
            }
        }
    }

    private static byte[] chunked(byte[] body, Random random) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(
                ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"));
        int most = random.nextBoolean() ? 10 : 3000;
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + random.nextInt(most));
            response.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
            response.write(body, from, size);
            response.writeBytes(ascii("\r\n"));
            from += size;
        }
        response.writeBytes(ascii("0\r\n\r\n"));
        return response.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(SampleStreams.all());
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    @Tag("B32")
    void aStreamInAnyPacketsTellsTheSame(@ForAll("samples") String name, @ForAll long seed) {
        RecordingListener listener = new RecordingListener();
        RequestOptions options = new RequestOptions(Map.of("X-Sample", name + ";" + seed), null);

        client.withOptions(options).stream(MiniMaxClientTest.REQUEST, listener);

        Responses.Result whole = Responses.read(SampleStreams.bytes(name), Integer.MAX_VALUE);
        if (whole.outcome() instanceof Outcome.Completed) {
            ChatCompletion answer = listener.completion();
            assertThat(answer.text()).isEqualTo(whole.completion().text());
            assertThat(answer.thinking()).isEqualTo(whole.completion().thinking());
            assertThat(answer.toolCalls()).isEqualTo(whole.completion().toolCalls());
            assertThat(answer.usage()).isEqualTo(whole.completion().usage());
        } else {
            assertThat(listener.error().kind()).isEqualTo(whole.error().kind());
        }
        assertThat(listener.events.subList(0, listener.events.size() - 1)).isEqualTo(whole.events());
        assertThat(listener.ends()).isEqualTo(1);
    }
}
