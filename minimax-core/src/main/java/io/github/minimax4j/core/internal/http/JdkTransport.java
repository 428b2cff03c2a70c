package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.reflect.InvocationTargetException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests with the JDK's HTTP client, which pushes the response: no thread waits for one. */
public final class JdkTransport implements HttpTransport {

    private final HttpClient client;

    private final Executor sender;

    /**
     * Builds the HTTP client.
     *
     * @param tlsThreads creates the threads that TLS handshakes run on
     * @param worker     sends requests if the HTTP client may block the sending thread
     */
    public JdkTransport(ClientSettings settings, Supplier<Executor> tlsThreads, Executor worker) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(settings.httpVersion())
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER) // the key must not travel to another host
                // none of our code blocks, so plain connections need no threads besides the client's own
                .executor(isTls(settings.endpoint()) ? tlsThreads.get() : Runnable::run);
        if (settings.httpClientCustomizer() != null) {
            settings.httpClientCustomizer().accept(builder);
        }
        this.client = builder.build();
        this.sender = mayWait(client, settings.endpoint()) ? worker : Runnable::run;
    }

    private static boolean isTls(Endpoint endpoint) {
        return endpoint.root().startsWith("https:");
    }

    /**
     * Whether the HTTP client may block the thread that passes it a request: in a proxy selector that is not the JDK's or, if the client
     * has no threads of its own, in the lookup of a host name.
     */
    private static boolean mayWait(HttpClient client, Endpoint endpoint) {
        ProxySelector proxies = client.proxy().orElseGet(ProxySelector::getDefault);
        boolean foreign = proxies != null && proxies.getClass().getClassLoader() != null;
        boolean mustBeLookedUp = !endpoint.host().matches("localhost|[0-9.]+|\\[.*]");
        return foreign || client.proxy().isPresent() || !isTls(endpoint) && mustBeLookedUp;
    }

    @Override
    public Call send(Request request, Receiver receiver) {
        HttpRequest toSend = toHttpRequest(request);
        JdkCall call = new JdkCall(receiver);
        sender.execute(() -> call.send(client, toSend));
        return call;
    }

    private static HttpRequest toHttpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach(builder::header);
        byte[] body = request.body();
        return body == null
                ? builder.GET()
                        .build() // no empty publisher: from 19 on the JDK then leaves Content-Length out (JDK-8283544)
                : builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
    }

    @Override
    public void close() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // before JDK 21, the client ends when it is no longer reachable
        }
    }

    /**
     * One exchange with the JDK's client. It releases the receiver at the end: the JDK keeps the last handler with each idle connection,
     * and through it would keep the whole call and the client itself, which then could never be collected.
     */
    private static final class JdkCall
            implements Call,
                    HttpResponse.BodyHandler<Void>,
                    HttpResponse.BodySubscriber<Void>,
                    BiConsumer<HttpResponse<Void>, Throwable> {

        private final CompletableFuture<Void> bodyEnd = new CompletableFuture<>();

        // null once the response has ended or is no longer needed
        private volatile @Nullable Receiver receiver;

        private volatile @Nullable CompletableFuture<?> exchange;

        private volatile Flow.@Nullable Subscription subscription;

        private volatile boolean cancelled;

        JdkCall(Receiver receiver) {
            this.receiver = receiver;
        }

        void send(HttpClient client, HttpRequest request) {
            if (cancelled) {
                return;
            }
            try {
                CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(request, this);
                exchange = sent;
                sent.whenComplete(this);
            } catch (Throwable e) { // proxy selectors and executors are foreign code
                failed(e);
            }
            if (cancelled) {
                cancel(); // in between
            }
        }

        @Override
        public void accept(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
            exchange = null;
            if (failure != null) {
                failed(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        }

        @Override
        public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
            Receiver current = receiver;
            if (current == null) {
                return HttpResponse.BodySubscribers.discarding();
            }
            current.head(head.statusCode(), head.headers().map());
            return this;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return bodyEnd;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            if (cancelled) {
                subscription.cancel();
            } else {
                subscription.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            Receiver current = receiver;
            if (current != null && current.body(bytes)) {
                more();
            }
        }

        @Override
        public void onError(Throwable cause) {
            failed(cause);
        }

        @Override
        public void onComplete() {
            Receiver current = receiver;
            receiver = null;
            if (current != null) {
                current.end();
            }
            release();
        }

        private void failed(Throwable cause) {
            Receiver current = receiver;
            receiver = null;
            if (current != null) {
                current.failed(cause);
            }
            release();
        }

        private void release() {
            subscription = null;
            bodyEnd.complete(null);
        }

        @Override
        public void more() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(1);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            receiver = null;
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
            bodyEnd.complete(null); // it is no longer read
            CompletableFuture<?> running = exchange;
            if (running != null) {
                running.cancel(true);
            }
        }
    }
}
