package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport's reference to an attempt. It does not rely on transports obeying the rules: events after the end are ignored, and an
 * exception of the transport fails the call. A transport may keep it as long as the connection is open; after {@link #closeSoon} it no
 * longer refers to the call. Thread-safe, without a lock.
 */
final class Connection implements HttpTransport.Receiver {

    /** What comes next. */
    private enum Expected {
        HEAD,
        BODY,
        NOTHING
    }

    // the end of the body arrives with the last event, or not at all
    private static final long CLOSE_DELAY_SECONDS = 2;

    private final AtomicReference<Expected> expected = new AtomicReference<>(Expected.HEAD);

    // the response may arrive, and be cancelled, before send() has returned
    private final CompletableFuture<HttpTransport.Call> sent = new CompletableFuture<>();

    private final HttpTransport transport;

    private volatile @Nullable Attempt<?> attempt;

    private volatile @Nullable Future<?> closing;

    Connection(Attempt<?> attempt, HttpTransport transport) {
        this.attempt = attempt;
        this.transport = transport;
    }

    void send(HttpTransport.Request request) {
        HttpTransport.Call call;
        try {
            call = transport.send(request, this);
        } catch (Throwable e) { // foreign code: even a class may be missing
            failed(e);
            return;
        }
        if (call == null) {
            failed(new IllegalStateException(named("gave no call")));
        } else {
            sent.complete(call);
        }
    }

    /** Requests the rest of a body that was held back. */
    void more() {
        sent.thenAccept(call -> {
            try {
                call.more();
            } catch (Throwable e) { // the rest would never arrive
                failed(e);
                cancel();
            }
        });
    }

    /** Cancels the response, unless its body has ended: the connection may serve another call by then. */
    void close() {
        attempt = null;
        if (expected.getAndSet(Expected.NOTHING) != Expected.NOTHING) {
            cancel();
        }
    }

    private void cancel() {
        sent.thenAccept(call -> Guard.run(named("could not cancel a call"), call::cancel));
    }

    /** Releases the attempt, and reads the body to its end if that is near, so that the connection can be reused. */
    void closeSoon(ScheduledExecutorService timer, Executor worker) {
        attempt = null;
        if (expected.get() == Expected.NOTHING) {
            return;
        }
        try {
            closing = Threads.schedule(timer, worker, this::close, TimeUnit.SECONDS.toNanos(CLOSE_DELAY_SECONDS));
        } catch (RejectedExecutionException e) {
            close(); // the client is closed
        }
        if (expected.get() == Expected.NOTHING) {
            stopClosing(); // in between
        }
    }

    private String named(String event) {
        return "The transport " + transport.getClass().getName() + " " + event;
    }

    private void stopClosing() {
        Future<?> scheduled = closing;
        if (scheduled != null) {
            scheduled.cancel(false); // otherwise the timer would keep this object until then
        }
    }

    @Override
    public void head(int status, Map<String, List<String>> headers) {
        Attempt<?> current = attempt;
        if (expected.compareAndSet(Expected.HEAD, Expected.BODY) && current != null) {
            current.head(status, headers);
        }
    }

    @Override
    public boolean body(ByteBuffer bytes) {
        return body(List.of(bytes));
    }

    @Override
    public boolean body(List<ByteBuffer> bytes) {
        Attempt<?> current = attempt;
        switch (Objects.requireNonNull(expected.get())) {
            case HEAD -> failed(new IllegalStateException(named("delivered a body before the head of the response")));
            case BODY -> {
                return current == null || current.bytes(bytes);
            }
            case NOTHING -> {}
        }
        return true;
    }

    @Override
    public void end() {
        if (expected.get() == Expected.HEAD) {
            failed(new IOException(named("ended the response before its head")));
        } else if (expected.compareAndSet(Expected.BODY, Expected.NOTHING)) {
            stopClosing();
            Attempt<?> current = attempt;
            if (current != null) {
                current.end(null);
            }
        }
    }

    @Override
    public void failed(@Nullable Throwable cause) {
        if (expected.getAndSet(Expected.NOTHING) != Expected.NOTHING) {
            stopClosing();
            Attempt<?> current = attempt;
            if (current != null) {
                current.end(cause == null ? new IOException("No cause was given") : cause);
            }
        }
    }
}
