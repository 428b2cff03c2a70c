package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.error.MiniMaxException;
import java.util.Map;

/**
 * Follows one call from its start to its end: for metrics, for traces, and for callbacks that are to run with what the calling
 * thread carries. A call is what the application asks for once, however many attempts and HTTP requests it takes. What is refused
 * before anything is sent is no call.
 *
 * <p>Exactly one of {@link #onSuccess}, {@link #onFailure} and {@link #onCancel} is called, and before the application hears of the
 * end. Unless said otherwise, methods are called on a thread of the HTTP client, so they must not block: one that blocks past a time
 * limit of its call is not waited for any longer. What they throw is logged, and the call goes on. Prompts and answers are not told.
 */
public interface CallListener {

    /** Makes a listener for each call. */
    @FunctionalInterface
    interface Factory {

        /**
         * A call begins. This is called on the thread that makes the call, before anything is sent.
         *
         * @param call what is asked for
         * @return who follows it, not null
         */
        CallListener create(CallDescription call);
    }

    /**
     * HTTP headers for this call, such as those that carry a trace on. Asked for once, on the thread that makes the call. They do not
     * replace headers that the call has already.
     *
     * @return names and values of printable ASCII characters
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Puts around callbacks what they are to run with, such as the caller's logging context. It is put around what the client hands to its
     * callback executor: the callbacks of a stream, in batches, and the completion of a future.
     *
     * @param callbacks to be run by what is returned, once and on the same thread
     * @return the same with something before and after it; it must leave its thread as it was
     */
    default Runnable withContext(Runnable callbacks) {
        return callbacks;
    }

    /** The first event of a streamed answer has come: thinking, text or a piece of a tool call. Not called for other calls. */
    default void onFirstEvent() {}

    /**
     * The call is about to be tried again.
     *
     * @param retry why and when
     */
    default void onRetry(Retry retry) {}

    /**
     * The answer is whole.
     *
     * @param summary what the service said about it
     */
    default void onSuccess(CallSummary summary) {}

    /**
     * The call failed for good.
     *
     * @param error what happened
     */
    default void onFailure(MiniMaxException error) {}

    /** The application gave the call up: it cancelled the stream or the future, or completed the future itself. */
    default void onCancel() {}
}
