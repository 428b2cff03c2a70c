package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.decode.AnswerReader;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.internal.http.ConnectionFailures;
import io.github.minimax4j.core.internal.http.ResponseSink;
import io.github.minimax4j.core.internal.http.RetryAfter;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * One running call: joins the HTTP client's push, the {@link AnswerReader} and the time limits, and tells the {@link Receiver} once
 * how it ended. Thread-safe.
 *
 * @param <T> what the call asks for
 */
final class Exchange<T> implements ResponseSink {

    /** Whoever waits for the answer. */
    interface Receiver<T> {

        /** More bytes would pile up: read on after {@link Exchange#resume()}. */
        boolean isFull();

        /** Whether the application asked for nothing more to be read for now; then silence is not held against the server. */
        default boolean isHeldBack() {
            return false;
        }

        /** Events have been added; called outside of all locks. */
        void wake();

        /**
         * Called last, and again if that has thrown or has not returned in time: further calls do what the first has not done yet.
         */
        void ended(Outcome<T> outcome);
    }

    /** Whether the receiver has room. */
    private enum Flow {
        READING,
        // the receiver is full, and the transport does not know yet
        STOPPING,
        HELD_BACK
    }

    // what can still come after the finish reason is usage and a repetition; a server that forgets to close must not
    // cost minutes
    private static final Duration PATIENCE_AFTER_FINISH = Duration.ofSeconds(5);

    // the end of the body comes with the last event, or not at all
    private static final Duration PATIENCE_AFTER_END = Duration.ofSeconds(2);

    private final ClientSettings settings;

    private final AnswerReader<T> reader;

    private final Receiver<T> receiver;

    private final Function<ResponseSink, Call<Void>> calls;

    private final @Nullable CallLog log;

    private final Redaction redaction;

    private final Watchdog watchdog;

    private final ScheduledExecutorService timer;

    private final Executor worker;

    private final Executor sender;

    // guards the reader; nothing under it blocks or calls the user. A monitor, which is released even where the stack
    // ends: an unlock() that overflows would leave all others waiting for ever
    private final Object lock = new Object();

    // nobody is told any more
    private volatile boolean over;

    private final AtomicBoolean logged = new AtomicBoolean();

    private volatile @Nullable Throwable readFailure;

    private volatile boolean handedOver;

    private final Connection connection = new Connection(this);

    private final AtomicReference<Flow> flow = new AtomicReference<>(Flow.READING);

    /**
     * Makes an exchange that has not started.
     *
     * @param worker runs what must not run on the timer's thread
     * @param sender sends the request
     */
    Exchange(
            ClientSettings settings,
            ScheduledExecutorService timer,
            Executor worker,
            Executor sender,
            AnswerReader<T> reader,
            Receiver<T> receiver,
            @Nullable Duration timeLeft,
            @Nullable CallLog log,
            Redaction redaction,
            Function<ResponseSink, Call<Void>> calls) {
        this.settings = settings;
        this.timer = timer;
        this.worker = worker;
        this.sender = sender;
        this.reader = reader;
        this.receiver = receiver;
        this.calls = calls;
        this.log = log;
        this.redaction = redaction;
        this.watchdog = new Watchdog(
                timer,
                worker,
                settings.firstByteTimeout(),
                settings.idleTimeout(),
                timeLeft,
                receiver::isHeldBack,
                this::limitPassed);
    }

    void start() {
        Call<Void> made = calls.apply(connection);
        connection.call = made;
        watchdog.start();
        Threads.execute(sender, () -> send(made));
    }

    private void send(Call<Void> made) {
        try {
            if (!over) {
                made.enqueue(connection);
            }
        } catch (Throwable e) {
            failed(e);
        }
        if (over) {
            connection.close(); // given up before there was a call to cancel
        }
    }

    /** Gives the call up and tells nobody, unless it has ended. */
    void abandon() {
        if (!over) {
            over = true;
            watchdog.stop();
            connection.close();
        }
    }

    /** The receiver is about to be held back no more; to be called while it still is. */
    void aboutToGoOn() {
        watchdog.countAnew();
    }

    /** Reads on after the receiver was full. */
    void resume() {
        Flow before = flow.getAndSet(Flow.READING);
        if (before == Flow.READING) {
            return;
        }
        watchdog.resume();
        if (before == Flow.HELD_BACK) {
            connection.more(); // where it is still stopping, the transport reads on by itself
        }
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        try {
            ResponseDetails response = ResponseDetails.of(status, traceId(headers), retryAfter(headers), redaction);
            locked(() -> reader.head(response));
        } catch (Throwable e) {
            readingFailed(e);
        }
    }

