package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.internal.decode.ResponseReader;
import io.github.minimax4j.core.internal.http.ConnectionFailures;
import io.github.minimax4j.core.internal.http.ResponseHeaders;
import io.github.minimax4j.core.internal.http.RetryAfter;
import io.github.minimax4j.core.internal.limit.RequestLimiter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of a call: passes what the transport receives to the {@link ResponseReader}, watches the timeouts, and reports its
 * outcome to the {@link Call}. Thread-safe.
 *
 * @param <T> the response
 */
final class Attempt<T> {

    // only usage and a repetition can follow the finish reason; a server that forgets to close must not cost minutes
    private static final Duration TIMEOUT_AFTER_FINISH = Duration.ofSeconds(5);

    private final ClientResources resources;

    private final ClientSettings settings;

    private final Call<T> call;

    private final PreparedRequest<T> prepared;

    private final @Nullable CallLog log;

    private final ResponseReader<T> reader;

    final Watchdog watchdog;

    final Connection connection;

    private final RequestLimiter.@Nullable Permit permit;

    private final AtomicBoolean logged = new AtomicBoolean();

    // whether the call has begun to decide between a retry and its end
    private final AtomicBoolean reported = new AtomicBoolean();

    private volatile @Nullable Throwable readFailure;

    private volatile boolean handedOver;

    /**
     * Creates an attempt that has not started.
     *
     * @param retry    0 for the first attempt
     * @param timeLeft the time left of the whole call's timeout; null for no timeout
     * @param permit   what the client's own limits allow it by; null for no limits
     */
    Attempt(
            ClientResources resources,
            Call<T> call,
            PreparedRequest<T> prepared,
            int retry,
            @Nullable Duration timeLeft,
            RequestLimiter.@Nullable Permit permit) {
        this.resources = resources;
        this.settings = resources.settings;
        this.call = call;
        this.prepared = prepared;
        this.permit = permit;
        this.log = settings.get(ClientSettings.LOG_REQUESTS) || settings.get(ClientSettings.LOG_RESPONSES)
                ? new CallLog(settings, retry, prepared.redaction())
                : null;
        this.reader = prepared.reader().apply(log);
        this.watchdog = new Watchdog(resources, timeLeft, this);
        this.connection = new Connection(this, resources.transport);
    }

    void start() {
        if (log != null) {
            log.request(prepared.request());
        }
        watchdog.start();
        if (!watchdog.isStopped()) { // cancelled in between
            connection.send(UploadedBody.watched(prepared.request(), watchdog::sending));
        }
    }

    /** Cancels the attempt, which then reports nothing. */
    void abandon() {
        watchdog.stop();
        connection.close();
    }

    /** Whether the attempt reports its outcome for the first time. */
    boolean reportsFirst() {
        return reported.compareAndSet(false, true);
    }

    /** The head of the response has arrived. */
    void head(int status, Map<String, List<String>> headers) {
        try {
            ResponseHeaders head = ResponseHeaders.of(headers);
            String retryAfter = head.retryAfter();
            ResponseDetails response = ResponseDetails.of(
                            status,
                            head.traceId(),
                            retryAfter == null
                                    ? null
                                    : RetryAfter.parse(retryAfter, settings.get(ClientSettings.CLOCK)),
                            prepared.redaction())
                    .withRateLimits(head.rateLimits());
            locked(() -> {
                reader.head(response);
                reader.announce(head.contentLength());
            });
            call.state.responseBegins(this);
        } catch (Throwable e) {
            readingFailed(e);
        }
    }

    /** The next bytes of the body have arrived. Returns whether to continue reading. */
    boolean bytes(List<ByteBuffer> bytes) {
        watchdog.alive();
        try {
            return read(bytes);
        } catch (Throwable e) { // the stack or the memory may run out anywhere
            readingFailed(e);
            return true;
        }
    }

    private boolean read(List<ByteBuffer> bytes) {
        Throwable failure = readFailure;
        if (failure != null) {
            readingFailed(failure); // data after a lost part must not pass for the response
            return true;
        }
        boolean finished;
        synchronized (call.lock) {
            for (ByteBuffer buffer : bytes) {
                reader.bytes(buffer);
            }
            finished = reader.finished();
        }
        if (log != null) {
            log.logEvents();
        }
        if (finished) {
            watchdog.finishWithin(TIMEOUT_AFTER_FINISH);
        }
        if (reader.outcome() != null) {
            settle();
            return true;
        }
        return call.readOn(this);
    }

