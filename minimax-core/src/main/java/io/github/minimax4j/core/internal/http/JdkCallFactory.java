package io.github.minimax4j.core.internal.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Carries Retrofit's calls over the JDK's HTTP client, which pushes the answer: no thread waits, and none of OkHttp's networking runs.
 */
public final class JdkCallFactory implements Call.Factory {

    private final HttpClient client;

    public JdkCallFactory(HttpClient client) {
        this.client = client;
    }

    @Override
    public Call newCall(Request request) {
        return new JdkCall(client, request);
    }

    private static final class JdkCall extends PushedCall {

        private final HttpClient client;

        private volatile @Nullable CompletableFuture<?> exchange;

        JdkCall(HttpClient client, Request request) {
            super(request);
            this.client = client;
        }

        @Override
        void send(ResponseSink sink, Callback callback) throws IOException {
            CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(jdkRequest(), new OneAnswer(sink));
            exchange = sent;
            sent.whenComplete((response, failure) -> {
                try {
                    if (failure == null) {
                        ended(callback, response.statusCode());
                    } else {
                        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure;
                        failed(sink, callback, cause);
                    }
                } catch (IOException e) {
                    sink.failed(e);
                }
            });
        }

        private HttpRequest jdkRequest() throws IOException {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(request().url().toString()));
            headers().forEach(builder::header);
            byte[] body = body();
            if (body == null) {
                // no empty publisher: from 19 on the JDK then leaves Content-Length out (JDK-8283544)
                return builder.GET().build();
            }
            return builder.method(request().method(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        }

        @Override
        void giveUp() {
            CompletableFuture<?> running = exchange;
            if (running != null) {
                running.cancel(true);
            }
        }

        @Override
        public PushedCall clone() {
            return new JdkCall(client, request());
        }
    }

    /**
     * Passes the head on. It lets go of the sink then: the JDK keeps the last handler with each idle connection, and through it the
     * whole call and the client itself, which then could never end.
     */
    private static final class OneAnswer implements HttpResponse.BodyHandler<Void> {

        private final AtomicReference<@Nullable ResponseSink> sink;

        OneAnswer(ResponseSink sink) {
            this.sink = new AtomicReference<>(sink);
        }

        @Override
        public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
            ResponseSink taken = sink.getAndSet(null);
            if (taken == null) {
                return HttpResponse.BodySubscribers.discarding();
            }
            taken.head(head.statusCode(), head.headers());
            return new PushingSubscriber(taken);
        }
    }

    /** Passes the body on, and lets go of the sink at its end. */
    private static final class PushingSubscriber implements HttpResponse.BodySubscriber<Void> {

        private final CompletableFuture<Void> over = new CompletableFuture<>();

        private volatile @Nullable ResponseSink sink;

        private Flow.@Nullable Subscription subscription;

        PushingSubscriber(ResponseSink sink) {
            this.sink = sink;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return over;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            ResponseSink current = sink;
            if (current != null) {
                current.begin(new ResponseSink.Demand() {
                    @Override
                    public void more() {
                        subscription.request(1);
                    }

                    @Override
                    public void cancel() {
                        subscription.cancel();
                        sink = null;
                        over.complete(null); // nobody will read it any more
                    }
                });
            }
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            ResponseSink current = sink;
            if (current != null && current.bytes(bytes) && subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable cause) {
            ResponseSink current = sink;
            sink = null;
            if (current != null) {
                current.failed(cause);
            }
            over.complete(null);
        }

        @Override
        public void onComplete() {
            ResponseSink current = sink;
            sink = null;
            if (current != null) {
                current.end();
            }
            over.complete(null);
        }
    }
}
