package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;

/**
 * Receives a streamed response as it arrives. The callbacks of one stream are called one after the other, never at the same time, on the
 * client's callback executor and never on a thread that serves other streams. So they may block: that slows their own stream and no other.
 * Exactly one of {@link #onComplete} and {@link #onError} is called, as the last callback; after {@link StreamHandle#cancel()} neither is.
 *
 * <p>An exception of a callback ends the stream: the connection is closed, and {@link #onError} is called with a {@link MiniMaxException}
 * of the kind {@link ErrorKind#CALLBACK_FAILED} that has the exception as its cause. Exceptions of {@link #onComplete} and {@link #onError}
 * are logged.
 */
public interface ChatStreamListener {

    /**
     * Called once, before the request is sent, on the thread that starts the stream.
     *
     * @param handle cancels this stream
     */
    default void onStart(StreamHandle handle) {}

    /**
     * The next part of the model's thinking.
     *
     * @param thinking the next delta, never empty; the deltas joined are {@link ChatCompletion#thinking()}
     */
    default void onThinking(String thinking) {}

    /**
     * The next part of the response's text.
     *
     * @param text the next delta, never empty but possibly white space; the deltas joined are {@link ChatCompletion#text()}
     */
    default void onText(String text) {}

    /**
     * The next part of a tool call.
     *
     * @param part the delta
     */
    default void onToolCallPart(ToolCall.Part part) {}

    /**
     * A tool call is complete. Called once for each complete call, after all its parts, in the order of the calls unless the server sends
     * them in another order. Not called for a call that is cut at the end of the response, see
     * {@link ChatCompletion#incompleteToolCalls()}.
     *
     * @param index index of the call in this response, from 0
     * @param call  the call; do not run it before {@link #onComplete}, since the stream may still end in an error
     */
    default void onToolCall(int index, ToolCall call) {}

    /**
     * The service counted the tokens. Zeros that stand for "not yet known" are left out (Q9).
     *
     * @param usage the count
     */
    default void onUsage(Usage usage) {}

    /**
     * The server sent an event that adds nothing to thinking, text or tool calls: one that this library does not know, or one that only
     * opens or ends the response or counts its tokens. Such events before the first delta are pending until that delta, or until the end,
     * and are delivered right before it. Until then a stream may be retried, and the events of the failed attempt are dropped. Only if a
     * server sends 64 or more of them before the first delta are they delivered as they arrive; then events of a failed attempt may have
     * been delivered too.
     *
     * @param json the event's data as received, except that the call's key, headers and query parameters are replaced by {@code ***} where
     *     a server repeats them; its form is the server's and may change
     */
    default void onOtherEvent(String json) {}

    /**
     * The stream completed.
     *
     * @param completion the whole response
     */
    void onComplete(ChatCompletion completion);

    /**
     * The stream failed. Discard what was delivered before; in particular, run none of its tool calls.
     *
     * @param error what happened
     */
    void onError(MiniMaxException error);
}
