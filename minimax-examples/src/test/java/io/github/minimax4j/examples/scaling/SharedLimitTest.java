package io.github.minimax4j.examples.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class SharedLimitTest {

    private static Redis redis;

    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void startRedis() throws IOException {
        redis = Redis.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    private ChatModel replica(MiniMaxServer server, long requests, long tokens, Duration maxWait) {
        ChatModel model = MiniMaxChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("MiniMax-M2.5")
                .build();
        return new LimitedChatModel(model, new SharedLimit(redis.client(), name, requests, tokens, maxWait));
    }

    @Test
    void replicasTogetherSendNoMoreRequestsThanTheLimitAllows(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        ChatModel first = replica(server, 6, 1_000_000, Duration.ofMillis(1));
        ChatModel second = replica(server, 6, 1_000_000, Duration.ofMillis(1));
        AtomicInteger refused = new AtomicInteger();

        IntStream.range(0, 20).parallel().forEach(i -> {
            try {
                (i % 2 == 0 ? first : second).chat("Hi");
            } catch (RateLimitException e) {
                refused.incrementAndGet();
            }
        });

        // one more may be allowed by the time that has passed
        assertThat(server.requests()).hasSizeBetween(6, 7);
        assertThat(server.requests().size() + refused.get()).isEqualTo(20);
    }

    @Test
    void aCallThatWaitsLongEnoughGetsItsTurn(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        ChatModel replica = replica(server, 600, 1_000_000, Duration.ofSeconds(30));

        for (int call = 0; call < 605; call++) {
            replica.chat("Hi");
        }

        assertThat(server.requests()).hasSize(605);
    }

    @Test
    void aCallReservesTokensAndReturnsWhatItDidNotUse(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello.").usage(100, 20));
        ChatModel replica = replica(server, 1_000, 5_000, Duration.ofMillis(1));

        for (int call = 0; call < 20; call++) {
            replica.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .maxOutputTokens(2_000)
                    .build());
        }
        assertThatThrownBy(() -> replica.chat(ChatRequest.builder()
                        .messages(UserMessage.from("Hi"))
                        .maxOutputTokens(4_900)
                        .build()))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("all replicas together");
        assertThat(server.requests()).hasSize(20);
    }

    @Test
    void aFailedCallReturnsItsTokens(MiniMaxServer server) {
        server.enqueue(Reply.error(2013, "invalid"), Reply.text("Hello."));
        ChatModel replica = replica(server, 1_000, 1_500, Duration.ofMillis(1));

        assertThatThrownBy(() -> replica.chat("Hi")).hasMessageContaining("invalid");
        replica.chat("Hi");

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theExampleSendsWhatTheLimitAllows() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Backend backend = Backend.scripted(TwoReplicas.class)) {
            TwoReplicas.run(backend, redis.url());
            // one more may be allowed by the time that has passed
            assertThat(backend.server().requests()).hasSizeBetween(5, 6);
            assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                    .isEqualTo(backend.server().requests().size()
                            + " of 12 calls were sent; the others would have exceeded the limit");
        } finally {
            System.setOut(out);
        }
    }
}
