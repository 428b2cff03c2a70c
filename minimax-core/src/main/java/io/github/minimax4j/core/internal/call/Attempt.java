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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of a call: feeds what the transport brings to the {@link ResponseReader}, watches the time limits, and reports to the
 * {@link Call} what it came to. Thread-safe.
 *
 * @param <T> the response
 */
final class Attempt<T> {

    // what can still come after the finish reason is usage and a repetition; a server that forgets to close must not
    // cost minutes
    private static final Duration PATIENCE_AFTER_FINISH = Duration.ofSeconds(5);

    private final ClientResources resources;

    private final ClientSettings settings;

    private final Call<T> call;

    private final PreparedRequest<T> prepared;

    private final @Nullable CallLog log;

    private final ResponseReader<T> reader;

    private final Watchdog watchdog;

    private final Connection connection;

    private final AtomicBoolean logged = new AtomicBoolean();

    // whether the call has begun to decide between a retry and its end
    private final AtomicBoolean reported = new AtomicBoolean();

    private volatile @Nullable Throwable readFailure;

    private volatile boolean handedOver;

    /**
     * Makes an attempt that has not started.
     *
     * @param retry    0 for the first attempt
     * @param timeLeft what is left of the limit on the whole call; null for no limit
     */
    Attempt(
            ClientResources resources,
            Call<T> call,
            PreparedRequest<T> prepared,
            int retry,
            @Nullable Duration timeLeft) {
        this.resources = resources;
        this.settings = resources.settings();
        this.call = call;
        this.prepared = prepared;
        this.log = settings.log().requests() || settings.log().responses()
                ? new CallLog(settings.log(), retry, prepared.redaction())
                : null;
        this.reader = prepared.reading().reader(log);
        this.watchdog = new Watchdog(
                resources.timer(),
                resources.worker(),
                settings.firstByteTimeout(),
                settings.idleTimeout(),
                timeLeft,
                call::isHeldBack,
                this::limitPassed);
        this.connection = new Connection(this, resources.transport());
    }

    void start() {
        if (log != null) {
            log.request(prepared.request());
        }
        watchdog.start();
        if (!watchdog.isStopped()) { // given up in between
            connection.send(resources.transport(), prepared.request());
        }
    }

    /** Gives the attempt up. It reports nothing any more. */
    void abandon() {
        watchdog.stop();
        connection.close();
    }

    /** See {@link Watchdog#resetIdleClock}. */
    void resetIdleClock() {
        watchdog.resetIdleClock();
    }

    /** Reads on after the call has held it back. */
    void resume() {
        connection.more();
    }

    /** Whether it is the first time that the attempt reports what it came to. */
    boolean reportsFirst() {
        return reported.compareAndSet(false, true);
    }

    /** The head of the response has come. */
    void head(int status, Map<String, List<String>> headers) {
        try {
            String retryAfter = ResponseHeaders.first(headers, "Retry-After");
            ResponseDetails response = ResponseDetails.of(
                    status,
                    ResponseHeaders.traceId(headers),
                    retryAfter == null ? null : RetryAfter.parse(retryAfter, settings.clock()),
                    prepared.redaction());
            locked(() -> reader.head(response));
            call.responseBegins(this);
        } catch (Throwable e) {
            readingFailed(e);
        }
    }

    /** The next bytes of the body have come. Returns whether to go on. */
    boolean bytes(List<ByteBuffer> bytes) {
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
            readingFailed(failure); // what follows a piece that got lost must not be taken for the response
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
            watchdog.finishWithin(PATIENCE_AFTER_FINISH);
        }
        if (reader.outcome() != null) {
            settle();
            return true;
        }
        return call.readOn(this);
    }

    /** Ends the call on another thread: the stack of this one may be at its end, and what runs there may get lost anywhere. */
    private void readingFailed(Throwable failure) {
        readFailure = failure; // first: if this thread comes no further, the watchdog finds it
        if (!handedOver) {
            resources.worker().execute(this::endUnreadable);
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
                        "The answer could not be read: " + cause.getClass().getName(),
                        null,
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
     * @param cause what it failed with, before its head or within its body; null if it is whole
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

    /** Reports the outcome. Two threads may do so, where the first one is stuck in foreign code or has failed. */
    private void settle() {
        Outcome<T> outcome = reader.outcome();
        if (outcome == null || watchdog.isStopped()) {
            return;
        }
        watchdog.ending();
        try {
            if (logged.compareAndSet(false, true)) {
                log(outcome);
            }
            call.attemptEnded(this, outcome);
            watchdog.stop(); // last: as long as something fails before, it tries again
        } catch (Throwable e) {
            Guard.warn("The end of a MiniMax call could not be delivered yet", e);
        }
        if (outcome instanceof Outcome.Failed) {
            connection.close();
        } else {
            connection.closeSoon(resources.timer(), resources.worker());
        }
    }

    private void log(Outcome<T> outcome) {
        if (log != null) {
            log.ended(outcome, reader.response(), reader::body);
        }
        // here and not where the response is read: no lock is held across what a log may take
        if (outcome instanceof Outcome.Completed<?> completed
                && completed.answer() instanceof ChatCompletion answer
                && !answer.warnings().isEmpty()) {
            Guard.warn("The answer {} of {} comes with warnings: {}", answer.id(), answer.model(), answer.warnings());
        }
    }

    private void limitPassed(Watchdog.Limit limit, Duration length) {
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
        String message = switch (limit) {
            case FIRST_BYTE -> "The server sent no answer within " + ConnectionFailures.readable(length);
            case IDLE ->
                "The server fell silent for " + ConnectionFailures.readable(length) + " in the middle of its answer";
            // the length is what was left of it for this attempt
            case CALL ->
                "The call took longer than "
                        + ConnectionFailures.readable(Objects.requireNonNull(settings.callTimeout()));
        };
        String hint = switch (limit) {
            case FIRST_BYTE -> "Raise firstByteTimeout if the model may need longer";
            case IDLE -> "Raise idleTimeout if the model may pause longer";
            case CALL -> "Raise callTimeout if the answer may take longer";
        };
        MiniMaxException error = reader.response().error(ErrorKind.TIMEOUT, message, hint, null);
        if (limit == Watchdog.Limit.IDLE) {
            reader.silent(error);
        } else {
            reader.fail(error);
        }
    }
}
