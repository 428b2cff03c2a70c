package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.RetryPolicy;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.internal.http.ConnectionFailures;
import io.github.minimax4j.core.internal.limit.RequestLimiter;
import io.github.minimax4j.core.listener.CallListener.Retry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to its end, with its retries: makes the first attempt, and further ones after transient failures while nothing
 * has been delivered. No thread waits in between. Thread-safe.
 *
 * @param <T> the response
 */
abstract class Call<T> {

    final CallProgress progress;

    /**
     * Guards the reading of the response, and thereby the order of events. Code that holds it neither blocks nor calls foreign code. It is
     * a monitor because a monitor is released even when the stack overflows: an unlock() that overflows would block all other threads for
     * ever.
     */
    final Object lock = new Object();

    private final ClientResources resources;

    final CallState<Attempt<T>, T> state = new CallState<>();

    private volatile @Nullable PreparedRequest<T> prepared;

    private volatile long started;

    private volatile int retries;

    private volatile @Nullable Future<?> nextAttempt;

    // of the running attempt, or of the next one while it waits for its turn
    private volatile RequestLimiter.@Nullable Permit permit;

    // of the attempt that is to be retried
    private volatile @Nullable MiniMaxException lastFailure;

    Call(ClientResources resources, CallProgress progress) {
        this.resources = resources;
        this.progress = progress;
    }

    /** Whether further events would accumulate. */
    boolean isFull() {
        return false;
    }

    /** Whether the application has paused the reading. */
    boolean isPaused() {
        return false;
    }

    /** Starts the delivery of events that were added; called outside the lock. */
    void wake() {}

    /** Whether an event of the response has been delivered: then there is no retry. */
    boolean isDelivering() {
        return false;
    }

    /** The call is about to be retried. */
    void retried(Retry retry) {
        progress.retried(retry);
    }

    /** Delivers the end. Called again if that threw or did not return in time; then it does what remains. */
    abstract void deliver(Outcome<T> end);

    /** The client is closed. */
    void clientClosed() {
        abort(ResponseDetails.NONE.error(ErrorKind.CANCELLED, "The client is closed", null));
    }

    /** Starts the call. Does nothing if it was cancelled before. */
    final void start(PreparedRequest<T> request) {
        if (state.isEnded()) {
            return;
        }
        prepared = request;
        started = policy().nanoTime();
        progress.whenClosed(this::clientClosed);
        try {
            attempt(null);
        } catch (Throwable e) {
            release(state.end(null));
            throw e;
        }
    }

    private RetryPolicy policy() {
        return resources.settings.retryPolicy();
    }

    private void attempt(@Nullable Attempt<T> failed) {
        RequestLimiter limiter = resources.limiter;
        if (limiter == null) {
            attempt(failed, null);
            return;
        }
        RequestLimiter.Permit next = limiter.permit(
                Objects.requireNonNull(prepared).tokens(),
                granted -> attemptAgain(failed, granted),
                limit -> waitedTooLong(limit, limiter.queueTimeout()));
        permit = next;
        Duration left = timeLeft();
        if (next.acquire(left == null ? Long.MAX_VALUE : left.toNanos())) {
            attempt(failed, next);
        }
        if (state.isEnded()) {
            next.release(null); // in between
        }
    }

    private void attempt(@Nullable Attempt<T> failed, RequestLimiter.@Nullable Permit granted) {
        Attempt<T> next =
                new Attempt<>(resources, this, Objects.requireNonNull(prepared), retries, timeLeft(), granted);
        if (state.begin(next, failed)) {
            next.start();
        } else if (granted != null) {
            granted.release(null);
        }
    }

    private void waitedTooLong(String limit, Duration queueTimeout) {
        Duration left = timeLeft();
        Duration callTimeout =
                left == null || left.toNanos() > 0 ? null : resources.settings.find(ClientSettings.CALL_TIMEOUT);
        String setting = callTimeout == null ? "queueTimeout" : "callTimeout";
        MiniMaxException before = lastFailure;
        abort(ResponseDetails.NONE.error(
                callTimeout == null ? ErrorKind.RATE_LIMIT : ErrorKind.TIMEOUT,
                "The " + (before == null ? "request" : "retry") + " was not sent: for longer than " + setting + ", "
                        + ConnectionFailures.readable(callTimeout == null ? queueTimeout : callTimeout)
                        + ", it waited for its turn under the client's own limit " + limit,
                "Raise " + setting + " or the limit, or make fewer calls at once",
                before));
    }

