package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bounds what a unary call may allocate above the transport, so that nothing is done twice unnoticed. The bounds hold for code that the
 * JIT compiler has not optimized. A long response may cost its body and its text, and no third copy.
 */
@Tag("allocation")
class UnaryAllocationTest {

    private static final int CALLS = 100;

    // what the network hands over at once
    private static final int PIECE = 16 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({"100,true,8100", "100,false,8100", "70000,true,160000", "70000,false,232000"})
    void aUnaryCallAllocatesLittleMoreThanItsResponse(int length, boolean announced, long bound) {
        byte[] body = body(length);
        Map<String, List<String>> headers = announced
                ? Map.of("content-length", List.of(String.valueOf(body.length)), "trace-id", List.of("0123456789"))
                : Map.of("trace-id", List.of("0123456789"));
        HttpTransport transport = (request, receiver) -> {
            receiver.head(200, headers);
            for (int from = 0; from < body.length; from += PIECE) {
                receiver.body(List.of(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from))));
            }
            receiver.end();
            return new Answered();
        };
        try (MiniMaxClient client = MiniMaxClient.builder()
                .apiKey("k".repeat(128))
                .transport((connectTimeout, readTimeout) -> transport)
                .build()) {
            ask(client); // loads classes
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                ask(client);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least / CALLS).as("bytes a call").isLessThan(bound);
        }
    }

    private static void ask(MiniMaxClient client) {
        for (int i = 0; i < CALLS; i++) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
    }

    private static byte[] body(int length) {
        return ("{\"id\":\"0123456789abcdef\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"MiniMax-M3\","
                        + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
                        + "x".repeat(length)
                        + "\"}}],\"usage\":{\"prompt_tokens\":42,\"completion_tokens\":18,\"total_tokens\":60},"
                        + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A call that has ended before it is returned. */
    private static final class Answered implements HttpTransport.Call {

        @Override
        public void more() {}

        @Override
        public void cancel() {}
    }
}
