package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.decode.StreamEvent;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the events of one stream to its listener, one after the other and in order, on an executor and never on the thread that adds
 * them. It occupies no thread while it is empty. Thread-safe.
 */
final class Mailbox {

    private static final int CAPACITY = 256;

    private static final StreamEvent[] NONE = {};

    private final StreamedCall call;

    private final Executor executor;

    private final ChatStreamListener listener;

    private final Queue<StreamEvent[]> events = new ConcurrentLinkedQueue<>();

    // those that are delivered now, and how many of them were; used by the delivering thread only
    private @Nullable StreamEvent[] delivering = NONE;

    private int delivered;

    private final AtomicInteger waiting = new AtomicInteger();

    private final AtomicBoolean idle = new AtomicBoolean();

    private final AtomicBoolean closed = new AtomicBoolean();

    /** Creates the empty mailbox of a call. */
    Mailbox(StreamedCall call, Executor executor, ChatStreamListener listener) {
        this.call = call;
        this.executor = executor;
        this.listener = listener;
    }

    /** Adds events that arrived together; {@link #wake} must follow, outside any lock. */
    void add(StreamEvent... together) {
        if (closed.get()) {
            return;
        }
        events.add(together);
        if (waiting.getAndAdd(together.length) == 0) {
            idle.set(true);
        }
    }

    /** Starts the delivery of what was added. The executor may run callbacks on this thread, so no lock may be held. */
    void wake() {
        if (!idle.compareAndSet(true, false)) {
            return;
        }
        try {
            Threads.execute(executor, call.progress.withContext(this::deliver));
        } catch (Throwable e) { // no memory
            idle.set(true); // the next wake retries
            throw e;
        }
    }

    /** Whether more events are pending than a listener that keeps up would leave. */
    boolean isFull() {
        return waiting.get() > CAPACITY;
    }

    /**
     * Drops the pending events; nothing is delivered any more.
     *
     * @return false if it was already closed
     */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    private void deliver() {
        try {
            deliverAll();
        } catch (Throwable e) { // memory or the stack has run out
            idle.set(true);
            throw e;
        }
    }

    private void deliverAll() {
        int left;
        do {
            StreamEvent event = next();
            if (event != null && !closed.get()) {
                deliver(event);
            }
            left = waiting.decrementAndGet();
            if (left == CAPACITY / 2) {
                Guard.run("A stream could not be resumed", call::onSpaceAvailable);
            }
        } while (left > 0);
    }

    private @Nullable StreamEvent next() {
        if (delivered == delivering.length) {
            delivering = Objects.requireNonNullElse(events.poll(), NONE);
            delivered = 0;
        }
        if (delivering == NONE) {
            return null; // one that could not be delivered for want of memory was not counted
        }
        StreamEvent event = delivering[delivered];
        delivering[delivered++] = null; // otherwise it would stay in memory until the next one arrives
        return event;
    }

    private void deliver(StreamEvent event) {
        try {
            event.deliverTo(listener);
        } catch (Throwable e) { // a callback may throw anything, and the stream must end all the same
            Guard.run("A stream could not be ended", () -> call.callbackFailed(e));
        }
    }
}
