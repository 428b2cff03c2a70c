package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.HttpTransport.Receiver;
import io.github.minimax4j.core.transport.HttpTransport.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The library without a network: what it would send to a target, and what it makes of bytes that were received. For one thread, one call
 * after the other.
 */
final class Library implements AutoCloseable {

    private final Target target;
    private final MiniMaxClient client;
    private volatile @Nullable Response next;
    private volatile @Nullable Request sent;

    Library(Target target) {
        this.target = target;
        this.client = MiniMaxClient.builder()
                .baseUrl(target.baseUrl())
                .apiKey("never-sent")
                .profile(target.profile())
                .maxRetries(0)
                .transport((connectTimeout, readTimeout) -> this::send)
                .build();
    }

    Target target() {
        return target;
    }

    /** The request that the library would send. */
    Request compose(LibraryCall call) {
        next = null;
        sent = null;
        call.call(client);
        Request request = sent;
        if (request == null) {
            throw new IllegalStateException("The library sent nothing");
        }
        return request;
    }

    /** What the library makes of a response. An exception that callers do not expect is a reading, too. */
    Reading read(LibraryCall call, int status, Map<String, List<String>> headers, String body) {
        next = new Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
        try {
            return call.call(client);
        } catch (RuntimeException e) {
            return Reading.ofUnexpected(e);
        }
    }

    private HttpTransport.Call send(Request request, Receiver receiver) {
        sent = request;
        Replay replay = new Replay(next, receiver);
        Thread thread = new Thread(replay, "doctor-replay");
        thread.setDaemon(true);
        thread.start();
        return replay;
    }

    @Override
    public void close() {
        client.close();
    }

    private record Response(int status, Map<String, List<String>> headers, byte[] body) {}

    /** Hands a response to the library as if it had just arrived, or none. */
    private static final class Replay implements HttpTransport.Call, Runnable {

        private final @Nullable Response response;
        private final Receiver receiver;
        private final Semaphore permits = new Semaphore(0);

        Replay(@Nullable Response response, Receiver receiver) {
            this.response = response;
            this.receiver = receiver;
        }

        @Override
        public void run() {
            if (response == null) {
                receiver.failed(new IOException("composed, not sent"));
                return;
            }
            receiver.head(response.status(), response.headers());
            if (!receiver.body(ByteBuffer.wrap(response.body()))) {
                permits.acquireUninterruptibly();
            }
            receiver.end();
        }

        @Override
        public void more() {
            permits.release();
        }

        @Override
        public void cancel() {
            permits.release();
        }
    }
}
