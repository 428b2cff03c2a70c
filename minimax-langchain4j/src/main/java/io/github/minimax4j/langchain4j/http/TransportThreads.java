package io.github.minimax4j.langchain4j.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks that an HTTP client may block. Uses one thread for each call, since no call must wait for another, and no virtual threads,
 * because a foreign client may block in a synchronized block, which up to JDK 23 could stop all the others. Thread-safe.
 */
final class TransportThreads {
    private static final long IDLE_SECONDS = 10;

    private static final String NAME = "minimax-http-client-";

    private final AtomicInteger count = new AtomicInteger();

    private final ExecutorService pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::daemon);

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, NAME + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    Future<?> submit(Runnable task) {
        return pool.submit(task);
    }

    /** Closes a resource whose closing may block, also after {@link #close}. */
    void close(AutoCloseable something) {
        FutureTask<Void> closing = new FutureTask<>(() -> {
            something.close();
            return null;
        });
        try {
            pool.execute(closing);
        } catch (RejectedExecutionException e) {
            daemon(closing).start();
        }
    }

    void close() {
        pool.shutdown();
    }
}
