package io.github.minimax4j.core;

import java.util.concurrent.Executor;

/** Ends a running stream. Thread-safe. */
public interface StreamHandle {

    /**
     * Closes the connection. A callback that is running is not interrupted, and none follows it: no event, no completion, no
     * error. Does nothing after the stream has ended or was cancelled before.
     */
    void cancel();

    /**
     * Whether {@link #cancel()} has been called.
     *
     * @return true from the first call of {@link #cancel()} on
     */
    boolean isCancelled();

    /**
     * Where the callbacks of this stream run, for those who hand them on: with what {@link CallListener#withContext} puts around them.
     *
     * @return the client's callback executor, in the context of this stream's call
     */
    Executor callbackExecutor();
}
