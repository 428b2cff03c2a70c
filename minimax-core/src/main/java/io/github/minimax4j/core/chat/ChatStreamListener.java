package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;

/**
 * Hears a streamed answer as it comes. Callbacks of one stream come one after the other, never at the same time, on the
 * client's callback executor and never on a thread that serves other streams, so they may block: that slows the stream they
 * belong to and no other. Exactly one of {@link #onComplete} and {@link #onError} is called, and it is the last; after
 * {@link StreamHandle#cancel()} neither is.
 *
 * <p>What a callback throws is taken as an error of the stream: the connection is closed and {@link #onError} is called with a
 * {@link MiniMaxException} of the kind {@link ErrorKind#CALLBACK_FAILED} that has it as its cause. What {@link #onComplete} or {@link #onError} throws is logged.
 */
public interface ChatStreamListener {

    /**
     * Called once, before the request is sent, on the thread that starts the stream.
     *
     * @param handle cancels this stream
     */
    default void onStart(StreamHandle handle) {}

    /**
     * The model goes on thinking.
     *
     * @param thinking the next piece, never empty; the pieces joined are {@link ChatCompletion#thinking()}
     */
    default void onThinking(String thinking) {}

    /**
     * The model goes on answering.
     *
     * @param text the next piece, never empty but possibly white space; the pieces joined are {@link ChatCompletion#text()}
     */
    default void onText(String text) {}

    /**
     * A piece of a tool call has come.
     *
     * @param part the piece
     */
    default void onToolCallPart(ToolCallPart part) {}

    /**
     * A tool call is whole. Not called for one that is cut at the end of the answer, see
     * {@link ChatCompletion#incompleteToolCalls()}. Called once for each other call, after all its parts, in the order of the calls unless the wire has them
     * otherwise.
     *
     * @param index which call of this answer, from 0
     * @param call  the call; do not run it before {@link #onComplete}, since the answer may still end in an error
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
     * opens or ends the answer or counts its tokens. Those before the first piece of the answer wait and come right before it, or before
     * the end, since a stream may be tried again until then: it is for such events too, and then those of the earlier try are forgotten.
     * Only if a server sends 64 and more before the first piece are they told as they come, so those of an earlier try may have been told.
     *
     * @param json the event's data as it came, but for the key, headers and query parameters of the call, which are replaced by
     *     {@code ***} where a server repeats them; its form is the server's, and may change
     */
    default void onOtherEvent(String json) {}

    /**
     * The stream ended well.
     *
     * @param completion the whole answer
     */
    void onComplete(ChatCompletion completion);

    /**
     * The stream failed. What came before is void; in particular no tool call of it may be run.
     *
     * @param error what happened
     */
    void onError(MiniMaxException error);
}
