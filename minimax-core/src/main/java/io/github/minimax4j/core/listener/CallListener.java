package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of the events of one call, from its start to its end. Use it for metrics, for traces, and to run callbacks with the context
 * of the calling thread. A call is one invocation by the application, however many attempts and HTTP requests it takes. A request that is
 * rejected before anything is sent is not a call.
 *
 * <p>Exactly one of {@link #onSuccess}, {@link #onFailure} and {@link #onCancel} is called, before the application is notified of the end.
 * Unless stated otherwise, methods run on a thread of the HTTP client and must not block: the call does not wait for a method that blocks
 * past one of the call's time limits. Exceptions that methods throw are logged, and the call continues. Prompts and responses are not
 * passed to listeners.
 */
public interface CallListener {

    /** Creates a listener for each call. */
    @FunctionalInterface
    interface Factory {

        /**
         * Called at the start of each call, on the calling thread, before anything is sent.
         *
         * @param call what the call requests
         * @return the listener of this call, not null
         */
        CallListener create(CallDescription call);
    }

    /**
     * HTTP headers to add to this call, such as those that propagate a trace. Called once, on the calling thread. They do not replace
     * headers that the call already has.
     *
     * @return names and values of printable ASCII characters
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Wraps callbacks in the context that they are to run in, such as the caller's logging context. The client wraps what it submits to its
     * callback executor: the callbacks of a stream, in batches, and the completion of a future.
     *
     * @param callbacks the callbacks; the returned task must run them once, on its own thread
     * @return a task that sets the context, runs the callbacks, and restores its thread
     */
    default Runnable withContext(Runnable callbacks) {
        return callbacks;
    }

    /** The first event of a streamed response has arrived: thinking, text or part of a tool call. Not called for unary calls. */
    default void onFirstEvent() {}

    /**
     * The call is about to be retried.
     *
     * @param retry the reason and the delay
     */
    default void onRetry(Retry retry) {}

    /**
     * The response is complete.
     *
     * @param summary what the service reported about it
     */
    default void onSuccess(CallSummary summary) {}

    /**
     * The call failed, and no further attempt follows.
     *
     * @param error the failure
     */
    default void onFailure(MiniMaxException error) {}

    /** The application abandoned the call: it cancelled the stream or the future, or completed the future itself. */
    default void onCancel() {}

    /**
     * Describes a call at its start.
     *
     * @param operation the kind of call
     * @param model     the requested model, or null if the call names none
     * @param streamed  whether the response is requested as a stream
     * @param host      the server's host, in lower case
     * @param port      the server's port
     */
    record CallDescription(Operation operation, @Nullable String model, boolean streamed, String host, int port) {

        /** The kinds of calls. */
        public enum Operation {
            /** Chat completion. */
            CHAT,
            /** Embeddings of texts. */
            EMBEDDINGS,
            /** Image generation. */
            IMAGES,
            /** Text to speech. */
            SPEECH,
            /** List of models. */
            MODELS,
            /** Count of the tokens of an input. */
            INPUT_TOKENS,
            /** What is left of a subscription. */
            TOKEN_PLAN,
            /** Upload, list, description and deletion of files. */
            FILES
        }
    }

    /**
     * A call is about to be retried.
     *
     * @param number     the number of this retry, from 1; 0 if the request is sent again without a field that the server rejected, which
     *     does not count as a retry
     * @param maxRetries the maximum number of retries
     * @param delay      the time until the retry
     * @param cause      why the previous attempt failed
     */
    record Retry(int number, int maxRetries, Duration delay, MiniMaxException cause) {}

    /**
     * What the service reported about a response. What it did not report is null, never zero.
     *
     * @param id           the id of the response
     * @param model        the model that generated the response
     * @param inputTokens  tokens of the request, cached ones included
     * @param outputTokens tokens of the response, thinking included
     * @param finishReason why the model stopped; chat only
     */
    record CallSummary(
            @Nullable String id,
            @Nullable String model,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable FinishReason finishReason) {}
}
