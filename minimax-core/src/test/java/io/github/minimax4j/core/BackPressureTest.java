package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that is slow slows the server, and not the memory down. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class BackPressureTest {

    private static final int EVENTS = 8000;

    // most of an event is of no interest to the client, so that only what piles up in the socket is large
    private static final byte[] EVENT = sse("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"padding\":\""
                    + "x".repeat(8 * 1024) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    private static final long TOTAL = (long) EVENTS * EVENT.length;

    private final CompletableFuture<Long> writtenWhenStuck = new CompletableFuture<>();

    private final CountDownLatch release = new CountDownLatch(1);

    /** Blocks in its first callback until it is released. */
    private final class BlockingListener extends RecordingListener {

        final CountDownLatch blocked = new CountDownLatch(1);

        @Override
        public void onText(String piece) {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.onText(piece);
        }
    }

    /** Writes as fast as the client takes it, and tells how much that was when it takes nothing for a second. */
    private void write(Socket socket) throws IOException {
        RawServer.readRequest(socket);
        SocketChannel channel = socket.getChannel();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            long written = write(
                    channel,
                    selector,
                    ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII)),
                    0);
            for (int i = 0; i < EVENTS; i++) {
                written = write(channel, selector, ByteBuffer.wrap(EVENT), written);
            }
            byte[] end = sse(finish("stop"), "[DONE]").getBytes(StandardCharsets.UTF_8);
            write(channel, selector, ByteBuffer.wrap(end), written);
        }
    }

    private long write(SocketChannel channel, Selector selector, ByteBuffer bytes, long before) throws IOException {
        long written = before;
        while (bytes.hasRemaining()) {
            int some = channel.write(bytes);
            written += some;
            selector.selectedKeys().clear();
            if (some == 0 && selector.select(1000) == 0) {
                writtenWhenStuck.complete(written);
            }
        }
        return written;
    }

    @Test
    void aBlockedListenerStopsTheServerAndHearsEverythingOnceItGoesOn() throws Exception {
        BlockingListener listener = new BlockingListener();
        try (RawServer server = RawServer.start(this::write);
                MiniMaxClient client =
                        MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);

            // what the sockets' own buffers hold, and some 256 events
            assertThat(writtenWhenStuck.get(30, TimeUnit.SECONDS)).isLessThan(TOTAL / 2);
            assertThat(listener.events).isEmpty();
            release.countDown();

            assertThat(listener.completion().text()).hasSize(EVENTS);
        }
    }

    @Test
    void aStreamThatIsHeldBackStopsTheServerAndIsHeardWholeOnceItGoesOn() throws Exception {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String piece) {
                handle.pause();
                super.onText(piece);
            }
        };
        try (RawServer server = RawServer.start(this::write);
                MiniMaxClient client =
                        MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            StreamHandle handle = client.stream(MiniMaxClientTest.REQUEST, listener);

            assertThat(writtenWhenStuck.get(30, TimeUnit.SECONDS)).isLessThan(TOTAL / 2);
            assertThat(listener.events).as("what was read before is told").isNotEmpty();
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
            try {
                timer.scheduleWithFixedDelay(handle::resume, 0, 1, TimeUnit.MILLISECONDS);
                assertThat(listener.completion().text()).hasSize(EVENTS);
            } finally {
                timer.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1500})
    @Tag("B10")
    void aServerThatStallsAfterASlowListenerHasCaughtUpIsTimedOut(int events, MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("word ".repeat(2000))
                        .streamed(stream -> stream.chunkSize(5))
                        .stallAfterEvents(events),
                Reply.text("Hello there.").stallAfterEvents(1));
        BlockingListener slow = new BlockingListener();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .idleTimeout(Duration.ofMillis(300))
                .build()) {
            client.stream(MiniMaxClientTest.REQUEST, slow);
            assertThat(slow.blocked.await(10, TimeUnit.SECONDS)).isTrue();
            RecordingListener clock = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, clock);
            assertThat(clock.error()).as("the limit has passed").is(failed(ErrorKind.TIMEOUT));
            assertThat(slow.events).isEmpty();

            release.countDown();

            assertThat(slow.error()).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("idleTimeout");
            assertThat(slow.events).hasSize(events + 1);
            assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    @Tag("B10")
    void silenceWhileAStreamIsHeldBackIsNotTimedOutButSilenceAfterItIs(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("Hello there.").stallAfterEvents(1),
                Reply.text("Hello there.").stallAfterEvents(1),
                Reply.text("Hello there.").stallAfterEvents(1));
        RecordingListener held = new RecordingListener();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .idleTimeout(Duration.ofMillis(300))
                .build()) {
            StreamHandle handle = client.stream(MiniMaxClientTest.REQUEST, held);
            assertThat(held.awaitFirstEvent()).isTrue();
            handle.pause();
            for (int i = 0; i < 2; i++) {
                RecordingListener clock = new RecordingListener();
                client.stream(MiniMaxClientTest.REQUEST, clock);
                assertThat(clock.error()).as("the limit has passed").is(failed(ErrorKind.TIMEOUT));
            }
            assertThat(held.ends()).isZero();
            long resumed = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                handle.resume();
                handle.pause();
            }
            handle.resume();

            assertThat(held.error()).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("idleTimeout");
            assertThat(System.nanoTime() - resumed).as("counted anew").isGreaterThan(290_000_000L);
        }
    }

    @Test
    void theLimitOnTheWholeCallCountsWhileAStreamIsHeldBack(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello there.").stallAfterEvents(1));
        RecordingListener held = new RecordingListener();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .idleTimeout(Duration.ofMillis(100))
                .callTimeout(Duration.ofMillis(900))
                .build()) {
            StreamHandle handle = client.stream(MiniMaxClientTest.REQUEST, held);
            assertThat(held.awaitFirstEvent()).isTrue();
            handle.pause();
            assertThat(held.error()).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("callTimeout");
        }
    }
}
