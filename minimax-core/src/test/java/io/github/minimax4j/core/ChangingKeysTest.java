package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys and headers that come from suppliers. */
@ExtendWith(MiniMaxServerExtension.class)
class ChangingKeysTest {

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("MiniMax-M3")
            .messages(Message.user("Hi"))
            .build();

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder().baseUrl(server.baseUrl()).profile(TargetProfile.MINIMAX);
    }

    @Test
    void suppliersAreAskedOnceForEachRequestAndNotForItsRetries(MiniMaxServer server) {
        server.enqueue(Reply.error(1000, "unknown error"), Reply.text("a"), Reply.text("b"));
        AtomicInteger keys = new AtomicInteger();
        AtomicInteger headers = new AtomicInteger();
        try (MiniMaxClient client = builder(server)
                .retryDelay(Duration.ofMillis(1))
                .customHeaders(Map.of("X-App", "desk", "X-Team", "fixed"))
                .customHeaders(() -> Map.of("x-team", "team-" + headers.incrementAndGet()))
                .apiKeySupplier(() -> " key-" + keys.incrementAndGet() + "\n")
                .build()) {
            assertThat(keys).hasValue(0);
            client.chat(REQUEST);
            client.chat(REQUEST);
        }
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer key-1", "Bearer key-1", "Bearer key-2");
        assertThat(server.requests())
                .extracting(request -> request.header("X-Team"))
                .containsExactly("team-1", "team-1", "team-2");
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.header("X-App")).isEqualTo("desk"));
    }

    @Test
    void suppliedHeadersMayBringTheKey(MiniMaxServer server) {
        server.enqueue(Reply.text("a"));
        try (MiniMaxClient client = builder(server)
                .customHeaders(() -> Map.of("Authorization", "Bearer supplied"))
                .build()) {
            client.chat(REQUEST);
        }
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer supplied");
    }

    @Test
    void theKeyOfARequestWinsAndItsSupplierIsNotAsked(MiniMaxServer server) {
        server.enqueue(Reply.text("a"));
        try (MiniMaxClient client = builder(server)
                .apiKeySupplier(() -> {
                    throw new AssertionError("not needed");
                })
                .build()) {
            client.withOptions(new RequestOptions(Map.of(), "of-request")).chat(REQUEST);
        }
        RecordedRequest request = server.lastRequest();
        assertThat(request.header("Authorization")).isEqualTo("Bearer of-request");
    }

    @Test
    @Tag("B13")
    void whatCannotBeSentIsRefusedWithoutItsValueAndBeforeAnythingIsSent(MiniMaxServer server) {
        try (MiniMaxClient badKey =
                        builder(server).apiKeySupplier(() -> "very\nsecret").build();
                MiniMaxClient noKey = builder(server).apiKeySupplier(() -> null).build();
                MiniMaxClient noHeaders =
                        builder(server).customHeaders(() -> null).build();
                MiniMaxClient badHeader = builder(server)
                        .apiKey("k")
                        .customHeaders(() -> Map.of("X-Team", "very\nsecret"))
                        .build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> badKey.chat(REQUEST))
                    .withMessageContaining("apiKey")
                    .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> badHeader.chat(REQUEST))
                    .withMessageContaining("X-Team")
                    .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
            for (MiniMaxClient client : new MiniMaxClient[] {noKey, noHeaders}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> client.chat(REQUEST))
                        .withMessageContaining("key");
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatASupplierThrowsIsThrownToTheCaller(MiniMaxServer server) {
        IllegalStateException failure = new IllegalStateException("no key to be had");
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder(server)
                .apiKeySupplier(() -> {
                    throw failure;
                })
                .build()) {
            assertThatThrownBy(() -> client.chat(REQUEST)).isSameAs(failure);
            assertThatThrownBy(() -> client.stream(REQUEST, listener)).isSameAs(failure);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B13")
    void optionsAreCheckedWhenTheyAreMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions(Map.of("X-Team", "very\nsecret"), null))
                .withMessageContaining("X-Team")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions(Map.of(), "very\nsecret"))
                .withMessageContaining("apiKey")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
    }
}
