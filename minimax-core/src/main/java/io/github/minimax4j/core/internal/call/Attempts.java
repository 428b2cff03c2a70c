package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.RetryPolicy;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.listener.Retry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to its end: makes the first attempt, and further ones where a failure may pass and nothing has been told to
 * the caller yet. No thread waits in between. Thread-safe.
 *
 * @param <T> what the call asks for
 */
final class Attempts<T> {

    /** Whoever waits for the call. */
    interface Caller<T> extends Exchange.Receiver<T> {

        /** Whether anything of an answer has been told: then there is no way back. */
        boolean told();

        /** The call is about to be tried again. */
        void retried(Retry retry);
    }

    /** Makes attempts. */
    @FunctionalInterface
    interface Maker<T> {

        /**
         * Makes an attempt without starting it.
         *
         * @param retry    0 for the first attempt
         * @param timeLeft what is left of the limit on the whole call; null for no limit
         */
        Exchange<T> make(Exchange.Receiver<T> receiver, int retry, @Nullable Duration timeLeft);

        /**
         * Changes further attempts by what a failure says is wrong with the request.
         *
         * @return whether the changed request is to be sent at once; that is no retry and is not limited like one
         */
        default boolean adapt(MiniMaxException error) {
            return false;
        }
    }

    private final RetryPolicy policy;

    private final @Nullable Duration callTimeout;

    private final ScheduledExecutorService timer;

    private final Executor worker;

    private final Caller<T> caller;

    private final Maker<T> maker;

    private final Consumer<Attempts<?>> onOver;

    private final AtomicReference<@Nullable End<T>> end = new AtomicReference<>();

    private volatile long started;

    private volatile int retries;

    private volatile @Nullable Exchange<T> current;

    private volatile @Nullable Future<?> waiting;

    Attempts(
            RetryPolicy policy,
            @Nullable Duration callTimeout,
            ScheduledExecutorService timer,
            Executor worker,
            Caller<T> caller,
            Maker<T> maker,
            Consumer<Attempts<?>> onOver) {
        this.policy = policy;
        this.callTimeout = callTimeout;
        this.timer = timer;
        this.worker = worker;
        this.caller = caller;
        this.maker = maker;
        this.onOver = onOver;
    }

    void start() {
        started = policy.nanoTime();
        attempt();
    }

    private void attempt() {
        Duration elapsed = elapsed();
        Exchange<T> exchange =
                maker.make(new Attempt(), retries, callTimeout == null ? null : callTimeout.minus(elapsed));
        current = exchange; // before it starts: it may have failed, and been followed by another, when that returns
        exchange.start();
        if (isOver()) {
            exchange.abandon(); // given up in between
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(policy.nanoTime() - started);
    }

    /** Gives the call up and tells nobody, unless it has ended. */
    void abandon() {
        giveUp(new End<>(null));
    }

    private boolean giveUp(End<T> as) {
        if (!end.compareAndSet(null, as)) {
            return false;
        }
        Future<?> wait = waiting;
        if (wait != null) {
            wait.cancel(false);
        }
        Exchange<T> exchange = current;
        if (exchange != null) {
            exchange.abandon();
        }
        onOver.accept(this);
        return true;
    }

    /** Ends the call with an error of this side, unless it has ended. */
    void abort(MiniMaxException error) {
        Outcome<T> outcome = new Outcome.Failed<>(error);
        if (giveUp(new End<>(outcome))) {
            caller.ended(outcome);
        }
    }

    /** The caller is about to be held back no more; to be called while it still is. */
    void aboutToGoOn() {
        Exchange<T> exchange = current;
        if (exchange != null) {
            exchange.aboutToGoOn();
        }
    }

    /** Reads on after the caller was full. */
    void resume() {
        Exchange<T> exchange = current;
        if (exchange != null) {
            exchange.resume();
        }
    }

    /** Ends the call, unless it has ended; what an earlier try to do so has not told is told now. */
    private void end(Outcome<T> outcome) {
        if (end.compareAndSet(null, new End<>(outcome))) {
            onOver.accept(this);
        }
        Outcome<T> told = Objects.requireNonNull(end.get()).outcome();
        if (told != null) {
            caller.ended(told);
        }
    }

    private boolean isOver() {
        return end.get() != null;
    }

    private void attemptUnlessOver() {
        try {
            if (!isOver()) {
                attempt();
            }
        } catch (Throwable e) { // the executor would swallow it, and the caller wait for ever
            abort(ResponseDetails.NONE.error(
                    ErrorKind.INVALID_REQUEST,
                    "The request could not be sent again: " + e.getClass().getName(),
                    null,
                    e));
        }
    }

    /** How the call ended; without an outcome if it was given up. */
    private record End<T>(@Nullable Outcome<T> outcome) {}

    /** What one attempt tells. */
    private final class Attempt implements Exchange.Receiver<T> {

        private final AtomicBoolean decided = new AtomicBoolean();

        private volatile boolean followed;

        @Override
        public boolean isFull() {
            return caller.isFull();
        }

        @Override
        public boolean isHeldBack() {
            return caller.isHeldBack();
        }

        @Override
        public void wake() {
            caller.wake();
        }

        @Override
        public void ended(Outcome<T> outcome) {
            if (followed) {
                return;
            }
            // a second call finds the first one stuck in a listener: then there is no retry
            if (!decided.compareAndSet(false, true) || !isRetried(outcome)) {
                end(outcome);
            }
        }

        private boolean isRetried(Outcome<T> outcome) {
            try {
                if (outcome instanceof Outcome.Failed<T> failed && !isOver() && !caller.told()) {
                    if (maker.adapt(failed.error())
                            && again(new Retry(0, policy.maxRetries(), Duration.ZERO, failed.error()))) {
                        return true;
                    }
                    Duration delay = policy.delayBefore(retries + 1, failed.error(), elapsed(), callTimeout);
                    return delay != null && retryAfter(delay, failed.error());
                }
            } catch (Throwable e) {
                followed = false;
                Guard.warn("A MiniMax call could not be tried again", e);
            }
            return false;
        }

        private boolean retryAfter(Duration delay, MiniMaxException cause) {
            int number = retries + 1; // one attempt at a time retries
            retries = number;
            Guard.warn(
                    "Retry {} of {} in {} ms after: {}",
                    number,
                    policy.maxRetries(),
                    delay.toMillis(),
                    cause.getMessage());
            return again(new Retry(number, policy.maxRetries(), delay, cause));
        }

        private boolean again(Retry retry) {
            policy.tell(retry);
            caller.retried(retry);
            followed = true;
            try {
                waiting = Threads.schedule(
                        timer,
                        worker,
                        Attempts.this::attemptUnlessOver,
                        retry.delay().toNanos());
            } catch (RejectedExecutionException e) {
                followed = false;
                return false; // the client is closed
            }
            if (isOver()) {
                waiting.cancel(false);
            }
            return true;
        }
    }
}
