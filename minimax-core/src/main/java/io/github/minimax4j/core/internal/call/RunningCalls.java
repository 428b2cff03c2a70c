package io.github.minimax4j.core.internal.call;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of a client that are not over yet, callbacks included. Thread-safe. */
final class RunningCalls {

    private final AtomicInteger count = new AtomicInteger();

    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    // by call
    private final Map<Object, Runnable> atClosing = new ConcurrentHashMap<>();

    private volatile boolean closed;

    void begun() {
        count.incrementAndGet();
    }

    void over(Object call) {
        atClosing.remove(call);
        if (count.decrementAndGet() == 0) {
            tellIdle();
        }
    }

    /** Runs an action when the client is closed, or now if it is, unless the call is over before. */
    void whenClosed(Object call, Runnable action) {
        atClosing.put(call, action);
        if (closed) { // after it was added: or close() has seen it
            runAtClosing(call);
        }
    }

    void close() {
        closed = true;
        atClosing.keySet().forEach(this::runAtClosing);
    }

    private void runAtClosing(Object call) {
        Runnable action = atClosing.remove(call);
        if (action != null) {
            action.run();
        }
    }

    CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        waiting.add(idle);
        if (count.get() == 0) { // after it was added: whoever ends the last call meanwhile sees it
            tellIdle();
        }
        return idle;
    }

    private void tellIdle() {
        for (CompletableFuture<Void> idle = waiting.poll(); idle != null; idle = waiting.poll()) {
            idle.complete(null);
        }
    }
}
