package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.transport.HttpTransport;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** One exchange with Jetty's client. It releases the receiver at the end, because Jetty may keep the listeners with an idle connection. */
final class JettyCall implements HttpTransport.Call, Request.Listener, Response.Listener, Invocable.Task {

    // pieces of a body that are delivered at once; they keep Jetty's buffers
    private static final int MOST_BYTES_AT_ONCE = 16 * 1024;

    // what more() has requested, less what has been held back
    private final AtomicInteger permits = new AtomicInteger();

    // null once the response has ended or is no longer needed
    private final AtomicReference<HttpTransport.@Nullable Receiver> receiver;

    // read and not yet delivered; used by one thread at a time, as Jetty sees to it
    private final List<Content.Chunk> chunks = new ArrayList<>();

    // sends the request again; null once it is on its way, so that the request is kept no longer than needed
    private volatile @Nullable Consumer<JettyCall> again;

    /** The engine's part of the call, once there is one. */
    volatile JettyEngine.@Nullable Exchange exchange;

    private volatile Content.@Nullable Source source;

    /** Whether there is a connection. */
    volatile boolean begun;

    private volatile boolean sent;

    // null before the first time
    private volatile @Nullable Long connectingSince;

    /**
     * Creates a call that has not been sent.
     *
     * @param again sends the request again, on another thread; not called once it is on its way
     */
    JettyCall(HttpTransport.Receiver receiver, Consumer<JettyCall> again) {
        this.receiver = new AtomicReference<>(receiver);
        this.again = again;
    }

    /** Whether nobody waits for a response any more. */
    boolean isOver() {
        return receiver.get() == null;
    }

    /** What is left of the time to get a connection, which begins with the first look at it. */
    long leftOf(long connectMillis) {
        long now = System.nanoTime();
        Long since = connectingSince;
        if (since == null) {
            connectingSince = now;
            return connectMillis;
        }
        return Math.max(0, connectMillis - TimeUnit.NANOSECONDS.toMillis(now - since));
    }

    @Override
    public void onBegin(Request request) {
        begun = true;
        again = null;
    }

    @Override
    public void onSuccess(Request request) {
        sent = true;
    }

    @Override
    public void onHeaders(Response response) {
        HttpTransport.Receiver current = receiver.get();
        if (current != null) {
            current.head(response.getStatus(), headers(response));
        }
    }

    private static Map<String, List<String>> headers(Response response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : response.getHeaders()) {
            List<String> first = headers.putIfAbsent(field.getName(), List.of(field.getValue()));
            if (first != null) {
                List<String> all = new ArrayList<>(first);
                all.add(field.getValue());
                headers.put(field.getName(), all);
            }
        }
        return headers;
    }

    @Override
    public void onContentSource(Response response, Content.Source content) {
        source = content;
        run();
    }

    /** Reads what is there, until the receiver holds the body back. Jetty calls it, so that nothing else runs for the exchange. */
    @Override
    public void run() {
        Content.Source content = source;
        if (content == null) {
            return;
        }
        while (true) {
            int size = 0;
            Content.Chunk chunk;
            do {
                chunk = content.read();
                if (chunk != null && !Content.Chunk.isFailure(chunk)) {
                    chunks.add(chunk);
                    size += chunk.remaining();
                }
            } while (chunk != null && !chunk.isLast() && size < MOST_BYTES_AT_ONCE);
            if (chunk != null && chunk.isLast()) {
                return; // onComplete follows
            }
            if (!deliver(receiver.get()) && permits.decrementAndGet() < 0) {
                return; // more() resumes
            }
            if (chunk == null) {
                content.demand(this);
                return;
            }
        }
    }

    private boolean deliver(HttpTransport.@Nullable Receiver current) {
        List<ByteBuffer> bytes = new ArrayList<>(chunks.size());
        for (Content.Chunk chunk : chunks) {
            if (chunk.hasRemaining()) {
                bytes.add(chunk.getByteBuffer());
            }
        }
        try {
            return bytes.isEmpty() || current == null || current.body(bytes);
        } finally {
            chunks.forEach(Content.Chunk::release);
            chunks.clear();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void onSuccess(Response response) {
        JettyEngine.Exchange current = exchange;
        if (!sent && current != null) {
            current.abortSoon(this::end); // the server may have responded early, and not take the rest of the request
        }
    }

    @Override
    public void onComplete(Result result) {
        JettyEngine.Exchange current = exchange;
        if (current != null) { // first: the connection can then serve a call that follows at once
            current.ended(result.isSucceeded());
        }
        if (result.getResponseFailure() == null) {
            end();
            return;
        }
        Throwable cause = result.getFailure();
        Consumer<JettyCall> resend = cause instanceof TimeoutException && !isOver() ? again : null;
        if (resend != null) { // with a connection whose handshake hangs, Jetty fails all requests that wait for one
            resend.accept(this);
        } else {
            // where assertions are enabled, Jetty fails some responses with an AssertionError
            failed(cause instanceof AssertionError && result.getResponse().getStatus() > 0 ? invalid(cause) : cause);
        }
    }

    private void end() {
        HttpTransport.Receiver current = receiver.getAndSet(null);
        if (current != null) {
            deliver(current);
            current.end();
        }
    }

    void failed(Throwable cause) {
        again = null;
        HttpTransport.Receiver current = receiver.getAndSet(null);
        if (current == null) {
            return;
        }
        deliver(current);
        if (cause instanceof HttpResponseException refused
                && HttpMethod.CONNECT.is(refused.getResponse().getRequest().getMethod())) {
            // a proxy that opens no tunnel says why
            current.head(refused.getResponse().getStatus(), headers(refused.getResponse()));
            current.end();
        } else {
            current.failed(described(cause));
        }
    }

    private static Throwable described(Throwable cause) {
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            // other limits of Jetty's are not set
            return new HttpConnectTimeoutException("No connection in time").initCause(cause);
        }
        if (cause instanceof EOFException) {
            return new EOFException("The server closed the connection").initCause(cause);
        }
        if (cause instanceof HttpResponseException) {
            return invalid(cause);
        }
        return cause;
    }

    private static IOException invalid(Throwable cause) {
        return new IOException("The response is not valid HTTP", cause);
    }

    @Override
    public void more() {
        JettyEngine.Exchange current = exchange;
        Content.Source content = source;
        if (permits.incrementAndGet() <= 0 && current != null && content != null) {
            current.execute(() -> content.demand(this));
        }
    }

    @Override
    public void cancel() {
        receiver.set(null);
        again = null;
        JettyEngine.Exchange current = exchange;
        if (current != null) {
            current.abort(new CancellationException());
            if (begun) {
                current.suspectConnection();
            }
        }
    }
}
