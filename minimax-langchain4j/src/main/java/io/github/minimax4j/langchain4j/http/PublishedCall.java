package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.HttpErrorResponseReceived;
import dev.langchain4j.http.client.sse.HttpResponseReceived;
import dev.langchain4j.http.client.sse.HttpStreamingEvent;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call over a client that publishes its responses, whole ones and streams alike: no thread waits for a response, and the headers of a
 * rejected request are known. It takes the bytes of the body in place of the client's parser, on the thread that reads them. While they are
 * held back, that thread waits, because most clients buffer what a subscriber does not request. Such clients exist since LangChain4j's HTTP
 * client 1.23; on an older version this class must not be loaded. Thread-safe.
 */
final class PublishedCall extends HttpClientCall
        implements Flow.Subscriber<HttpStreamingEvent>, ServerSentEventParser.Incremental {
    private final Runnable notSupported;

    private volatile boolean bodySeen;

    // of a client that reads the body itself
    private volatile byte @Nullable [] wholeBody;

    /** @param notSupported called if the client publishes no bodies, so that other calls are made in the other way */
    PublishedCall(
            HttpClient client,
            HttpRequest request,
            boolean stream,
            HttpTransport.Receiver receiver,
            TransportThreads threads,
            Runnable notSupported) {
        super(client, request, stream, receiver, threads);
        this.notSupported = notSupported;
    }

    /** Sends the request on the caller's thread: publishers do not wait. */
    @Override
    void start() {
        try {
            client.stream(request, this).subscribe(this);
        } catch (Throwable e) { // foreign code, and nothing else would report it
            onError(e);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        readFrom(subscription::cancel);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpStreamingEvent event) {
        if (event instanceof HttpResponseReceived received) {
            onOpen(received.response());
            wholeBody = received.response().bodyBytes();
        } else if (event instanceof HttpErrorResponseReceived rejected) {
            rejectedWith(rejected.headers()); // status and body follow as an exception
        } else if (event instanceof ServerSentEvent parsed) { // by a client with a parser of its own
            bodySeen = true;
            onEvent(parsed);
        }
    }

    @Override
    public Incremental incremental() {
        bodySeen = true;
        return this;
    }

    @Override
    public List<ServerSentEvent> feed(ByteBuffer bytes) {
        ensureHead();
        try {
            pass(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of();
    }

    @Override
    public List<ServerSentEvent> flush() {
        return List.of();
    }

    @Override
    public void onComplete() {
        if (bodySeen) {
            onClose();
        } else if (wholeBody != null) {
            endWith(wholeBody);
        } else {
            notSupported.run();
            super.onError(new IOException("The HTTP client " + client.getClass().getName() + " published a response"
                    + " without its body: it must feed the parser that it gets. Its further responses are not"
                    + " requested as published ones"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!(failure instanceof AsyncNotSupportedException)) {
            super.onError(failure);
            return;
        }
        notSupported.run();
        try {
            super.start();
        } catch (RuntimeException e) { // the transport has been closed
            super.onError(e);
        }
    }
}
