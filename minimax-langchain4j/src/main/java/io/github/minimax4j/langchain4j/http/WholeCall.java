package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;

/** A call whose response is unary, on a thread that waits for it. Thread-safe. */
final class WholeCall implements HttpTransport.Call {
    private final Future<?> task;

    private WholeCall(Future<?> task) {
        this.task = task;
    }

    static WholeCall start(
            HttpClient client, HttpRequest request, HttpTransport.Receiver receiver, TransportThreads threads) {
        return new WholeCall(threads.submit(() -> run(client, request, receiver)));
    }

    private static void run(HttpClient client, HttpRequest request, HttpTransport.Receiver receiver) {
        try {
            pass(client, request, receiver);
        } catch (Throwable e) { // foreign code, and nothing else would report it
            receiver.failed(e);
        }
    }

    private static void pass(HttpClient client, HttpRequest request, HttpTransport.Receiver receiver) {
        SuccessfulHttpResponse response;
        try {
            response = client.execute(request);
        } catch (Throwable e) { // HTTP error statuses are thrown, too
            HttpClientFailures.rejected(e, receiver);
            return;
        }
        if (response == null) {
            receiver.failed(
                    new IOException("The HTTP client " + client.getClass().getName() + " returned no response"));
            return;
        }
        receiver.head(response.statusCode(), response.headers());
        byte[] body = response.bodyBytes();
        if (body != null) {
            receiver.body(ByteBuffer.wrap(body));
        }
        receiver.end();
    }

    @Override
    public void more() {
        // the whole response has arrived
    }

    @Override
    public void cancel() {
        task.cancel(true);
    }
}
