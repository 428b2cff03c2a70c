package io.github.minimax4j.core.internal.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the watchdogs of a client. Nearly all calls end long before their next time limit, so a distant wake-up is only an entry in a set. A
 * round each second passes those that have come near to the timer, whose queue takes a lock and often wakes the timer's thread. They are as
 * exact as the timer. Thread-safe.
 */
final class WakeUps {

    private static final long ROUND = TimeUnit.SECONDS.toNanos(1);

    private static final long NEAR = 2 * ROUND;

    private final ScheduledExecutorService timer;

    private final Set<Watchdog> distant = ConcurrentHashMap.newKeySet();

    // periodic, so that it needs no memory to go on; null while there is nothing to look at
    private volatile @Nullable Future<?> rounds;

    WakeUps(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Wakes a watchdog after a delay, once. Replaces a distant wake-up that it has. */
    void wake(Watchdog watchdog, long nanos) {
        if (nanos <= NEAR) {
            watchdog.wakeBy(timer.schedule(watchdog::look, nanos, TimeUnit.NANOSECONDS));
            return;
        }
        watchdog.wakeAt = System.nanoTime() + nanos;
        distant.add(watchdog);
        if (rounds == null) { // read after adding: otherwise the last round has seen the watchdog
            startRounds();
        }
    }

    /** Drops a distant wake-up. */
    void drop(Watchdog watchdog) {
        distant.remove(watchdog);
    }

    private synchronized void startRounds() {
        if (rounds == null) {
            rounds = timer.scheduleWithFixedDelay(this::round, ROUND, ROUND, TimeUnit.NANOSECONDS);
        }
    }

    private void round() {
        try {
            distant.forEach(this::passOnIfNear);
            if (distant.isEmpty()) {
                stopRounds();
            }
        } catch (Throwable e) { // an exception would end the rounds
        }
    }

    private void passOnIfNear(Watchdog watchdog) {
        long left = watchdog.wakeAt - System.nanoTime();
        if (left <= NEAR) {
            wake(watchdog, left);
            distant.remove(watchdog); // last: if there was no memory, the next round tries again
        }
    }

    private synchronized void stopRounds() {
        Future<?> current = rounds;
        rounds = null;
        if (!distant.isEmpty()) { // read after writing: a watchdog added later finds no rounds and starts them
            rounds = current;
        } else if (current != null) {
            current.cancel(false);
        }
    }

    /** Ends the rounds: the client is closed. */
    synchronized void close() {
        Future<?> current = rounds;
        if (current != null) {
            current.cancel(false);
        }
    }
}
