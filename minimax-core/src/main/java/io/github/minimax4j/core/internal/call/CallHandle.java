package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.StreamHandle;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the application has of a streamed call. When the call is over, it lets go of it: applications may keep handles, but not thereby the
 * request, the client and its key. Thread-safe.
 */
final class CallHandle implements StreamHandle {

    private final Executor callbackExecutor;

    private volatile @Nullable StreamedCall call;

    private volatile boolean cancelled;

    CallHandle(StreamedCall call, Executor callbackExecutor) {
        this.call = call;
        this.callbackExecutor = callbackExecutor;
    }

    /** The last callback has returned, or none will come. */
    void over() {
        call = null;
    }

    @Override
    public void cancel() {
        cancelled = true;
        StreamedCall running = call;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void pause() {
        StreamedCall running = call;
        if (running != null) {
            running.pause();
        }
    }

    @Override
    public void resume() {
        StreamedCall running = call;
        if (running != null) {
            running.resume();
        }
    }

    @Override
    public Executor callbackExecutor() {
        return callbackExecutor;
    }
}
