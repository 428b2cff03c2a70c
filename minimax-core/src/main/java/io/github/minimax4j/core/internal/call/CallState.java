package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.decode.Outcome;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call, in one atomic; {@code docs/architecture.md} draws it. Completed, failed and cancelled are no states: they are how
 * a call has {@link Phase#ENDED}. Moves name the attempt that makes them, so that an attempt that was given up moves nothing.
 * Thread-safe, without a lock.
 *
 * @param <T> the response
 */
final class CallState<T> {

    enum Phase {
        CREATED,
        WAITING_FOR_RESPONSE,
        READING,
        /** The listener is full or paused: nothing is read. */
        HELD_BACK,
        WAITING_TO_RETRY,
        ENDED
    }

    /**
     * What a call is doing.
     *
     * @param attempt the running attempt, if there is one
     * @param outcome how the call ended; null before, and for a call that was cancelled
     */
    record Moment<T>(
            Phase phase,
            @Nullable Attempt<T> attempt,
            @Nullable Outcome<T> outcome) {}

    private final AtomicReference<Moment<T>> now = new AtomicReference<>(new Moment<>(Phase.CREATED, null, null));

    private Moment<T> current() {
        return Objects.requireNonNull(now.get());
    }

    Phase phase() {
        return current().phase();
    }

    boolean isEnded() {
        return phase() == Phase.ENDED;
    }

    boolean isCancelled() {
        Moment<T> moment = current();
        return moment.phase() == Phase.ENDED && moment.outcome() == null;
    }

    @Nullable
    Attempt<T> attempt() {
        return current().attempt();
    }

    @Nullable
    Outcome<T> outcome() {
        return current().outcome();
    }

    /**
     * An attempt begins.
     *
     * @param failed the attempt that it follows; null for the first
     * @return false if the call has ended
     */
    boolean begin(Attempt<T> next, @Nullable Attempt<T> failed) {
        Moment<T> waiting = new Moment<>(Phase.WAITING_FOR_RESPONSE, next, null);
        Moment<T> before;
        do {
            before = current();
            // the timer may be faster than the thread that has set it
            if (before.attempt() != failed && before.phase() != Phase.WAITING_TO_RETRY
                    || before.phase() == Phase.ENDED) {
                return false;
            }
        } while (!now.compareAndSet(before, waiting));
        return true;
    }

    /** The head of the response has come. */
    void responseBegins(Attempt<T> attempt) {
        move(attempt, Phase.WAITING_FOR_RESPONSE, Phase.READING);
    }

    /** Nothing more is to be read for now. */
    boolean holdBack(Attempt<T> attempt) {
        return move(attempt, Phase.READING, Phase.HELD_BACK);
    }

    /** Reading goes on. */
    boolean resume(Attempt<T> attempt) {
        return move(attempt, Phase.HELD_BACK, Phase.READING);
    }

    private boolean move(Attempt<T> attempt, Phase from, Phase to) {
        Moment<T> before = current();
        return before.attempt() == attempt
                && before.phase() == from
                && now.compareAndSet(before, new Moment<>(to, attempt, null));
    }

    /** The attempt has failed, and another one follows it. Does nothing if that has begun, or if the call has ended. */
    void waitToRetry(Attempt<T> failed) {
        Moment<T> before = current();
        while (before.attempt() == failed
                && !now.compareAndSet(before, new Moment<>(Phase.WAITING_TO_RETRY, null, null))) {
            before = current();
        }
    }

    /** Whether the call has gone on after an attempt. */
    boolean isFollowed(Attempt<T> attempt) {
        Moment<T> moment = current();
        return moment.attempt() != attempt && moment.phase() != Phase.ENDED;
    }

    /**
     * Ends the call.
     *
     * @param outcome null if it is cancelled
     * @return what it was doing; null if it had ended
     */
    @Nullable
    Moment<T> end(@Nullable Outcome<T> outcome) {
        Moment<T> before;
        do {
            before = current();
            if (before.phase() == Phase.ENDED) {
                return null;
            }
        } while (!now.compareAndSet(before, new Moment<>(Phase.ENDED, null, outcome)));
        return before;
    }

    /** As {@link #end}, also in place of an end that has not been delivered. */
    @Nullable
    Moment<T> endAnyway(@Nullable Outcome<T> outcome) {
        Moment<T> before = Objects.requireNonNull(now.getAndSet(new Moment<>(Phase.ENDED, null, outcome)));
        return before.phase() == Phase.ENDED ? null : before;
    }
}
