package io.github.minimax4j.core;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

        /** Called once, last. */
        void ended(Outcome<T> outcome);
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(LogSettings.LOGGER_NAME);

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

    // guards the reader; nothing under it blocks or calls the user
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicBoolean ended = new AtomicBoolean();

    private final Connection connection = new Connection(this);

    private final AtomicBoolean paused = new AtomicBoolean();

    Exchange(
            ClientSettings settings,
            ScheduledExecutorService timer,
            AnswerReader<T> reader,
            Receiver<T> receiver,
            @Nullable Duration timeLeft,
            @Nullable CallLog log,
            Redaction redaction,
            Function<ResponseSink, Call<Void>> calls) {
        this.settings = settings;
        this.timer = timer;
        this.reader = reader;
        this.receiver = receiver;
        this.calls = calls;
        this.log = log;
        this.redaction = redaction;
        this.watchdog = new Watchdog(
                timer,
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
        made.enqueue(connection);
        if (ended.get()) {
            connection.close(); // given up before there was a call to cancel
        }
    }

    /**
     * Gives the call up and tells nobody.
     *
     * @return false if it had ended before
     */
    boolean abandon() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        watchdog.stop();
        connection.close();
        return true;
    }

    /** The receiver is about to be held back no more; to be called while it still is. */
    void aboutToGoOn() {
        watchdog.countAnew();
    }

    /** Reads on after the receiver was full. */
    void resume() {
        if (paused.compareAndSet(true, false)) {
            watchdog.resume();
            connection.more();
        }
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        lock.lock();
        try {
            reader.head(ResponseDetails.of(status, traceId(headers), retryAfter(headers), redaction));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void begin(Demand demand) {
        if (ended.get()) {
            demand.cancel();
        }
    }

    @Override
    public boolean bytes(List<ByteBuffer> bytes) {
        watchdog.alive();
        boolean finished;
        lock.lock();
        try {
            for (ByteBuffer buffer : bytes) {
                reader.bytes(buffer);
            }
            finished = reader.finished();
        } catch (RuntimeException e) {
            reader.fail(unexpected(e));
            finished = false;
        } finally {
            lock.unlock();
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
        paused.set(true);
        // the receiver may have caught up in between; whoever takes the flag back asks for more
        return !receiver.isFull() && takeBackPause();
    }

    private boolean takeBackPause() {
        if (paused.compareAndSet(true, false)) {
            watchdog.resume();
            return true;
        }
        return false;
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
        lock.lock();
        try {
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
        } catch (RuntimeException e) {
            reader.fail(unexpected(e));
        } finally {
            lock.unlock();
        }
        settle();
    }

    private void settle() {
        Outcome<T> outcome = reader.outcome();
        if (outcome != null && ended.compareAndSet(false, true)) {
            watchdog.stop();
            if (log != null) {
                log.ended(outcome, reader.response(), reader.body());
            }
            warn(outcome);
            receiver.ended(outcome);
            if (outcome instanceof Outcome.Failed) {
                connection.close();
            } else {
                connection.closeSoon(timer);
            }
        }
    }

    /** Here and not where the answer is read: no lock is held across what a log may take. */
    private static void warn(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Completed<?> completed
                && completed.answer() instanceof ChatCompletion answer
                && !answer.warnings().isEmpty()) {
            LOGGER.warn("The answer {} of {} comes with warnings: {}", answer.id(), answer.model(), answer.warnings());
        }
    }

    private void limitPassed(Watchdog.Limit limit, Duration length) {
        String message = switch (limit) {
            case FIRST_BYTE -> "The server sent no answer within " + ConnectionFailures.readable(length);
            case IDLE ->
                "The server fell silent for " + ConnectionFailures.readable(length) + " in the middle of its answer";
            case CALL -> "The call took longer than " + ConnectionFailures.readable(settings.callTimeout());
        };
        String hint = switch (limit) {
            case FIRST_BYTE -> "Raise firstByteTimeout if the model may need longer";
            case IDLE -> "Raise idleTimeout if the model may pause longer";
            case CALL -> "Raise callTimeout if the answer may take longer";
        };
        lock.lock();
        try {
            MiniMaxTimeoutException error = new MiniMaxTimeoutException(message, hint, reader.response(), null);
            if (limit == Watchdog.Limit.IDLE) {
                reader.silent(error);
            } else {
                reader.fail(error);
            }
        } finally {
            lock.unlock();
        }
        settle();
        connection.close();
    }

    private MiniMaxProtocolException unexpected(RuntimeException cause) {
        ResponseDetails response = reader.response();
        return new MiniMaxProtocolException(
                ErrorKind.MALFORMED_RESPONSE,
                "The answer could not be read: " + cause.getClass().getName(),
                null,
                response.httpStatus() == null ? ResponseDetails.none(redaction) : response,
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
        void closeSoon(ScheduledExecutorService timer) {
            exchange = null;
            if (bodyOver) {
                return;
            }
            try {
                closing = timer.schedule(this::close, PATIENCE_AFTER_END.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                close(); // the client is closed
            }
            if (bodyOver) {
                stopClosing(); // in between
            }
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
            bodyOver = true;
            stopClosing();
            Exchange<?> current = exchange;
            if (current != null) {
                current.end();
            }
        }

        @Override
        public void failed(Throwable cause) {
            bodyOver = true;
            stopClosing();
            Exchange<?> current = exchange;
            if (current != null) {
                current.failed(cause);
            }
        }

        @Override
        public void onResponse(Call<Void> over, Response<Void> response) {
            // the sink has had it all
        }

        @Override
        public void onFailure(Call<Void> over, Throwable cause) {
            failed(cause);
        }
    }
}
