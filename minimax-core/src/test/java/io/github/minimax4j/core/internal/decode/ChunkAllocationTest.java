package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.Endpoint;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds what one chunk of a stream may allocate between its bytes and its event. */
@Tag("allocation")
class ChunkAllocationTest {

    private static final int CHUNKS = 500;

    // what the network hands over at once
    private static final int PIECE = 4096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ChunkParser parser = new ChunkParser(Responses.LIMITS);

    private final ErrorReader errors = new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions"));

    private long events;

    @ParameterizedTest
    @CsvSource({
        "content,166",
        "reasoning_content,260",
        "reasoning_details,375",
        "arguments,380",
        "unlike the one before,440"
    })
    void aChunkAllocatesLittleMoreThanItsText(String field, long bound) {
        byte[] body = body(i -> switch (field) {
            case "arguments" ->
                "\"tool_calls\":[{\"index\":0,\"id\":\"" + (i == 0 ? "call_1" : "") + "\",\"function\":{"
                        + (i == 0 ? "\"name\":\"f\"," : "") + "\"arguments\":\""
                        + (i == 0 ? "[" : i == CHUNKS - 1 ? "1]" : "1234567,") + "\"}}]";
            case "reasoning_details" ->
                "\"reasoning_content\":\"word" + i + " \",\"reasoning_details\":[{\"type\":\"reasoning.text\","
                        + "\"id\":\"reasoning-text-1\",\"format\":\"MiniMax-response-v1\",\"index\":0,\"text\":\"word"
                        + i
                        + " \"}]";
            // no chunk can be read by comparison
            case "unlike the one before" ->
                (i % 2 == 0 ? "" : "\"name\":\"MiniMax AI\",") + "\"content\":\"word" + i + " \"";
            default -> "\"" + field + "\":\"word" + i + " \"";
        });
        for (int i = 0; i < 200; i++) {
            read(body); // what the compiler has not seen often allocates more
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            events = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            read(body);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(events).isGreaterThanOrEqualTo(CHUNKS);
        assertThat(least / CHUNKS).as("bytes a chunk").isLessThan(bound);
    }

    private void read(byte[] body) {
        ChatResponseReader reader = new ChatResponseReader(parser, errors, Expectations.NONE, event -> events++, null);
        reader.head(ResponseDetails.of(200, "trace", null, Redaction.NONE));
        for (int from = 0; from < body.length; from += PIECE) {
            reader.bytes(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from)));
        }
        reader.end();
        assertThat(reader.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    private static byte[] body(IntFunction<String> delta) {
        String head = "data: {\"id\":\"abc\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"MiniMax-M3\",\"choices\":[{\"index\":0,\"delta\":{";
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            body.append(head)
                    .append("\"role\":\"assistant\",")
                    .append(delta.apply(i))
                    .append("}}]}\n\n");
        }
        body.append(head).append("},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
