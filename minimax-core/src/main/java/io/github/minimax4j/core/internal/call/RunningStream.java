package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.decode.OtherEvents;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.internal.decode.StreamEvent;
import io.github.minimax4j.core.listener.Retry;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One stream on its way to its listener: exactly one end, and silence after a cancel. Thread-safe. */
final class RunningStream implements Attempts.Caller<ChatCompletion>, StreamHandle {

    private final CallProgress call;

    private final Executor executor;

    private final ChatStreamListener listener;

    private final Mailbox mailbox;

    // guards what follows and the order in the mailbox; nothing under it blocks or calls the user. A monitor, which is
    // released even where the stack ends
    private final Object lock = new Object();

    private final OtherEvents events = new OtherEvents(this::put);

    private boolean ended;

    private final AtomicBoolean firstEventTold = new AtomicBoolean();

    // completes a stream that was paused when its completion was to be delivered
    private final AtomicReference<@Nullable Runnable> completion = new AtomicReference<>();

    private volatile @Nullable Attempts<ChatCompletion> attempts;

    private volatile boolean told;

    private volatile boolean answerBegun;

    private volatile boolean cancelled;

    private volatile boolean paused;

    private volatile boolean callbackFailed;

    RunningStream(CallProgress call, Executor executor, ChatStreamListener listener) {
        this.call = call;
        this.executor = executor;
        this.listener = listener;
        this.mailbox = new Mailbox(executor, call::withContext, listener, this::becameRoomy, this::callbackFailed);
    }

    void attach(Attempts<ChatCompletion> attempts) {
        this.attempts = attempts;
    }

    /** Takes an event of the answer. */
    void event(StreamEvent event) {
        if (event.isAnswer()) {
            answerBegun = true;
        }
        synchronized (lock) {
            if (!ended) { // an attempt that is given up may still be reading
                events.accept(event);
            }
        }
    }

    private void put(StreamEvent event) {
        told = true;
        if (!callbackFailed) {
            mailbox.add(event);
        }
    }

    @Override
    public boolean told() {
        return told;
    }

    @Override
    public boolean isFull() {
        return paused || mailbox.isFull();
    }

    @Override
    public boolean isHeldBack() {
        return paused;
    }

    @Override
    public void wake() {
        tellFirstEvent();
        mailbox.wake();
    }

    /** Here and not where events come in, because a lock is held there. */
    private void tellFirstEvent() {
        if (answerBegun && firstEventTold.compareAndSet(false, true)) {
            call.firstEvent();
        }
    }

    @Override
    public void retried(Retry retry) {
        synchronized (lock) {
            events.forget();
        }
        call.retried(retry);
    }

    @Override
    public Executor callbackExecutor() {
        return task -> executor.execute(call.withContext(task));
    }

    @Override
    public void ended(Outcome<ChatCompletion> outcome) {
        tellFirstEvent();
        call.ended(outcome);
        if (outcome instanceof Outcome.Completed<ChatCompletion> completed) {
            last(() -> completeUnlessPaused(() -> listener.onComplete(completed.answer())));
        } else if (outcome instanceof Outcome.Failed<ChatCompletion> failed) {
            last(() -> deliverLast(() -> listener.onError(failed.error())));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        mailbox.close();
        Attempts<ChatCompletion> running = attempts;
        if (running != null) {
            running.abandon();
        }
        call.cancelled();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        Attempts<ChatCompletion> running = attempts;
        if (paused && running != null) {
            running.aboutToGoOn(); // first: whoever then finds it held back no more finds the new count too
        }
        paused = false;
        if (completion.get() != null) {
            mailbox.add(ignored -> complete());
            mailbox.wake();
        }
        if (!mailbox.isFull()) { // or it reads on as soon as there is room
            readOn();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    private void last(Runnable callback) {
        synchronized (lock) {
            if (!ended) {
                events.flush();
                mailbox.add(ignored -> {
                    if (!callbackFailed) { // or that is how the stream ends, even if its answer came whole
                        callback.run();
                    }
                });
                ended = true;
            }
        }
        mailbox.wake();
    }

    private void completeUnlessPaused(Runnable callback) {
        completion.set(callback);
        if (paused) {
            call.whenClosed(this::resume);
        }
        complete();
    }

    /** Once, whoever comes first: resume() looks for a completion after it has ended the pause, and this for a pause after there is one. */
    private void complete() {
        if (!paused) {
            Runnable callback = completion.getAndSet(null);
            if (callback != null) {
                deliverLast(callback);
            }
        }
    }

    private void deliverLast(Runnable callback) {
        // there is no callback left that could be told
        Guard.run("The last callback of a MiniMax stream threw an exception", callback);
        call.over();
    }

    private void becameRoomy() {
        if (!paused) {
            readOn();
        }
    }

    private void readOn() {
        Attempts<ChatCompletion> running = attempts;
        if (running != null) {
            running.resume();
        }
    }

    private void callbackFailed(Throwable failure) {
        if (callbackFailed || cancelled) {
            return;
        }
        // first, while the stream goes on if there is no memory for it
        MiniMaxException error = ResponseDetails.NONE.error(
                ErrorKind.CALLBACK_FAILED,
                "A callback of the stream listener threw " + failure.getClass().getName(),
                null,
                failure);
        callbackFailed = true;
        mailbox.clear();
        Attempts<ChatCompletion> running = attempts;
        if (running != null) {
            running.abandon();
        }
        call.ended(new Outcome.Failed<>(error));
        deliverLast(() -> listener.onError(error));
        mailbox.close();
    }
}
