package io.github.minimax4j.core.internal.limit;

import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.config.RequestLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the requests of a client within its limits: those above them wait in a queue, first in, first out, and no thread waits with them.
 * The limits per minute hold for every window of a minute, since a service may count in any of them. Thread-safe. Its lock guards
 * arithmetic only: requests start outside of it.
 */
public final class RequestLimiter {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    /** Runs a task after a delay, on a thread that may start requests. */
    @FunctionalInterface
    public interface Timer {

        Future<?> schedule(Runnable task, long nanos);
    }

    private enum State {
        CREATED,
        WAITING,
        // no longer in the queue, and not yet started by the worker
        GRANTED,
        STARTED,
        RELEASED
    }

    private final RequestLimits limits;

    private final boolean counting;

    private final LongSupplier nanoTime;

    private final Timer timer;

    private final Executor worker;

    // all below are guarded by this object; the queue is a set because waiting requests may be cancelled
    private final Set<Permit> queue = new LinkedHashSet<>();

    private final Deque<Counted> lastMinute = new ArrayDeque<>();

    private int running;

    private int requests;

    private long tokens;

    private @Nullable Future<?> wakeUp;

    private boolean closed;

    /**
     * Creates a limiter without requests.
     *
     * @param nanoTime monotonic time
     * @param worker   starts requests that have waited
     */
    public RequestLimiter(RequestLimits limits, LongSupplier nanoTime, Timer timer, Executor worker) {
        this.limits = limits;
        this.counting = limits.maxRequestsPerMinute() != null || limits.maxTokensPerMinute() != null;
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.worker = worker;
    }

    /** The maximum time that a request waits. */
    public Duration queueTimeout() {
        return limits.queueTimeout();
    }

    /** What has counted since a time: one request with its tokens, or tokens that were used beyond their estimate. */
    private static final class Counted {

        private final long since;

        private final int requests;

        private long tokens;

        Counted(long since, int requests, long tokens) {
            this.since = since;
            this.requests = requests;
            this.tokens = tokens;
        }
    }

    /** The right to send one request. It must be released at the end of its response, however that comes. */
    public final class Permit {

        private final long estimate;

        private final Consumer<Permit> start;

        private final Consumer<String> refusal;

        // both guarded by the limiter
        private State state = State.CREATED;

        private @Nullable Counted counted;

        private @Nullable Future<?> timeout;

        private Permit(long estimate, Consumer<Permit> start, Consumer<String> refusal) {
            this.estimate = estimate;
            this.start = start;
            this.refusal = refusal;
        }

        /**
         * Takes a place, or waits for one: then the request is started, or refused after the queue timeout, by the worker.
         *
         * @param maxNanos the maximum time to wait, if it is less than the queue timeout
         * @return whether the request is to start at once
         */
        public boolean acquire(long maxNanos) {
            synchronized (RequestLimiter.this) {
                if (state != State.CREATED) {
                    return false; // released before
                }
                long now = nanoTime.getAsLong();
                forget(now);
                if (closed || queue.isEmpty() && blocking(this) == null) {
                    grant(this, now);
                    state = State.STARTED;
                    return true;
                }
                state = State.WAITING;
                queue.add(this);
                timeout = timer.schedule(
                        this::timedOut,
                        Math.max(0, Math.min(maxNanos, limits.queueTimeout().toNanos())));
                wakeLater(now);
                return false;
            }
        }

        /**
         * Gives the place to the next request. Has no effect the second time.
         *
         * @param used the tokens that the service reports, or null if it reports none: the estimate then continues to count
         */
        public void release(@Nullable Long used) {
            List<Permit> next;
            synchronized (RequestLimiter.this) {
                State before = state;
                state = State.RELEASED;
                if (before == State.WAITING) {
                    leaveQueue(this);
                } else if (before == State.GRANTED || before == State.STARTED) {
                    cancelTimeout();
                    running--;
                    if (used != null) {
                        correct(this, Math.max(0, used)); // whatever the service reports
                    }
                } else {
                    return;
                }
                next = grantNext();
            }
            start(next);
        }

        private void begin() {
            synchronized (RequestLimiter.this) {
                if (state != State.GRANTED) {
                    return; // released, or started by the other of worker and timer
                }
                state = State.STARTED;
                cancelTimeout();
            }
            start.accept(this);
        }

