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
import io.github.minimax4j.core.listener.CallListener.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call whose response is delivered to a listener as it arrives: with exactly one end, and no callback after a cancellation. */
final class StreamedCall extends Call<ChatCompletion> {

    private final CallHandle handle;

    private final ChatStreamListener listener;

    private final Mailbox mailbox;

    // guarded by the lock
    private final OtherEvents events = new OtherEvents(this::put);

    // guarded by the lock: what was read since the last time that events went into the mailbox
    private final List<StreamEvent> read = new ArrayList<>();

    // guarded by the lock: whether the last callback is in the mailbox
    private boolean endAdded;

    private final AtomicBoolean firstEventNotified = new AtomicBoolean();

    // completes a stream that was paused when its completion was to be delivered
    private final AtomicReference<@Nullable Runnable> completion = new AtomicReference<>();

    private volatile boolean delivering;

    private volatile boolean responseBegun;

    private volatile boolean paused;

    StreamedCall(ClientResources resources, CallProgress progress, Executor executor, ChatStreamListener listener) {
        super(resources, progress);
        this.handle = new CallHandle(this, task -> Threads.execute(executor, progress.withContext(task)));
        this.listener = listener;
        this.mailbox = new Mailbox(this, executor, listener);
    }

    /** Accepts an event of the response; called while the lock is held. */
    void event(StreamEvent event) {
        if (!responseBegun && event.isOfResponse()) {
            responseBegun = true;
        }
        if (!state.isEnded()) { // a cancelled attempt may still be reading
            events.accept(event);
        }
    }

    private void put(StreamEvent event) {
        if (!delivering) {
            delivering = true;
        }
        read.add(event);
    }

    /** Puts what was read together into the mailbox together; called while the lock is held. */
    private void flush() {
        if (!read.isEmpty()) {
            StreamEvent[] together = read.toArray(StreamEvent[]::new);
            read.clear();
            mailbox.add(together);
        }
    }

    @Override
    boolean isDelivering() {
        return delivering;
    }

    @Override
    boolean isFull() {
        return paused || mailbox.isFull();
    }

    @Override
    boolean isPaused() {
        return paused;
    }

    @Override
    void wake() {
        notifyOfFirstEvent();
        synchronized (lock) {
            flush();
        }
        mailbox.wake();
    }

    /** Here, not where events arrive, because the lock is held there. */
    private void notifyOfFirstEvent() {
        if (responseBegun && firstEventNotified.compareAndSet(false, true)) {
            progress.firstEvent();
        }
    }

    @Override
    void retried(Retry retry) {
        synchronized (lock) {
            events.forget();
        }
        super.retried(retry);
    }

    StreamHandle handle() {
        return handle;
    }

    @Override
    public void cancel() {
        mailbox.close();
        super.cancel();
        handle.over();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        if (paused) {
            resetIdleClock(); // first: the watchdog looks at the clock only once the stream is not paused
        }
        paused = false;
        if (completion.get() != null) {
            mailbox.add(ignored -> complete());
            mailbox.wake();
        }
        if (!mailbox.isFull()) { // otherwise reading resumes as soon as there is space
            resumeReading();
        }
    }

    /** The mailbox may be full no more. */
    void onSpaceAvailable() {
        if (!paused) {
            resumeReading();
        }
    }

    @Override
    void clientClosed() {
        super.clientClosed();
        resume(); // completes a stream that was read whole while it was paused
    }

    @Override
    void deliver(Outcome<ChatCompletion> end) {
        notifyOfFirstEvent();
        progress.ended(end);
        if (end instanceof Outcome.Completed<ChatCompletion> completed) {
            addEnd(ignored -> completeUnlessPaused(() -> listener.onComplete(completed.response())));
        } else if (end instanceof Outcome.Failed<ChatCompletion> failed) {
            addEnd(ignored -> deliverLast(() -> listener.onError(failed.error())));
        }
    }

    private void addEnd(StreamEvent end) {
        synchronized (lock) {
            if (!endAdded) {
                events.flush();
                flush();
                mailbox.add(end);
                endAdded = true;
            }
        }
        mailbox.wake();
    }

    private void completeUnlessPaused(Runnable callback) {
        completion.set(callback);
        if (paused) {
            progress.whenClosed(this::resume);
        }
        complete();
    }

    /** Once: resume() looks for a completion after it has ended the pause, and this for a pause after there is a completion. */
    private void complete() {
        if (!paused) {
            Runnable callback = completion.getAndSet(null);
            if (callback != null) {
                deliverLast(callback);
            }
        }
    }

    private void deliverLast(Runnable callback) {
        // no callback is left to notify
        Guard.run("The last callback of a MiniMax stream threw an exception", callback);
        progress.over();
        handle.over();
    }

    /** A callback threw an exception, which ends the stream even if its whole response has arrived. Called between callbacks. */
    void callbackFailed(Throwable failure) {
        // first: if there is no memory for it, the stream still continues
        MiniMaxException error = ResponseDetails.NONE.error(
                ErrorKind.CALLBACK_FAILED,
                "A callback of the stream listener threw " + failure.getClass().getName(),
                failure);
        if (mailbox.close()) { // otherwise the stream was cancelled, or a callback failed before
            fail(error);
            progress.ended(new Outcome.Failed<>(error));
            deliverLast(() -> listener.onError(error));
        }
    }
}
