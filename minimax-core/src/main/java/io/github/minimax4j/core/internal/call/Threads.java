package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.http.HttpThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Creates the client's threads: all daemons, so that none keeps the JVM alive. */
final class Threads {

    private static final long IDLE_SECONDS = 10;

    private Threads() {}

    /** As many threads as callbacks run at the same time: virtual threads if the JDK has them. */
    static ExecutorService forCallbacks() {
        try {
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            builder.getMethod("name", String.class, long.class).invoke(virtual, "minimax-callback-", 1L);
            ThreadFactory factory = (ThreadFactory) builder.getMethod("factory").invoke(virtual);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            // before JDK 21
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    daemons("minimax-callback-"));
        }
    }

    /** One thread that watches the timeouts of all calls. */
    static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("minimax-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** The threads of the HTTP client: most of them wait for its connections all the time, the rest opens them. */
    static ExecutorService forHttp(int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new HttpThread(task, "minimax-http-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs a task once: on the executor, or on a thread of its own if the executor fails, since the end must be delivered to the caller
     * whatever happens to the executor. Throws the exception of the task itself, if the task ran on this thread.
     */
    static void execute(Executor executor, Runnable task) {
        Once once = new Once(task);
        try {
            executor.execute(once);
        } catch (Throwable e) {
            if (!once.begun.get()) { // an executor may throw although it has taken the task
                runOnFallbackThread(e, once);
            }
        }
        once.throwFailure();
    }

    /** A task that runs at most once, for foreign code that may run it twice, not at all, or swallow what it throws. */
    static final class Once implements Runnable {

        private final Runnable task;

        private final AtomicBoolean begun = new AtomicBoolean();

        private volatile @Nullable Throwable failure;

        Once(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                try {
                    task.run();
                } catch (Throwable e) {
                    failure = e;
                    throw e;
                }
            }
        }

        /** Throws the exception that the task has thrown so far, if any. */
        void throwFailure() {
            Throwable thrown = failure;
            if (thrown instanceof Error error) {
                throw error;
            } else if (thrown instanceof RuntimeException exception) {
                throw exception;
            } else if (thrown != null) {
                throw new IllegalStateException(thrown);
            }
        }
    }

    private static void runOnFallbackThread(Throwable failure, Runnable task) {
        try {
            daemon(task, "minimax-callback").start();
        } catch (Throwable e) { // no memory for a thread
            Guard.warn("The executor failed, and no thread could be made in its place", failure);
            task.run();
        }
    }

    /** Runs a task on the executor after a delay. The timer's thread only submits it, since it watches the timeouts of all calls. */
    static Future<?> schedule(ScheduledExecutorService timer, Executor executor, Runnable task, long nanos) {
        return timer.schedule(() -> execute(executor, task), nanos, TimeUnit.NANOSECONDS);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> daemon(task, prefix + count.incrementAndGet());
    }
}
