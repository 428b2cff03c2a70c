package io.github.minimax4j.core;

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
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Carries Retrofit's calls over the JDK's HTTP client. The body of the answer is pushed to the {@link ResponseSink} with which the
 * request is tagged; Retrofit's own callback only learns when all is over. So no thread waits, and none of OkHttp's networking runs.
 */
final class JdkCallFactory implements Call.Factory {

    private final HttpClient client;

    JdkCallFactory(HttpClient client) {
        this.client = client;
    }

    @Override
    public Call newCall(Request request) {
        return new JdkCall(client, request);
    }

    private static final class JdkCall implements Call {

        private final HttpClient client;

        private final Request request;

        private final AtomicBoolean executed = new AtomicBoolean();

        private volatile boolean canceled;

        private volatile @Nullable CompletableFuture<?> exchange;

        JdkCall(HttpClient client, Request request) {
            this.client = client;
            this.request = request;
        }

        @Override
        public void enqueue(Callback callback) {
            if (!executed.compareAndSet(false, true)) {
                throw new IllegalStateException("Already executed");
            }
            ResponseSink sink = request.tag(ResponseSink.class);
            if (sink == null) {
                throw new IllegalStateException("A request must be tagged with the sink of its answer");
            }
            CompletableFuture<HttpResponse<Void>> sent;
            try {
                sent = client.sendAsync(jdkRequest(), head -> {
                    sink.head(head.statusCode(), head.headers());
                    return new PushingSubscriber(sink);
                });
            } catch (IOException | RuntimeException e) {
                sink.failed(e);
                callback.onFailure(this, e instanceof IOException io ? io : new IOException(e));
                return;
            }
            exchange = sent;
            if (canceled) {
                sent.cancel(true);
            }
            sent.whenComplete((response, failure) -> {
                try {
                    if (failure == null) {
                        callback.onResponse(this, over(response.statusCode()));
                    } else {
                        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure;
                        sink.failed(cause);
                        callback.onFailure(this, cause instanceof IOException io ? io : new IOException(cause));
                    }
                } catch (IOException e) {
                    sink.failed(e);
                }
            });
        }

        private HttpRequest jdkRequest() throws IOException {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(request.url().toString()));
            Headers headers = request.headers();
            for (int i = 0; i < headers.size(); i++) {
                builder.header(headers.name(i), headers.value(i));
            }
            RequestBody body = request.body();
            if (body == null) {
                // no empty publisher: from 19 on the JDK then leaves Content-Length out (JDK-8283544)
                return builder.GET().build();
            }
            if (body.contentType() != null) {
                builder.setHeader("Content-Type", body.contentType().toString());
            }
            Buffer buffer = new Buffer();
            body.writeTo(buffer);
            return builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(buffer.readByteArray()))
                    .build();
        }

        /** What Retrofit is told: the sink has had the body. */
        private Response over(int status) {
            return new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(status)
                    .message("")
                    .body(okhttp3.ResponseBody.create(null, new byte[0]))
                    .build();
        }

        @Override
        public void cancel() {
            canceled = true;
            CompletableFuture<?> running = exchange;
            if (running != null) {
                running.cancel(true);
            }
        }

        @Override
        public Response execute() throws IOException {
            CompletableFuture<Response> over = new CompletableFuture<>();
            enqueue(new Callback() {
                @Override
                public void onFailure(Call call, IOException e) {
                    over.completeExceptionally(e);
                }

                @Override
                public void onResponse(Call call, Response response) {
                    over.complete(response);
                }
            });
            try {
                return over.join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause());
            }
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public boolean isExecuted() {
            return executed.get();
        }

        @Override
        public boolean isCanceled() {
            return canceled;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE; // the exchange watches its own limits
        }

        @Override
        public Call clone() {
            return new JdkCall(client, request);
        }
    }

    /** Passes the body on. */
    private static final class PushingSubscriber implements HttpResponse.BodySubscriber<Void> {

        private final ResponseSink sink;

        private final CompletableFuture<Void> over = new CompletableFuture<>();

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
            sink.begin(new ResponseSink.Demand() {
                @Override
                public void more() {
                    subscription.request(1);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    over.complete(null); // nobody will read it any more
                }
            });
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            if (sink.bytes(bytes)) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable cause) {
            sink.failed(cause);
            over.complete(null);
        }

        @Override
        public void onComplete() {
            sink.end();
            over.complete(null);
        }
    }
}
