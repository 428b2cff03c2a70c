package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds what one chunk of a stream may allocate between the transport's bytes and LangChain4j's handler. */
@Tag("allocation")
class HandlerAllocationTest {

    private static final int CHUNKS = 1000;

    // what the network hands over at once
    private static final int PIECE = 16 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("MiniMax-M3")
            .messages(Message.user("Hello"))
            .build();

    /** Sends the response on the caller's thread, which callbacks run on too: so its allocation is that of the stream. */
    private static final class SameThreadTransport implements HttpTransport {

        private final byte[] body;

        SameThreadTransport(byte[] body) {
            this.body = body;
        }

        @Override
        public Call send(Request request, Receiver receiver) {
            receiver.head(200, Map.of("Content-Type", List.of("text/event-stream")));
            for (int from = 0; from < body.length; from += PIECE) {
                receiver.body(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from)));
            }
            receiver.end();
            return new Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        }
    }

    private static final class CountingHandler implements StreamingChatResponseHandler {

        private int pieces;

        private int ends;

        @Override
        public void onPartialResponse(String text) {
            pieces++;
        }

        @Override
        public void onPartialThinking(PartialThinking thinking) {
            pieces++;
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            ends++;
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }
    }

    @ParameterizedTest
    @CsvSource({"content,175", "reasoning,325"})
    void aChunkAllocatesLittleMoreThanItsTextOnItsWayToAHandler(String field, long bound) {
        SameThreadTransport transport = new SameThreadTransport(body(field));
        long least = Long.MAX_VALUE;
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl("http://localhost")
                .apiKey("k".repeat(128))
                .callbackExecutor(Runnable::run)
                .transport((connectTimeout, readTimeout) -> transport)
                .build()) {
            // what the compiler has not seen often allocates more
            for (int i = 0; i < 4000 && least >= bound * CHUNKS; i++) {
                CountingHandler handler = new CountingHandler();
                StreamMapper mapper = new StreamMapper(
                        new HandlerOutput(handler),
                        new PlannedRequest(
                                REQUEST, MiniMaxChatRequestParameters.builder().build(), true, false));
                long before = THREADS.getCurrentThreadAllocatedBytes();
                client.stream(REQUEST, mapper);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
                assertThat(handler.pieces).isGreaterThanOrEqualTo(CHUNKS);
                assertThat(handler.ends).isEqualTo(1);
            }
        }

        assertThat(least / CHUNKS).as("bytes a chunk").isLessThan(bound);
    }

    /** MiniMax's shape, see the samples of a stream in the wire protocol. */
    private static byte[] body(String field) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            String delta = field.equals("content")
                    ? "\"content\":\" word" + i + "\""
                    : "\"reasoning_content\":\" word" + i + "\",\"reasoning_details\":[{\"type\":\"reasoning.text\","
                            + "\"id\":\"reasoning-text-1\",\"format\":\"MiniMax-response-v1\",\"index\":0,\"text\":\" word"
                            + i + "\"}]";
            body.append(
                            "data: {\"id\":\"7a\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"name\":\"MiniMax AI\",")
                    .append("\"audio_content\":\"\",")
                    .append(delta)
                    .append("}}],\"created\":1785000030,\"model\":\"MiniMax-M3\",\"object\":\"chat.completion.chunk\",")
                    .append("\"usage\":{\"total_tokens\":0,\"total_characters\":0},\"service_tier\":\"standard\"}\n\n");
        }
        body.append("data: {\"id\":\"7a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
                .append("data: [DONE]\n\n");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
