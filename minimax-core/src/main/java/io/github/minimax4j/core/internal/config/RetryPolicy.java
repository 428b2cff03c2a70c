package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.listener.CallListener.Retry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a failed call is retried: exponential backoff with full jitter, at least the delay that the server requests, and limits on the
 * attempts and on the time.
 *
 * @param maxRetries attempts after the first
 * @param firstDelay maximum delay before the first retry; it doubles with each further one
 * @param timeLimit  maximum time from the start of the call to the start of its last retry
 * @param budget     what all calls of the client may spend on retries, or null for no limit
 * @param listener   notified of each retry, or null
 * @param random     from 0 to 1
 * @param clock      monotonic time in nanoseconds
 */
public record RetryPolicy(
        int maxRetries,
        Duration firstDelay,
        Duration timeLimit,
        @Nullable RetryBudget budget,
        @Nullable Consumer<Retry> listener,
        DoubleSupplier random,
        LongSupplier clock) {

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    public long nanoTime() {
        return clock.getAsLong();
    }

    /** The delay before a retry, which it takes from the budget, or null if there is to be none. */
    public @Nullable Duration delayBefore(
            int retry, MiniMaxException error, Duration elapsed, @Nullable Duration callTimeout) {
        if (retry > maxRetries || !error.retriable()) {
            return null;
        }
        Duration first = firstDelay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : firstDelay;
        Duration maxDelay = first.multipliedBy(1L << Math.min(retry - 1, 20));
        maxDelay = maxDelay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : maxDelay;
        Duration delay = Duration.ofNanos((long) (maxDelay.toNanos() * random.getAsDouble()));
        Duration requested = error.retryAfter();
        if (requested != null && requested.compareTo(delay) > 0) {
            delay = requested;
        }
        Duration begin = elapsed.plus(delay);
        boolean late = begin.compareTo(timeLimit) > 0 || callTimeout != null && begin.compareTo(callTimeout) >= 0;
        return late || budget != null && !budget.take() ? null : delay;
    }

    /** A call has completed. */
    public void completed() {
        if (budget != null) {
            budget.giveBack();
        }
    }

    public void notifyListener(Retry retry) {
        if (listener != null) {
            Guard.run("The retry listener threw an exception", () -> listener.accept(retry));
        }
    }
}
