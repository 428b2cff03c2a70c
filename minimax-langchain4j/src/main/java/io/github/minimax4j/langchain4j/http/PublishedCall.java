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

/**
 * A call over a client that publishes its responses, whole ones and streams alike: no thread waits for a response, and the headers of a
 * rejected request are known. It takes the bytes of the body in place of the client's parser, on the thread that reads them. While they are
 * held back, that thread waits, because most clients buffer what a subscriber does not request. Such clients exist since LangChain4j's HTTP
 * client 1.23; on an older version this class must not be loaded. Thread-safe.
 */
final class PublishedCall extends HttpClientCall
        implements Flow.Subscriber<HttpStreamingEvent>, ServerSentEventParser.Incremental {
    private final HttpClient client;

    private final HttpRequest request;

    private final Runnable notSupported;

    /** @param notSupported called if the client publishes nothing, before the call is made in the other way */
    PublishedCall(
            HttpClient client,
            HttpRequest request,
            HttpTransport.Receiver receiver,
            TransportThreads threads,
            boolean stream,
            Runnable notSupported) {
        super(receiver, threads, stream);
        this.client = client;
        this.request = request;
        this.notSupported = notSupported;
    }

    /** Sends the request on the caller's thread: publishers do not wait. */
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
        } else if (event instanceof HttpErrorResponseReceived rejected) {
            rejectedWith(rejected.headers()); // status and body follow as an exception
        } else if (event instanceof ServerSentEvent parsed) { // by a client with a parser of its own
            onEvent(parsed);
        }
    }

    @Override
    public Incremental incremental() {
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
        onClose();
    }

    @Override
    public void onError(Throwable failure) {
        if (failure instanceof AsyncNotSupportedException) {
            notSupported.run();
            start(client, request);
        } else {
            super.onError(failure);
        }
    }
}
