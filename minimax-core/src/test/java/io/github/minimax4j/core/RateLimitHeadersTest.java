package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says about its limits in headers. */
@Timeout(30)
class RateLimitHeadersTest extends ConnectedTest {

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.apiKey("secret-key-123");
    }

    private ChatCompletion streamed() {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        return listener.completion();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-RateLimit-Remaining-Requests",
                "x-ratelimit-limit-tokens",
                "RateLimit",
                "RateLimit-Policy",
                "X-Rate-Limit-Reset",
                "anthropic-ratelimit-requests-remaining",
                "Retry-After"
            })
    void aHeaderAboutLimitsIsInTheResponse(String name, MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello.").header(name, "7"));

        Map<String, String> expected = Map.of(name.toLowerCase(java.util.Locale.ROOT), "7");
        assertThat(client.chat(MiniMaxClientTest.REQUEST).rateLimits()).isEqualTo(expected);
        assertThat(streamed().rateLimits()).isEqualTo(expected);
    }

    @Test
    @Tag("Q34")
    void withoutSuchHeadersThereIsNothing(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello.").header("X-Limit", "7").header("X-Limit-Rate", "8"));

        assertThat(client.chat(MiniMaxClientTest.REQUEST).rateLimits()).isEmpty();
        assertThat(streamed().rateLimits()).isEmpty();
    }

    @Test
    void anErrorHasThemToo(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.error(1002, "rate limit")
                .header("x-ratelimit-reset-requests", "12s")
                .header("x-ratelimit-key", "secret-key-123"));

        MiniMaxException error =
                catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));

        Map<String, String> expected = Map.of("x-ratelimit-reset-requests", "12s", "x-ratelimit-key", "***");
        assertThat(error.rateLimits()).isEqualTo(expected);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((MiniMaxException) in.readObject()).rateLimits()).isEqualTo(expected);
        }
    }
}
