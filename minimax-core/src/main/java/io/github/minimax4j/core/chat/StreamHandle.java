package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.listener.CallListener;
import java.util.concurrent.Executor;

/** Ends a running stream, or holds it back. Thread-safe. */
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
     * Holds the answer back: no more is read until {@link #resume()}, so the server's sending comes to a halt. Events that have been read
     * by then are still delivered, and so is an error; the completion waits for {@link #resume()}, or for the end of the client. Until the
     * answer has been read whole, {@code callTimeout} counts on; {@code idleTimeout}, and the time that the server is given after the
     * finish reason, do not. Without effect on a stream that has ended, or is held back already.
     */
    void pause();

    /** Reads on after {@link #pause()}, and completes a stream that was read whole before. Without effect on a stream that is not held back. */
    void resume();

    /**
     * Where the callbacks of this stream run, for those who hand them on: with what {@link CallListener#withContext} puts around them.
     *
     * @return the client's callback executor, in the context of this stream's call
     */
    Executor callbackExecutor();
}
