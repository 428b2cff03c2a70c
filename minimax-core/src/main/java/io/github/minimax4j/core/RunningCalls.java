package io.github.minimax4j.core;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of a client that are not over yet, callbacks included. Thread-safe. */
final class RunningCalls {

    private final AtomicInteger count = new AtomicInteger();

    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    void begun() {
        count.incrementAndGet();
    }

    void over() {
        if (count.decrementAndGet() == 0) {
            tellIdle();
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