    /** Ends the call on another thread: this thread's stack may be exhausted, so anything that runs on it may fail. */
    private void readingFailed(Throwable failure) {
        readFailure = failure; // first: if this thread gets no further, the watchdog finds it
        if (!handedOver) {
            resources.worker.execute(this::endUnreadable);
            handedOver = true;
        }
    }

    private void endUnreadable() {
        try {
            MiniMaxException error = unreadable(Objects.requireNonNull(readFailure));
            locked(() -> reader.fail(error));
        } catch (Throwable e) {
            Guard.warn("A failure of a MiniMax call could not be reported yet", e);
        }
        settle();
    }

    private MiniMaxException unreadable(Throwable cause) {
        ResponseDetails response = reader.response();
        return (response.httpStatus() == null ? ResponseDetails.none(prepared.redaction()) : response)
                .error(
                        ErrorKind.MALFORMED_RESPONSE,
                        "The response could not be read: " + cause.getClass().getName(),
                        cause);
    }

    private void locked(Runnable change) {
        synchronized (call.lock) {
            change.run();
        }
    }

    /**
     * The response has ended.
     *
     * @param cause the failure, before the head or within the body; null if the response is complete
     */
    void end(@Nullable Throwable cause) {
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
            reader.fail(ConnectionFailures.of(cause, settings, prepared.redaction()));
        } else {
            MiniMaxException timeout = ConnectionFailures.timeout(cause, settings, reader.response());
            if (timeout == null) {
                reader.lost(cause);
            } else {
                reader.silent(timeout);
            }
        }
    }

    /** Reports the outcome. Two threads may do so if the first one is stuck in foreign code or has failed. */
    private void settle() {
        Outcome<T> outcome = reader.outcome();
        if (outcome == null || watchdog.isStopped()) {
            return;
        }
        watchdog.ending();
        if (permit != null) {
            permit.release(CallProgress.tokens(outcome));
        }
        try {
            if (logged.compareAndSet(false, true)) {
                log(outcome);
            }
            call.attemptEnded(this, outcome);
            watchdog.stop(); // last: until then, the watchdog repeats what fails
        } catch (Throwable e) {
            Guard.warn("The end of a MiniMax call could not be delivered yet", e);
        }
        if (outcome instanceof Outcome.Failed) {
            connection.close();
        } else {
            connection.closeSoon(resources.timer, resources.worker);
        }
    }

    private void log(Outcome<T> outcome) {
        if (log != null) {
            log.ended(outcome, reader.response(), reader::body);
        }
        // here, not where the response is read: no lock is held while a logger may block
        if (outcome instanceof Outcome.Completed<?> completed
                && completed.response() instanceof ChatCompletion completion
                && !completion.warnings().isEmpty()) {
            Guard.warn(
                    "The response {} of {} comes with warnings: {}",
                    completion.id(),
                    completion.model(),
                    completion.warnings());
        }
    }

    /**
     * Whether nothing is read for now, or the application has paused the stream: then, after the first byte, the server is not to blame for
     * silence.
     */
    boolean isHeldBack() {
        return call.isPaused() || call.state.phase() == CallState.Phase.HELD_BACK;
    }

    /** Takes the alarm of the watchdog on the worker's threads, repeatedly until the watchdog is stopped. */
    void limitPassed(Watchdog.Limit limit, Duration length) {
        if (readFailure != null) {
            endUnreadable();
        } else if (reader.outcome() == null) {
            try {
                locked(() -> timeOut(limit, length));
            } catch (Throwable e) {
                readFailure = e;
                endUnreadable();
            }
        }
        settle();
        connection.close();
    }

    private void timeOut(Watchdog.Limit limit, Duration length) {
        // the length is the time that was left for this attempt
        Duration shown = limit == Watchdog.Limit.CALL ? settings.get(ClientSettings.CALL_TIMEOUT) : length;
        String message = String.format(Locale.ROOT, limit.message, ConnectionFailures.readable(shown));
        MiniMaxException error = reader.response().error(ErrorKind.TIMEOUT, message, limit.hint, null);
        if (limit == Watchdog.Limit.IDLE) {
            reader.silent(error);
        } else {
            reader.fail(error);
        }
    }
}
