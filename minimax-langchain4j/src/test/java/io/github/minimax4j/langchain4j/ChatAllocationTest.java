package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bounds what {@link ChatModel#chat} may allocate above the transport, so that nothing is done twice unnoticed. The bounds hold for code
 * that the JIT compiler has not optimized.
 */
@Tag("allocation")
class ChatAllocationTest {
    private static final int CALLS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ChatRequest REQUEST = ChatRequest.builder()
            .messages(SystemMessage.from("Be brief."), UserMessage.from("Why is the sea salty?"))
            .build();

    @ParameterizedTest
    @CsvSource({"100,10700", "64000,155000"})
    void aChatAllocatesLittleMoreThanItsResponse(int length, long bound) {
        byte[] body = ("{\"id\":\"0123456789abcdef\",\"object\":\"chat.completion\",\"created\":1700000000,"
                        + "\"model\":\"MiniMax-M3\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{"
                        + "\"role\":\"assistant\",\"content\":\"" + "x".repeat(length) + "\"}}],\"usage\":{"
                        + "\"prompt_tokens\":42,\"completion_tokens\":18,\"total_tokens\":60},"
                        + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of("content-length", List.of(String.valueOf(body.length)));
        HttpTransport transport = (request, receiver) -> {
            receiver.head(200, headers);
            receiver.body(ByteBuffer.wrap(body));
            receiver.end();
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        };
        try (MiniMaxClient client = MiniMaxClient.builder()
                        .apiKey("k".repeat(128))
                        .transport((connectTimeout, readTimeout) -> transport)
                        .build();
                MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .build()) {
            chat(model); // loads classes
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                chat(model);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least / CALLS).as("bytes a call").isLessThan(bound);
        }
    }

    /** Of a large image, only the body of the request is a copy. */
    @Test
    void aLargeImageIsCopiedOnce() {
        String image = "iVBORw0K".repeat(1 << 19);
        byte[] body = "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"A cat.\"}}]}"
                .getBytes(StandardCharsets.UTF_8);
        AtomicInteger sent = new AtomicInteger();
        HttpTransport transport = (request, receiver) -> {
            sent.set(request.body().length);
            receiver.head(200, Map.of());
            receiver.body(ByteBuffer.wrap(body));
            receiver.end();
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        };
        try (MiniMaxClient client = MiniMaxClient.builder()
                        .apiKey("k")
                        .transport((connectTimeout, readTimeout) -> transport)
                        .build();
                MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .build()) {
            UserMessage question = UserMessage.from(ImageContent.from(image, "image/png"));
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                model.chat(question);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(sent.get()).isGreaterThan(image.length());
            assertThat(least - sent.get()).as("bytes beside the body").isLessThan(100_000);
        }
    }

    private static void chat(ChatModel model) {
        for (int i = 0; i < CALLS; i++) {
            model.chat(REQUEST);
        }
    }
}
