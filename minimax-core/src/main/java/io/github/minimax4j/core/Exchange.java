package io.github.minimax4j.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
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

        /** Events have been added; called outside of all locks. */
        void wake();

        /** Called once, last. */
        void ended(Outcome<T> outcome);
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

    private final Watchdog watchdog;

    private final ScheduledExecutorService timer;

    // guards the reader; nothing under it blocks or calls the user
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile @Nullable Call<Void> call;

    private volatile @Nullable Demand demand;

    private volatile boolean bodyOver;

    private final AtomicBoolean paused = new AtomicBoolean();

    Exchange(
            ClientSettings settings,
            ScheduledExecutorService timer,
            AnswerReader<T> reader,
            Receiver<T> receiver,
            @Nullable Duration timeLeft,
            @Nullable CallLog log,
            Function<ResponseSink, Call<Void>> calls) {
        this.settings = settings;
        this.timer = timer;
        this.reader = reader;
        this.receiver = receiver;
        this.calls = calls;
        this.log = log;
        this.watchdog =
                new Watchdog(timer, settings.firstByteTimeout(), settings.idleTimeout(), timeLeft, this::limitPassed);
    }

    void start() {
        Call<Void> made = calls.apply(this);
        call = made;
        watchdog.start();
        made.enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Void> over, Response<Void> response) {
                // the sink has had it all
            }

            @Override
            public void onFailure(Call<Void> over, Throwable cause) {
                failed(cause);
            }
        });
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
        disconnect();
        return true;
    }

    /** Reads on after the receiver was full. */
    void resume() {
        if (paused.compareAndSet(true, false)) {
            watchdog.resume();
            Demand flow = demand;
            if (flow != null) {
                flow.more();
            }
        }
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        lock.lock();
        try {
            reader.head(ResponseDetails.of(status, traceId(headers), retryAfter(headers)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void begin(Demand demand) {
        this.demand = demand;
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
            watchdog.shortenIdle(PATIENCE_AFTER_FINISH);
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
        bodyOver = true;
        lock.lock();
        try {
            if (cause == null) {
                reader.end();
            } else if (reader.response().httpStatus() == null) {
                reader.fail(connectionError(cause));
            } else {
                reader.lost(cause);
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
            receiver.ended(outcome);
            if (outcome instanceof Outcome.Failed) {
                disconnect();
            } else {
                disconnectUnlessOver();
            }
        }
    }

    /** Reads the body to its end, if that is near: then the connection can serve again. */
    private void disconnectUnlessOver() {
        if (bodyOver) {
            return;
        }
        try {
            timer.schedule(this::disconnect, PATIENCE_AFTER_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            disconnect(); // the client is closed
        }
    }

    private void limitPassed(Watchdog.Limit limit, Duration length) {
        String message = switch (limit) {
            case FIRST_BYTE -> "The server sent no answer within " + readable(length);
            case IDLE -> "The server fell silent for " + readable(length) + " in the middle of its answer";
            case CALL -> "The call took longer than " + readable(settings.callTimeout());
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
        disconnect();
    }

    private void disconnect() {
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

    private MiniMaxException connectionError(Throwable cause) {
        String host = settings.endpoint().host();
        if (hasCause(cause, JsonProcessingException.class)) {
            return new MiniMaxProtocolException(
                    ErrorKind.INVALID_REQUEST,
                    "The request cannot be written as JSON",
                    "Tool parameters, schemas and reasoning details must be maps, lists, texts, numbers and booleans",
                    ResponseDetails.NONE,
                    cause);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new MiniMaxTimeoutException(
                    "No connection to " + host + " within " + readable(settings.connectTimeout()),
                    "Raise connectTimeout, or check the network and proxy",
                    ResponseDetails.NONE,
                    cause);
        }
        if (hasCause(cause, UnresolvedAddressException.class) || hasCause(cause, UnknownHostException.class)) {
            return new MiniMaxConnectionException(
                    ErrorKind.UNREACHABLE,
                    "The host " + host + " is not known",
                    "Check the base URL and the network",
                    ResponseDetails.NONE,
                    cause);
        }
        if (hasCause(cause, ConnectException.class)) {
            return new MiniMaxConnectionException(
                    ErrorKind.UNREACHABLE,
                    "The host " + host + " did not accept a connection",
                    "Check the base URL and port, the network and proxy",
                    ResponseDetails.NONE,
                    cause);
        }
        if (hasCause(cause, CertificateException.class)) {
            return new MiniMaxConnectionException(
                    ErrorKind.UNREACHABLE,
                    "The certificate of " + host + " is not trusted",
                    "Check the base URL and the proxy, or give an SSLContext that trusts it with httpClientCustomizer",
                    ResponseDetails.NONE,
                    cause);
        }
        return new MiniMaxConnectionException(
                ErrorKind.CONNECTION_LOST,
                "The connection to " + host + " failed before an answer came: "
                        + cause.getClass().getName(),
                null,
                ResponseDetails.NONE,
                cause);
    }

    private MiniMaxProtocolException unexpected(RuntimeException cause) {
        return new MiniMaxProtocolException(
                ErrorKind.MALFORMED_RESPONSE,
                "The answer could not be read: " + cause.getClass().getName(),
                null,
                reader.response(),
                cause);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
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

    private static String readable(Duration length) {
        long millis = length.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
