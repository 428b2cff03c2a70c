package io.github.minimax4j.core.transport;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a client's requests instead of the built-in transport, for applications that send everything through their own client; see
 * {@link MiniMaxClientBuilder#transport}. It only transfers bytes: decoding, retries, timeouts, logging and redaction are the same as
 * without it. Implementations are thread-safe.
 */
public interface HttpTransport extends AutoCloseable {

    /** Creates the transport of one client. */
    @FunctionalInterface
    interface Factory {

        /**
         * Creates a transport; called once, in {@link MiniMaxClientBuilder#build()}, which throws the exceptions of this method.
         *
         * @param connectTimeout maximum time to connect; only the transport can enforce it
         * @param readTimeout    the maximum idle time that the client's own timeouts allow, which the client enforces: a shorter timeout of
         *     the transport cuts off responses that the client would wait for
         * @return a transport that belongs to the client, which closes it
         */
        HttpTransport create(Duration connectTimeout, Duration readTimeout);
    }

    /** A body that is read while it is sent: a file, which need not fit into memory. */
    interface StreamedBody {

        /** The number of bytes, which is exact. */
        long length();

        /** Opens the body from its start, for one attempt; the transport closes it. Reading it may wait for the disk. */
        InputStream open() throws IOException;
    }

    /**
     * A request to send. Each attempt of a call sends the same request.
     *
     * @param method       GET or POST
     * @param url          the address, including the query if there is one
     * @param headers      by their names, each once; includes {@code Content-Type} but not {@code Content-Length}; not to be changed
     * @param body         UTF-8, or the bytes of an upload, by its content type; null for none; not to be changed
     * @param streamedBody the body of an upload, if the transport {@link HttpTransport#streamsBodies() streams bodies}; otherwise null
     * @param stream       whether the request is for a stream of server-sent events; an error may still arrive as JSON
     */
    record Request(
            String method,
            String url,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable StreamedBody streamedBody,
            boolean stream) {

        /** A request whose body, if it has one, is in memory. */
        public Request(String method, String url, Map<String, String> headers, byte @Nullable [] body, boolean stream) {
            this(method, url, headers, body, null, stream);
        }

        /**
         * The URL without its query, for logs: the query may contain a key.
         *
         * @return the URL without its query
         */
        public String urlWithoutQuery() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }

        /** Without headers, query and body, which contain the key and the prompt. */
        @Override
        public String toString() {
            return method + " " + urlWithoutQuery();
        }
    }

    /**
     * Receives the response as it arrives. Call its methods one after the other, from any thread; they return without waiting. Calls after
     * {@link #end} or {@link #failed} are ignored.
     */
    interface Receiver {

        /**
         * The head of the response has arrived; called once, before any of the body. Without the headers {@code Trace-Id} and
         * {@code Retry-After}, exceptions lack the trace id, and retries ignore the delay that the server requested.
         *
         * @param status  the HTTP status, also of an error: the receiver reads errors with their bodies
         * @param headers the values of each header, in any case; may be empty
         */
        void head(int status, Map<String, List<String>> headers);

        /**
         * The next bytes of the body have arrived. They are read before the method returns, so the buffer can be reused.
         *
         * @param bytes the bytes, cut anywhere
         * @return whether to continue; if false, deliver nothing more before {@link Call#more()}, or it accumulates in memory.
         *     {@code more()} may be called before this method has returned
         */
        boolean body(ByteBuffer bytes);

        /**
         * The next bytes of the body have arrived, in several buffers at once. They count as one delivery.
         *
         * @param bytes the bytes, in order
         * @return as of {@link #body(ByteBuffer)}
         */
        default boolean body(List<ByteBuffer> bytes) {
            boolean goOn = true;
            for (ByteBuffer each : bytes) {
                goOn &= body(each);
            }
            return goOn;
        }

        /** The body is complete. */
        void end();

        /**
         * There is no response, or it was cut off.
         *
         * @param cause the reason. A {@link java.net.http.HttpTimeoutException} or {@link java.net.SocketTimeoutException}, also as a
         *     cause, is reported as a timeout. An {@link Error}, an {@link IllegalArgumentException} or an
         *     {@link UnsupportedOperationException} without an {@link java.io.IOException} as a cause means that the request cannot be
         *     sent. Any other exception is reported as a lost connection, and retried where that is allowed
         */
        void failed(Throwable cause);
    }

    /** A request that has been sent. Thread-safe, and its methods do not wait. */
    interface Call {

        /**
         * Requests the rest of a body. It is called once each time that {@link Receiver#body} has held the body back by returning false,
         * unless the call ends. Bytes delivered in spite of that do not hold it back a second time.
         *
         * <p>It may be called on any thread, and at any time after {@code body} has decided: before the thread that called {@code body}
         * sees the result, and on that thread itself, within a later call of {@code body}. So count the calls, as a permit of a
         * {@link java.util.concurrent.Semaphore} that the reading thread acquires after a false, or as one more
         * {@link java.util.concurrent.Flow.Subscription#request requested} item. A flag that is set only after {@code body} has returned
         * false misses a call that came earlier, and the body stops for ever.
         */
        void more();

        /** Cancels the call: close its connection and read nothing more from it. May be called several times. */
        void cancel();
    }

    /**
     * Sends a request. It must not wait, not even for a connection: it is called on the caller's thread, which no timeout releases, and,
     * for retries, on a thread of the client. An exception counts as a failure passed to {@link Receiver#failed}.
     *
     * @param request  the request
     * @param receiver receives the response, or the failure
     * @return controls the call
     */
    Call send(Request request, Receiver receiver);

    /**
     * Whether {@link #send} sends a {@link Request#streamedBody()}. The client reads it into memory for a transport that does not. The
     * default is no.
     */
    default boolean streamsBodies() {
        return false;
    }

    /** Releases the transport's resources. All its calls have ended or been cancelled. The default does nothing. */
    @Override
    default void close() {}
}
