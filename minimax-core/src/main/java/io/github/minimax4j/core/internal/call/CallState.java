package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.internal.decode.Outcome;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call, in one atomic; {@code docs/architecture.md} draws it. Completed, failed and cancelled are not states but the ways in
 * which a call has {@link Phase#ENDED}. Transitions name the attempt that makes them, so that a cancelled attempt changes nothing.
 * Thread-safe, without a lock.
 *
 * @param <A> the attempts
 * @param <T> the response
 */
final class CallState<A, T> {

    enum Phase {
        CREATED,
        WAITING_FOR_RESPONSE,
        READING,
        /** The mailbox is full or the stream is paused: nothing is read. */
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
    record Moment<A, T>(
            Phase phase, @Nullable A attempt, @Nullable Outcome<T> outcome) {}

    private final AtomicReference<Moment<A, T>> now = new AtomicReference<>(new Moment<>(Phase.CREATED, null, null));

    private Moment<A, T> current() {
        return Objects.requireNonNull(now.get());
    }

    Phase phase() {
        return current().phase();
    }

    boolean isEnded() {
        return phase() == Phase.ENDED;
    }

    boolean isCancelled() {
        Moment<A, T> moment = current();
        return moment.phase() == Phase.ENDED && moment.outcome() == null;
    }

    @Nullable
    A attempt() {
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
    boolean begin(A next, @Nullable A failed) {
        Moment<A, T> waiting = new Moment<>(Phase.WAITING_FOR_RESPONSE, next, null);
        Moment<A, T> before;
        do {
            before = current();
            // the timer may be faster than the thread that set it
            if (before.attempt() != failed && before.phase() != Phase.WAITING_TO_RETRY
                    || before.phase() == Phase.ENDED) {
                return false;
            }
        } while (!now.compareAndSet(before, waiting));
        return true;
    }

    /** The head of the response has arrived. */
    void responseBegins(A attempt) {
        move(attempt, Phase.WAITING_FOR_RESPONSE, Phase.READING);
    }

    /** Reading stops for now. */
    boolean holdBack(A attempt) {
        return move(attempt, Phase.READING, Phase.HELD_BACK);
    }

    /** Reading resumes. */
    boolean resume(A attempt) {
        return move(attempt, Phase.HELD_BACK, Phase.READING);
    }

    private boolean move(A attempt, Phase from, Phase to) {
        Moment<A, T> before = current();
        return before.attempt() == attempt
                && before.phase() == from
                && now.compareAndSet(before, new Moment<>(to, attempt, null));
    }

    /** The attempt has failed, and another one follows. Has no effect if that one has begun, or if the call has ended. */
    void waitToRetry(A failed) {
        Moment<A, T> before = current();
        while (before.attempt() == failed
                && !now.compareAndSet(before, new Moment<>(Phase.WAITING_TO_RETRY, null, null))) {
            before = current();
        }
    }

    /** Whether the call has continued after an attempt. */
    boolean isFollowed(A attempt) {
        Moment<A, T> moment = current();
        return moment.attempt() != attempt && moment.phase() != Phase.ENDED;
    }

    /**
     * Ends the call.
     *
     * @param outcome null if it is cancelled
     * @return what it was doing; null if it had already ended
     */
    @Nullable
    Moment<A, T> end(@Nullable Outcome<T> outcome) {
        Moment<A, T> before;
        do {
            before = current();
            if (before.phase() == Phase.ENDED) {
                return null;
            }
        } while (!now.compareAndSet(before, new Moment<>(Phase.ENDED, null, outcome)));
        return before;
    }

    /** As {@link #end}, but also replaces an end that has not been delivered. */
    @Nullable
    Moment<A, T> endAnyway(@Nullable Outcome<T> outcome) {
        Moment<A, T> before = Objects.requireNonNull(now.getAndSet(new Moment<>(Phase.ENDED, null, outcome)));
        return before.phase() == Phase.ENDED ? null : before;
    }
}
