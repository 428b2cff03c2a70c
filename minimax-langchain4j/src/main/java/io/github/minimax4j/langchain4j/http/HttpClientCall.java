package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call on a thread that waits for its response. It reads the body of a stream in place of the HTTP client's parser and passes the bytes on
 * unchanged, because a parser of events would drop keep-alive comments and the body of a rejected stream. Thread-safe.
 */
class HttpClientCall implements HttpTransport.Call, ServerSentEventListener, ServerSentEventParser {
    private static final int BUFFER_SIZE = 8192;

    final HttpClient client;

    final HttpRequest request;

    private final boolean stream;

    private final HttpTransport.Receiver receiver;

    private final TransportThreads threads;

    private final AtomicBoolean headDelivered = new AtomicBoolean();

    private final AtomicBoolean parserUsed = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    // guarded by the lock
    private boolean demanded;

    private volatile boolean cancelled;

    private volatile @Nullable Future<?> task;

    private volatile Map<String, List<String>> headersOfRejection = Map.of();

    // closing it ends the reading of the body
    private volatile @Nullable AutoCloseable body;

    /** @param stream whether the response is read as it arrives, or as a whole */
    HttpClientCall(
            HttpClient client,
            HttpRequest request,
            boolean stream,
            HttpTransport.Receiver receiver,
            TransportThreads threads) {
        this.client = client;
        this.request = request;
        this.stream = stream;
        this.receiver = receiver;
        this.threads = threads;
    }

    /**
     * Sends the request, unless the call has been cancelled. Not on the caller's thread: some HTTP clients return only when the response has
     * ended.
     */
    void start() {
        if (cancelled) {
            return;
        }
        Future<?> started = threads.submit(() -> {
            try {
                send();
            } catch (Throwable e) { // foreign code, and nothing else would report it
                onError(e);
            }
        });
        task = started;
        if (cancelled) {
            started.cancel(true);
        }
    }

    private void send() throws IOException {
        if (stream) {
            client.execute(request, this, this);
            return;
        }
        SuccessfulHttpResponse response = client.execute(request); // HTTP error statuses are thrown
        if (response == null) {
            throw new IOException("The HTTP client " + client.getClass().getName() + " returned no response");
        }
        onOpen(response);
        endWith(response.bodyBytes());
    }

    /** Passes on the body of a response that has no more to come. */
    final void endWith(byte @Nullable [] whole) {
        if (whole != null) {
            receiver.body(ByteBuffer.wrap(whole));
        }
        receiver.end();
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        if (headDelivered.compareAndSet(false, true)) {
            try {
                receiver.head(response.statusCode(), response.headers());
            } catch (Throwable e) { // the response belongs to the HTTP client, which may not report this
                receiver.failed(e);
            }
        }
    }

    void rejectedWith(Map<String, List<String>> headers) {
        headersOfRejection = headers;
    }

    void ensureHead() {
        if (headDelivered.compareAndSet(false, true)) {
            receiver.head(200, Map.of()); // only successful responses reach the parser
        }
    }

    /**
     * The listener may be a wrapper that the HTTP client has put around this object to observe the events. Such a listener gets the events
     * as from any parser.
     */
    @Override
    public void parse(InputStream httpResponseBody, ServerSentEventListener listener) {
        if (!parserUsed.compareAndSet(false, true)) {
            return;
        }
        ensureHead();
        try (PassingStream passing = new PassingStream(httpResponseBody)) {
            readFrom(httpResponseBody);
            if (listener == this) {
                byte[] buffer = new byte[BUFFER_SIZE];
                while (passing.read(buffer, 0, buffer.length) >= 0) {
                    // the stream has passed the bytes on
                }
            } else {
                new DefaultServerSentEventParser().parse(passing, listener);
            }
        } catch (Throwable e) { // the body and the listener belong to the HTTP client, which may not report this
            receiver.failed(e);
        }
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (parserUsed.get()) {
            return; // its bytes have been passed on
        }
        readFrom(() -> context.parsingHandle().cancel());
        onEvent(event);
    }

    /** Called by an HTTP client that parses the stream itself, such as one that replays a recording. */
    @Override
    public void onEvent(ServerSentEvent event) {
        if (parserUsed.get()) {
            return;
        }
        ensureHead();
        StringBuilder text = new StringBuilder();
        if (event.event() != null) {
            text.append("event: ").append(event.event()).append('\n');
        }
        for (String line : List.of((event.data() == null ? "" : event.data()).split("\n", -1))) {
            text.append("data: ").append(line).append('\n');
        }
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        try {
            pass(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            receiver.failed(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (headDelivered.get()) {
            HttpClientFailures.broken(failure, receiver);
        } else {
            HttpClientFailures.rejected(failure, headersOfRejection, receiver);
        }
    }

    @Override
    public void onClose() {
        receiver.end();
    }

    void readFrom(AutoCloseable source) {
        body = source;
        if (cancelled) {
            threads.close(source);
        }
    }

    final void pass(ByteBuffer bytes) throws IOException {
        if (!receiver.body(bytes)) {
            awaitDemand();
        }
    }

    /**
     * Waits for a condition: the common pool, where some HTTP clients read, compensates for a thread that waits in this way. At the pool's
     * limit it waits without, where a phaser would throw.
     */
    private void awaitDemand() throws IOException {
        lock.lock();
        try {
            while (!demanded && !cancelled) {
                changed.await();
            }
            demanded = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The HTTP client's thread was interrupted");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void more() {
        lock.lock();
        try {
            demanded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        if (cancelled) {
            return;
        }
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        AutoCloseable source = body;
        if (source != null) {
            threads.close(source); // some bodies are read to the end when they are closed
        }
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
    }

    /** Passes on the bytes that are read through it. */
    private final class PassingStream extends FilterInputStream {
        PassingStream(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (cancelled) {
                return -1;
            }
            int count;
            try {
                count = super.read(buffer, offset, length);
            } catch (Throwable e) {
                receiver.failed(e);
                throw e;
            }
            if (count < 0) {
                receiver.end();
            } else if (count > 0) {
                pass(ByteBuffer.wrap(buffer, offset, count));
            }
            return count;
        }
    }
}
