package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a finished stream leaves in memory. */
@ExtendWith(MiniMaxServerExtension.class)
class ForgottenStreamsTest {

    @Test
    void aStreamWhoseBodyHasEndedIsForgottenAtOnce(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxClient client = client(server)) {
            assertForgotten(streamed(client));
        }
    }

    @Test
    void aFinishedStreamIsForgottenThoughTheServerKeepsTheConnectionOpen(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.")
                .streamed(stream ->
                        stream.textDeltas("Hello.").ending(Ending.LAST_DELTA).withDone())
                .stallAfterEvents(2));
        try (MiniMaxClient client = client(server)) {
            assertForgotten(streamed(client));

            assertThat(server.awaitHangUp(Duration.ofSeconds(10)))
                    .as("the connection closes all the same")
                    .isTrue();
        }
    }

    private static MiniMaxClient client(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key-123")
                .build();
    }

    private static WeakReference<RecordingListener> streamed(MiniMaxClient client) {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        assertThat(listener.completion().text()).isEqualTo("Hello.");
        return new WeakReference<>(listener);
    }

    // at once, and not when the time has passed that a server has to end its body
    private static void assertForgotten(WeakReference<?> reference) {
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        do {
            System.gc();
        } while (reference.get() != null && System.nanoTime() < deadline);
        assertThat(reference.get()).isNull();
    }
}