    /** The time left of the whole call's timeout; null for no timeout. */
    private @Nullable Duration timeLeft() {
        Duration limit = resources.settings.find(ClientSettings.CALL_TIMEOUT);
        return limit == null ? null : limit.minus(elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(policy().nanoTime() - started);
    }

    private void attemptAgain(@Nullable Attempt<T> failed, RequestLimiter.@Nullable Permit granted) {
        try {
            if (state.isEnded()) {
                if (granted != null) {
                    granted.release(null); // the end did not know of it if it came from the attempt before
                }
                return;
            }
            if (granted == null) {
                attempt(failed);
            } else {
                attempt(failed, granted);
            }
        } catch (Throwable e) { // the executor would swallow it, and the caller would wait for ever
            abort(ResponseDetails.NONE.error(
                    ErrorKind.INVALID_REQUEST,
                    "The request could not be sent again: " + e.getClass().getName(),
                    e));
        }
    }

    /** Whether {@link #cancel} was called. */
    public final boolean isCancelled() {
        return state.isCancelled();
    }

    /** Ends the call at the application's request: nothing is delivered. */
    public void cancel() {
        release(state.endAnyway(null));
        progress.cancelled();
    }

    /** Ends the call with an error of this side, which also replaces an end that has not been delivered. */
    final void fail(MiniMaxException error) {
        release(state.endAnyway(new Outcome.Failed<>(error)));
    }

    /** Ends the call with an error of this side and delivers it, unless the call has ended. */
    final void abort(MiniMaxException error) {
        endWith(new Outcome.Failed<>(error));
    }

    /** Ends the call from outside its attempts and delivers the end, unless the call has ended. */
    final void endWith(Outcome<T> end) {
        CallState.Moment<Attempt<T>, T> before = state.end(end);
        if (before != null) {
            release(before);
            deliver(end);
        }
    }

    private void release(CallState.@Nullable Moment<Attempt<T>, T> before) {
        Future<?> waiting = nextAttempt;
        if (waiting != null) {
            waiting.cancel(false);
        }
        RequestLimiter.Permit queued = permit;
        if (queued != null) {
            queued.release(null);
        }
        if (before != null && before.attempt() != null) {
            before.attempt().abandon();
        }
    }

    /**
     * Starts the delivery of what was read, and holds the attempt back if there is no space for more.
     *
     * @return whether the transport is to continue; if not, {@link #resumeReading} makes it continue
     */
    final boolean readOn(Attempt<T> attempt) {
        wake();
        if (!isFull()) {
            return true;
        }
        if (!state.holdBack(attempt)) {
            return false; // data that was on its way when the transport was held back
        }
        if (isFull()) {
            return false;
        }
        // space became available in between, maybe before there was something to resume
        attempt.watchdog.resetIdleClock();
        return state.resume(attempt);
    }

    /** Resumes reading when there is space again. */
    final void resumeReading() {
        Attempt<T> attempt = state.attempt();
        if (attempt != null && state.phase() == CallState.Phase.HELD_BACK) {
            attempt.watchdog.resetIdleClock();
            if (state.resume(attempt)) {
                attempt.connection.more();
            }
        }
    }

    /** The application is about to resume; must be called while the stream is still paused. */
    final void resetIdleClock() {
        Attempt<T> attempt = state.attempt();
        if (attempt != null) {
            attempt.watchdog.resetIdleClock();
        }
    }

    /**
     * An attempt has an outcome, which ends the call or leads to another attempt. Called again if it threw or did not return in time.
     */
    final void attemptEnded(Attempt<T> attempt, Outcome<T> outcome) {
        if (state.isFollowed(attempt)) {
            return;
        }
        // if the first report is stuck in a listener, there is no retry
        if (!attempt.reportsFirst() || !isRetried(attempt, outcome)) {
            if (state.end(outcome) != null && outcome instanceof Outcome.Completed) {
                policy().completed();
            }
            Outcome<T> end = state.outcome(); // the outcome of an earlier report, or none if the call was cancelled
            if (end != null) {
                deliver(end);
            }
        }
    }

    private boolean isRetried(Attempt<T> attempt, Outcome<T> outcome) {
        try {
            if (outcome instanceof Outcome.Failed<T> failed && !state.isEnded() && !isDelivering()) {
                MiniMaxException error = failed.error();
                PreparedRequest<T> other =
                        Objects.requireNonNull(prepared).fallback().apply(error);
                if (other != null) {
                    prepared = other;
                    retryAfter(attempt, new Retry(0, policy().maxRetries(), Duration.ZERO, error));
                    return true;
                }
                Duration delay = policy().delayBefore(
                                retries + 1, error, elapsed(), resources.settings.find(ClientSettings.CALL_TIMEOUT));
                if (delay != null) {
                    int number = retries + 1; // one attempt at a time retries
                    retries = number;
                    Guard.warn(
                            "Retry {} of {} in {} ms after: {}",
                            number,
                            policy().maxRetries(),
                            delay.toMillis(),
                            error.getMessage());
                    retryAfter(attempt, new Retry(number, policy().maxRetries(), delay, error));
                    return true;
                }
            }
        } catch (Throwable e) {
            Guard.warn("A MiniMax call could not be retried", e);
        }
        return false;
    }

    private void retryAfter(Attempt<T> failed, Retry retry) {
        lastFailure = retry.cause();
        policy().notifyListener(retry);
        retried(retry);
        nextAttempt = Threads.schedule(
                resources.timer,
                resources.worker,
                () -> attemptAgain(failed, null),
                retry.delay().toNanos());
        state.waitToRetry(failed);
        if (state.isEnded()) {
            nextAttempt.cancel(false); // in between
        }
    }
}
