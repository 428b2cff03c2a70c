package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.listener.CallListener;
import java.util.concurrent.Executor;

/** Cancels a running stream, or pauses and resumes it. Thread-safe. */
public interface StreamHandle {

    /**
     * Closes the connection. A running callback is not interrupted, and no other follows it: no event, no completion, no error. Has no
     * effect on a stream that has ended or been cancelled.
     */
    void cancel();

    /**
     * Whether {@link #cancel()} has been called.
     *
     * @return true from the first call of {@link #cancel()} on
     */
    boolean isCancelled();

    /**
     * Holds the response back: nothing more is read until {@link #resume()}, so the server stops sending. Events that have been read by
     * then are still delivered, and so is an error; the completion is pending until {@link #resume()}, or until the client is closed.
     * {@code callTimeout} keeps running until the whole response has been read; {@code idleTimeout} and the time that the server has after
     * the finish reason do not. Has no effect on a stream that has ended or is paused already.
     */
    void pause();

    /**
     * Resumes reading after {@link #pause()}, and completes a stream that has been read whole. Has no effect on a stream that is not
     * paused.
     */
    void resume();

    /**
     * The executor that runs the callbacks of this stream, for code that delivers them further: in the context that
     * {@link CallListener#withContext} provides. It runs each task once: on a thread of its own if the executor fails.
     *
     * @return the client's callback executor, in the context of this stream's call
     */
    Executor callbackExecutor();
}
