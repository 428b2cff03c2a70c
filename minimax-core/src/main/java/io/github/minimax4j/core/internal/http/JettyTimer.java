package io.github.minimax4j.core.internal.http;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Lets Jetty use the client's timer, whose thread only submits what is due. */
final class JettyTimer extends AbstractLifeCycle implements Scheduler {

    private final ScheduledExecutorService timer;

    private final Executor worker;

    JettyTimer(ScheduledExecutorService timer, Executor worker) {
        this.timer = timer;
        this.worker = worker;
    }

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit unit) {
        try {
            Future<?> scheduled = timer.schedule(() -> worker.execute(task), delay, unit);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> false; // the client is closed
        }
    }
}
