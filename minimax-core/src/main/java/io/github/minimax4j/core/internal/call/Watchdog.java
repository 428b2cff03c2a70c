package io.github.minimax4j.core.internal.call;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the timeouts of one call. A sign of life costs one write: the timer checks only when a timeout may have passed, and then sleeps
 * for the remaining time. It is the last safety net: it continues until it is stopped, whatever fails, and repeats its alarm with growing
 * delays in case the first one is lost or stuck. Thread-safe.
 */
final class Watchdog {

    /** Which timeout has passed. */
    enum Limit {
        FIRST_BYTE("The server sent no response within %s", "Raise firstByteTimeout if the model may need longer"),
        IDLE(
                "The server fell silent for %s in the middle of its response",
                "Raise idleTimeout if the model may pause longer"),
        CALL("The call took longer than %s", "Raise callTimeout if the response may take longer");

        final String message;

        final String hint;

        Limit(String message, String hint) {
            this.message = message;
            this.hint = hint;
        }
    }

    private static final long FIRST_REPETITION = TimeUnit.SECONDS.toNanos(1);

    private static final long WAIT_FOR_MEMORY = TimeUnit.MILLISECONDS.toNanos(10);

    private final ClientResources resources;

    private final Duration firstByteTimeout;

    private final @Nullable Duration callTimeout;

    private final Attempt<?> watched;

    private final long started = System.nanoTime();

    private final Duration idleTimeout;

    // null before the finish reason
    private volatile @Nullable Duration finishGrace;

    private volatile long finishedAt;

    private volatile long lastSign = started;

    // the start, or the last piece of an upload
    private volatile long sentAt = started;

    private volatile boolean firstByteSeen;

    private volatile boolean stopped;

    private volatile boolean ending;

    // used by the timer's thread only
    private long repetition = FIRST_REPETITION;

    // a near wake-up, in the timer's queue
    private volatile @Nullable Future<?> next;

    /** When the distant wake-up is due, by {@link System#nanoTime}. */
    volatile long wakeAt;

    /**
     * Creates a watchdog that has not started.
     *
     * @param callTimeout the time left of the whole call's timeout; null for no timeout
     */
    Watchdog(ClientResources resources, @Nullable Duration callTimeout, Attempt<?> watched) {
        this.resources = resources;
        this.firstByteTimeout = resources.settings.firstByteTimeout();
        this.idleTimeout = resources.settings.idleTimeout();
        this.callTimeout = callTimeout;
        this.watched = watched;
    }

    void start() {
        long first = firstByteTimeout.toNanos();
        schedule(Math.min(Math.min(first, idleTimeout.toNanos()), callTimeout == null ? first : callTimeout.toNanos()));
    }

    /** Another piece of an upload is sent: the first-byte timeout starts anew. */
    void sending() {
        sentAt = System.nanoTime();
    }

    /** Bytes of the response have arrived. */
    void alive() {
        lastSign = System.nanoTime();
        firstByteSeen = true;
    }

    /**
     * Restarts the idle timeout and the grace period after the finish reason. Must be called while the call is still held back: otherwise a
     * check in between would find it reading, and the silence too long.
     */
    void resetIdleClock() {
        long now = System.nanoTime();
        lastSign = now;
        finishedAt = now;
    }

    /**
     * The finish reason has arrived: the rest must follow soon, whatever signs of life the server sends. Only the time spent reading
     * counts.
     */
    void finishWithin(Duration grace) {
        if (finishGrace != null) {
            return;
        }
        Duration shorter = grace.compareTo(idleTimeout) < 0 ? grace : idleTimeout;
        finishedAt = System.nanoTime(); // before finishGrace, whose presence says that this is set
        finishGrace = shorter;
        schedule(shorter.toNanos());
    }

    /** The call has an outcome: the next check raises the alarm, unless the outcome has been delivered by then. */
    void ending() {
        ending = true;
    }

    void stop() {
        stopped = true;
        // otherwise the timer would keep the whole call in memory until the timeout
        resources.wakeUps.drop(this);
        Future<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** A wake-up is in the timer's queue. */
    void wakeBy(Future<?> near) {
        next = near;
        if (stopped) {
            near.cancel(false); // in between
        }
    }

    /** Raises the alarm if a timeout has passed, or sleeps on. */
    void look() {
        try {
            if (!stopped) {
                raiseAlarmOrSleep();
            }
        } catch (Throwable e) { // no memory, most likely; nothing else would end the call
            sleepWhateverHappens();
        }
    }

    private void sleepWhateverHappens() {
        while (!stopped) {
            try {
                schedule(FIRST_REPETITION);
                return;
            } catch (Throwable e) {
                LockSupport.parkNanos(WAIT_FOR_MEMORY);
            }
        }
    }

    private void raiseAlarmOrSleep() {
        if (ending) {
            pass(Limit.IDLE, idleTimeout);
            return;
        }
        long now = System.nanoTime();
        long untilNext = Long.MAX_VALUE;
        if (callTimeout != null) {
            long left = callTimeout.toNanos() - (now - started);
            if (left <= 0) {
                pass(Limit.CALL, callTimeout);
                return;
            }
            untilNext = left;
        }
        Duration grace = finishGrace;
        if (!firstByteSeen || !watched.isHeldBack()) {
            Duration limit = firstByteSeen ? idleTimeout : firstByteTimeout;
            long left = limit.toNanos() - (now - (firstByteSeen ? lastSign : sentAt));
            if (left <= 0) {
                pass(firstByteSeen ? Limit.IDLE : Limit.FIRST_BYTE, limit);
                return;
            }
            untilNext = Math.min(untilNext, left);
            if (grace != null) {
                left = grace.toNanos() - (now - finishedAt);
                if (left <= 0) {
                    pass(Limit.IDLE, grace);
                    return;
                }
                untilNext = Math.min(untilNext, left);
            }
        }
        // while held back, it checks again now and then: resuming does not wake it
        schedule(Math.min(untilNext, (grace == null ? idleTimeout : grace).toNanos()));
        Duration begun = finishGrace;
        if (grace == null && begun != null) {
            schedule(begun.toNanos()); // its own wake-up may just have been replaced
        }
    }

    private void pass(Limit limit, Duration length) {
        Threads.execute(resources.worker, () -> watched.limitPassed(limit, length));
        schedule(repetition);
        repetition *= 2;
    }

    private void schedule(long nanos) {
        try {
            resources.wakeUps.wake(this, nanos);
            if (stopped) {
                resources.wakeUps.drop(this); // in between
            }
        } catch (RejectedExecutionException e) {
            stopped = true; // the client is closed, and closing ends its calls
        }
    }
}
