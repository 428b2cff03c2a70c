package io.github.minimax4j.core.transport;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries a client's requests in place of the JDK's HTTP client, for applications that send everything through a client of their own;
 * see {@link MiniMaxClientBuilder#transport}. It moves bytes and knows nothing else: what the answer says, retries, time limits, logging
 * and secrecy are the same as without it. Implementations are thread-safe.
 */
public interface HttpTransport extends AutoCloseable {

    /** Makes the transport of one client. */
    @FunctionalInterface
    interface Factory {

        /**
         * Makes a transport; called once, in {@link MiniMaxClientBuilder#build()}. What it throws is thrown there.
         *
         * @param connectTimeout how long a connection may take; only the transport can watch that
         * @param readTimeout    the longest silence that the client's own limits allow, which it watches itself: a limit of the
         *                       transport's that is shorter cuts answers that the client would wait for
         * @return a transport that belongs to the client, which closes it
         */
        HttpTransport create(Duration connectTimeout, Duration readTimeout);
    }

    /**
     * What to send. Each attempt of a call sends the same request.
     *
     * @param method  GET or POST
     * @param url     where to, with the query if there is one
     * @param headers by their names, each once; {@code Content-Type} included, {@code Content-Length} not; not to be changed
     * @param body    UTF-8, or null for none; not to be changed
     * @param stream  whether the answer is asked for as a stream of server-sent events; an error may still come as JSON
     */
    record Request(String method, String url, Map<String, String> headers, byte @Nullable [] body, boolean stream) {

        /**
         * The URL as logs can show it: a key may be in the query.
         *
         * @return the URL without its query
         */
        public String urlWithoutQuery() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }

        /** Without headers, query and body: the key and the prompt are in them. */
        @Override
        public String toString() {
            return method + " " + urlWithoutQuery();
        }
    }

    /**
     * Takes the answer as it comes. Calls come one after the other, from any thread, and return without waiting. Whatever comes after
     * {@link #end} or {@link #failed} is ignored.
     */
    interface Receiver {

        /**
         * The head of the answer has come; called once, before all of the body. Without the headers {@code Trace-Id} and
         * {@code Retry-After}, exceptions lack the trace id, and retries do not keep the pause that the server asked for.
         *
         * @param status  the HTTP status, whatever it is: errors are read here, with their bodies
         * @param headers the values of each header, in any case; may be empty
         */
        void head(int status, Map<String, List<String>> headers);

        /**
         * The next bytes of the body have come. They are read before the method returns, so the buffer can be used again.
         *
         * @param bytes what has come, cut anywhere
         * @return whether to go on; if false, nothing more should be given before {@link Call#more()}, which may be called before
         *         this method has returned, or it piles up
         */
        boolean body(ByteBuffer bytes);

        /**
         * The next bytes of the body have come, in several buffers at once. They count as one piece.
         *
         * @param bytes what has come, in order
         * @return as of {@link #body(ByteBuffer)}
         */
        default boolean body(List<ByteBuffer> bytes) {
            boolean goOn = true;
            for (ByteBuffer each : bytes) {
                goOn &= body(each);
            }
            return goOn;
        }

        /** The body has ended as it should. */
        void end();

        /**
         * There is no answer, or it broke off.
         *
         * @param cause why. A {@link java.net.http.HttpTimeoutException} or {@link java.net.SocketTimeoutException}, also as a cause,
         *     is reported as a timeout. An {@link Error}, an {@link IllegalArgumentException} or an
         *     {@link UnsupportedOperationException} without an {@link java.io.IOException} as a cause means that such a request cannot be
         *     sent. Any other exception is reported as a lost connection, and retried where that is allowed
         */
        void failed(Throwable cause);
    }

    /** A request that has been sent. Thread-safe, and its methods do not wait. */
    interface Call {

        /**
         * Asks for the rest of a body. It is called once after each time that {@link Receiver#body} has held the body back by returning
         * false, unless the call ends. Pieces given in spite of that hold it back no second time.
         *
         * <p>It may come from any thread, and at any time after {@code body} has made up its mind: before the thread that called
         * {@code body} sees the result, and on that thread itself, within a later call of {@code body}. So count it, as a permit of a
         * {@link java.util.concurrent.Semaphore} that the reading thread acquires after a false, or as one more
         * {@link java.util.concurrent.Flow.Subscription#request requested} piece. A flag that is set only after {@code body} has returned
         * false loses a call that came first, and the body stops for ever.
         */
        void more();

        /** Gives the call up: its connection should be closed, and nothing more is read from it. May be called several times. */
        void cancel();
    }

    /**
     * Sends a request. Does not wait, not even for a connection: it is called on the caller's thread, which no time limit frees, and, for
     * retries, on a thread of the client. An exception is a failure like one given to {@link Receiver#failed}.
     *
     * @param request  what to send
     * @param receiver takes the answer, or the failure
     * @return steers what has been sent
     */
    Call send(Request request, Receiver receiver);

    /** Lets go of what the transport holds. All its calls have ended or been cancelled. Does nothing unless implemented. */
    @Override
    default void close() {}
}