        private void timedOut() {
            begin(); // if the worker has failed to
            String limit = null;
            List<Permit> next = new ArrayList<>();
            synchronized (RequestLimiter.this) {
                next.addAll(grantNext()); // if memory ran out when its turn came
                if (state == State.WAITING) {
                    limit = String.valueOf(blocking(queue.iterator().next()));
                    state = State.RELEASED;
                    leaveQueue(this);
                    next.addAll(grantNext());
                }
            }
            try {
                start(next); // first: the refusal runs foreign code
            } finally {
                if (limit != null) {
                    refusal.accept(limit);
                }
            }
        }

        private void cancelTimeout() {
            if (timeout != null) {
                timeout.cancel(false);
            }
        }
    }

    /**
     * Creates the permit of one request, which must be acquired.
     *
     * @param estimate the tokens that the request is expected to need
     * @param start    starts a request that has waited; called with this permit
     * @param refusal  takes the limit, with its name, under which the request has waited too long
     */
    public Permit permit(long estimate, Consumer<Permit> start, Consumer<String> refusal) {
        return new Permit(estimate, start, refusal);
    }

    /** Grants nothing more to requests that wait: the client is closed, which ends them. */
    public synchronized void close() {
        closed = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
    }

    private void leaveQueue(Permit permit) {
        queue.remove(permit);
        permit.cancelTimeout();
    }

    private void grant(Permit permit, long now) {
        if (counting) {
            permit.counted = new Counted(now, 1, permit.estimate);
            count(permit.counted);
        }
        permit.state = State.GRANTED;
        running++;
    }

    private void count(Counted counted) {
        lastMinute.addLast(counted);
        requests += counted.requests;
        tokens += counted.tokens;
    }

    private void forget(long now) {
        for (Counted first = lastMinute.peekFirst();
                first != null && now - first.since >= WINDOW;
                first = lastMinute.peekFirst()) {
            lastMinute.removeFirst();
            requests -= first.requests;
            tokens -= first.tokens;
        }
    }

    private void correct(Permit permit, long used) {
        Counted estimated = permit.counted;
        if (estimated == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        forget(now);
        long more = used - permit.estimate;
        if (more > 0) {
            count(new Counted(now, 0, more)); // now, since a long response was generated until now
        } else if (now - estimated.since < WINDOW) {
            estimated.tokens = used;
            tokens += more;
        }
    }

    /** The limit that keeps a request from starting, or null. */
    private @Nullable String blocking(Permit permit) {
        Integer concurrent = limits.maxConcurrentRequests();
        if (concurrent != null && running >= concurrent) {
            return "maxConcurrentRequests, " + concurrent;
        }
        Integer perMinute = limits.maxRequestsPerMinute();
        if (perMinute != null && requests >= perMinute) {
            return "maxRequestsPerMinute, " + perMinute;
        }
        Integer tokensPerMinute = limits.maxTokensPerMinute();
        return tokensPerMinute != null && tokens > 0 && tokens + permit.estimate > tokensPerMinute
                ? "maxTokensPerMinute, " + tokensPerMinute
                : null;
    }

    /** Takes those from the queue that may start; the lock is held. */
    private List<Permit> grantNext() {
        if (closed || queue.isEmpty()) {
            return List.of();
        }
        long now = nanoTime.getAsLong();
        forget(now);
        List<Permit> granted = new ArrayList<>();
        for (Iterator<Permit> waiting = queue.iterator(); waiting.hasNext(); ) {
            Permit next = waiting.next();
            if (blocking(next) != null) {
                break;
            }
            granted.add(next); // first, as memory may run out: what is granted and not started has its timeout left
            grant(next, now);
            waiting.remove();
        }
        wakeLater(now);
        return granted;
    }

    /** Looks again when the oldest of the last minute no longer counts; the lock is held. */
    private void wakeLater(long now) {
        Counted oldest = lastMinute.peekFirst();
        if (wakeUp == null && oldest != null && !queue.isEmpty()) {
            wakeUp = timer.schedule(this::wake, WINDOW - (now - oldest.since));
        }
    }

    private void wake() {
        List<Permit> next;
        synchronized (this) {
            wakeUp = null;
            next = grantNext();
        }
        start(next);
    }

    private void start(List<Permit> granted) {
        for (Permit permit : granted) {
            try {
                worker.execute(permit::begin);
            } catch (Throwable e) { // no memory, most likely; others must not wait for ever with this one
                Guard.warn("A MiniMax request whose turn has come could not be started yet", e);
            }
        }
    }
}
