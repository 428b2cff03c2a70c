package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.check.Guard;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The calls of a client that have not ended yet, including their callbacks: reports when there are none, and ends them with the client.
 * Thread-safe.
 */
final class RunningCalls {

    // the action at the closing of the client, by call
    private final Map<CallProgress, Runnable> atClosing = new ConcurrentHashMap<>();

    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    void begun(CallProgress call) {
        atClosing.put(call, RunningCalls::doNothing);
    }

    private static void doNothing() {}

    void over(CallProgress call) {
        if (atClosing.remove(call) != null && atClosing.isEmpty()) {
            completeIdle();
        }
    }

    /** Runs an action when the client is closed, or now if it is closed already, unless the call has ended. Replaces an earlier action. */
    void whenClosed(CallProgress call, Runnable action) {
        atClosing.replace(call, action);
        if (closed) { // read after adding: otherwise close() has seen the action
            runAtClosing(call);
        }
    }

    void close() {
        closed = true;
        atClosing.keySet().forEach(this::runAtClosing);
    }

    private void runAtClosing(CallProgress call) {
        Runnable action = atClosing.replace(call, RunningCalls::doNothing);
        if (action != null) {
            Guard.run("A MiniMax call could not be ended", action);
        }
    }

    CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        waiting.add(idle);
        if (atClosing.isEmpty()) { // read after adding: otherwise the end of the last call has seen the future
            completeIdle();
        }
        return idle;
    }

    private void completeIdle() {
        for (CompletableFuture<Void> idle = waiting.poll(); idle != null; idle = waiting.poll()) {
            idle.complete(null);
        }
    }
}