    @Override
    public void begin(Demand demand) {
        if (over) {
            demand.cancel();
        }
    }

    @Override
    public boolean bytes(List<ByteBuffer> bytes) {
        watchdog.alive();
        try {
            return read(bytes);
        } catch (Throwable e) { // a stack or a memory may end anywhere
            readingFailed(e);
            return true;
        }
    }

    private boolean read(List<ByteBuffer> bytes) {
        Throwable failure = readFailure;
        if (failure != null) {
            readingFailed(failure); // what follows a piece that got lost must not be taken for the answer
            return true;
        }
        boolean finished;
        synchronized (lock) {
            for (ByteBuffer buffer : bytes) {
                reader.bytes(buffer);
            }
            finished = reader.finished();
        }
        if (log != null) {
            log.logEvents();
        }
        if (finished) {
            watchdog.finishWithin(PATIENCE_AFTER_FINISH);
        }
        if (reader.outcome() != null) {
            settle();
            return true;
        }
        receiver.wake();
        if (!receiver.isFull()) {
            return true;
        }
        watchdog.suspend();
        if (!flow.compareAndSet(Flow.READING, Flow.STOPPING)) {
            return false; // a piece that was on its way when the transport was held back
        }
        if (!receiver.isFull() && flow.compareAndSet(Flow.STOPPING, Flow.READING)) {
            watchdog.resume();
            return true; // the receiver has caught up in between
        }
        return !flow.compareAndSet(Flow.STOPPING, Flow.HELD_BACK); // resumed in between: then nobody asks for more
    }

    /** Ends the call on another thread: the stack of this one may be at its end, and what runs there may get lost anywhere. */
    private void readingFailed(Throwable failure) {
        readFailure = failure; // first: if this thread comes no further, the watchdog finds it
        if (!handedOver) {
            worker.execute(this::endUnreadable);
            handedOver = true;
        }
    }

    private void endUnreadable() {
        try {
            MiniMaxException error = unexpected(Objects.requireNonNull(readFailure));
            locked(() -> reader.fail(error));
        } catch (Throwable e) {
            Guard.warn("A failure of a MiniMax call could not be told yet", e);
        }
        settle();
    }

    private void locked(Runnable change) {
        synchronized (lock) {
            change.run();
        }
    }

    @Override
    public void end() {
        finish(null);
    }

    @Override
    public void failed(Throwable cause) {
        finish(cause);
    }

    private void finish(@Nullable Throwable cause) {
        Throwable failure = readFailure;
        if (failure != null) {
            readingFailed(failure);
            return;
        }
        try {
            locked(() -> readEnd(cause));
        } catch (Throwable e) {
            readingFailed(e);
            return;
        }
        if (log != null) {
            log.logEvents();
        }
        settle();
    }

    private void readEnd(@Nullable Throwable cause) {
        if (cause == null) {
            reader.end();
        } else if (reader.response().httpStatus() == null) {
            reader.fail(ConnectionFailures.of(cause, settings, redaction));
        } else {
            MiniMaxException timeout = ConnectionFailures.timeout(cause, settings, reader.response());
            if (timeout == null) {
                reader.lost(cause);
            } else {
                reader.silent(timeout);
            }
        }
    }

    /** Delivers the outcome. Two threads may do so, where the first one is stuck in foreign code or has failed. */
    private void settle() {
        Outcome<T> outcome = reader.outcome();
        if (outcome == null || over) {
            return;
        }
        watchdog.ending();
        try {
            if (logged.compareAndSet(false, true)) {
                log(outcome);
            }
            receiver.ended(outcome);
            over = true;
            watchdog.stop();
        } catch (Throwable e) {
            Guard.warn("The end of a MiniMax call could not be told yet", e);
        }
        if (outcome instanceof Outcome.Failed) {
            connection.close();
        } else {
            connection.closeSoon(timer, worker);
        }
    }

    private void log(Outcome<T> outcome) {
        if (log != null) {
            log.ended(outcome, reader.response(), reader::body);
        }
        warn(outcome);
    }

