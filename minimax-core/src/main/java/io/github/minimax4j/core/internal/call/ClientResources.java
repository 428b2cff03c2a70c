package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.RequestLimits;
import io.github.minimax4j.core.internal.http.JettyTransport;
import io.github.minimax4j.core.internal.limit.RequestLimiter;
import io.github.minimax4j.core.transport.HttpTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The resources that the calls of a client share and that end with it: connections, threads, and the list of running calls. Thread-safe.
 */
public final class ClientResources implements AutoCloseable {

    final ClientSettings settings;

    /** Starts delayed tasks. No foreign code runs on its thread. */
    final ScheduledExecutorService timer = Threads.timer();

    /** Wakes the watchdogs of all calls, on the timer's thread. */
    final WakeUps wakeUps = new WakeUps(timer);

    /**
     * Runs tasks that must not run on the timer's thread or on a thread of the transport. It has as many threads as there are tasks: none
     * waits for callbacks that block.
     */
    final ExecutorService worker = Threads.forCallbacks();

    final HttpTransport transport;

    /** The calls of the client that are not over. */
    final RunningCalls running = new RunningCalls();

    /** Keeps the requests within the client's own limits; null if it has none. */
    final @Nullable RequestLimiter limiter;

    private final AtomicBoolean closed = new AtomicBoolean();

    public ClientResources(ClientSettings settings) {
        this.settings = settings;
        RequestLimits limits = RequestLimits.of(settings);
        this.limiter = limits == null ? null : limiter(limits);
        HttpTransport.Factory factory = settings.find(ClientSettings.TRANSPORT);
        this.transport = factory == null
                ? new JettyTransport(settings, Threads::forHttp, task -> Threads.execute(worker, task), timer)
                : transport(factory, settings);
    }

    private RequestLimiter limiter(RequestLimits limits) {
        return new RequestLimiter(
                limits,
                settings.retryPolicy()::nanoTime,
                (task, nanos) -> Threads.schedule(timer, worker, task, nanos),
                task -> Threads.execute(worker, task));
    }

    private static HttpTransport transport(HttpTransport.Factory factory, ClientSettings settings) {
        Duration firstByte = settings.firstByteTimeout();
        Duration idle = settings.idleTimeout();
        return Objects.requireNonNull(
                factory.create(
                        settings.get(ClientSettings.CONNECT_TIMEOUT), firstByte.compareTo(idle) > 0 ? firstByte : idle),
                "The factory set as transport returned none");
    }

    /** Runs the callbacks of streams, and completes futures. */
    public Executor callbackExecutor() {
        Executor executor = settings.find(ClientSettings.CALLBACK_EXECUTOR);
        return executor == null ? worker : executor;
    }

    /** Runs each task: on the callback executor, or on a thread of its own if that executor fails. */
    public Executor reliableCallbackExecutor() {
        // and not this: subscriptions that applications keep hold what is returned
        Executor executor = callbackExecutor();
        return task -> Threads.execute(executor, task);
    }

    /** Completed when no call is running. */
    public CompletableFuture<Void> whenIdle() {
        return running.whenIdle();
    }

    /** Ends the running calls and releases connections and threads. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (limiter != null) {
            limiter.close(); // first: otherwise the end of one call would start another
        }
        running.close();
        wakeUps.close();
        timer.shutdown();
        try {
            transport.close();
        } finally {
            worker.shutdown();
        }
    }
}