    /** Here and not where the answer is read: no lock is held across what a log may take. */
    private static void warn(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Completed<?> completed
                && completed.answer() instanceof ChatCompletion answer
                && !answer.warnings().isEmpty()) {
            Guard.warn("The answer {} of {} comes with warnings: {}", answer.id(), answer.model(), answer.warnings());
        }
    }

    private void limitPassed(Watchdog.Limit limit, Duration length) {
        String message = switch (limit) {
            case FIRST_BYTE -> "The server sent no answer within " + ConnectionFailures.readable(length);
            case IDLE ->
                "The server fell silent for " + ConnectionFailures.readable(length) + " in the middle of its answer";
            case CALL -> "The call took longer than " + ConnectionFailures.readable(length);
        };
        String hint = switch (limit) {
            case FIRST_BYTE -> "Raise firstByteTimeout if the model may need longer";
            case IDLE -> "Raise idleTimeout if the model may pause longer";
            case CALL -> "Raise callTimeout if the answer may take longer";
        };
        if (readFailure != null) {
            endUnreadable();
        } else if (reader.outcome() == null) {
            try {
                locked(() -> {
                    MiniMaxException error = reader.response().error(ErrorKind.TIMEOUT, message, hint, null);
                    if (limit == Watchdog.Limit.IDLE) {
                        reader.silent(error);
                    } else {
                        reader.fail(error);
                    }
                });
            } catch (Throwable e) {
                readFailure = e;
                endUnreadable();
            }
        }
        settle();
        connection.close();
    }

    private MiniMaxException unexpected(Throwable cause) {
        ResponseDetails response = reader.response();
        return (response.httpStatus() == null ? ResponseDetails.none(redaction) : response)
                .error(
                        ErrorKind.MALFORMED_RESPONSE,
                        "The answer could not be read: " + cause.getClass().getName(),
                        null,
                        cause);
    }

    private static @Nullable String traceId(HttpHeaders headers) {
        return headers.firstValue("Trace-Id")
                .or(() -> headers.firstValue("X-Trace-Id"))
                .or(() -> headers.firstValue("X-Request-Id"))
                .orElse(null);
    }

    private @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(value -> RetryAfter.parse(value, settings.clock()))
                .orElse(null);
    }

    /**
     * What the HTTP client holds of an exchange. After {@link #closeSoon} it holds nothing of the call any more: the client may keep it
     * as long as the connection is open.
     */
    private static final class Connection implements ResponseSink, Callback<Void> {

        private volatile @Nullable Exchange<?> exchange;

        private volatile @Nullable Call<Void> call;

        private volatile @Nullable Demand demand;

        private volatile @Nullable Future<?> closing;

        private volatile boolean bodyOver;

        Connection(Exchange<?> exchange) {
            this.exchange = exchange;
        }

        void more() {
            Demand flow = demand;
            if (flow != null) {
                flow.more();
            }
        }

        void close() {
            if (bodyOver) {
                return; // the connection is back in the pool, and may serve another call by now
            }
            Demand flow = demand;
            if (flow != null) {
                flow.cancel();
            }
            Call<Void> running = call;
            if (running != null) {
                running.cancel();
            }
        }

        /** Reads the body to its end, if that is near: then the connection can serve again. */
        void closeSoon(ScheduledExecutorService timer, Executor worker) {
            exchange = null;
            if (bodyOver) {
                return;
            }
            try {
                closing = Threads.schedule(timer, worker, this::close, PATIENCE_AFTER_END.toNanos());
            } catch (RejectedExecutionException e) {
                close(); // the client is closed
            }
            if (bodyOver) {
                stopClosing(); // in between
            }
        }

        private void over() {
            bodyOver = true;
            stopClosing();
        }

        private void stopClosing() {
            Future<?> scheduled = closing;
            if (scheduled != null) {
                scheduled.cancel(false); // else the timer would keep this until then
            }
        }

        @Override
        public void head(int status, HttpHeaders headers) {
            Exchange<?> current = exchange;
            if (current != null) {
                current.head(status, headers);
            }
        }

        @Override
        public void begin(Demand flow) {
            demand = flow;
            Exchange<?> current = exchange;
            if (current != null) {
                current.begin(flow);
            }
        }

        @Override
        public boolean bytes(List<ByteBuffer> bytes) {
            Exchange<?> current = exchange;
            return current == null || current.bytes(bytes);
        }

        @Override
        public void end() {
            over();
            Exchange<?> current = exchange;
            if (current != null) {
                current.end();
            }
        }

        @Override
        public void failed(Throwable cause) {
            over();
            Exchange<?> current = exchange;
            if (current != null) {
                current.failed(cause);
            }
        }

        @Override
        public void onResponse(Call<Void> ended, Response<Void> response) {
            // the sink has had it all
        }

        @Override
        public void onFailure(Call<Void> ended, Throwable cause) {
            failed(cause);
        }
    }
}
