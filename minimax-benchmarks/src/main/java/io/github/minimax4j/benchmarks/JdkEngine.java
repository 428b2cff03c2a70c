package io.github.minimax4j.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The JDK's HTTP client, pushed, with a direct executor where there is no TLS. */
final class JdkEngine extends Engine {

    private final HttpClient client;

    private final HttpRequest unary;

    private final HttpRequest streamed;

    JdkEngine(String baseUrl, String apiKey) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        client = (baseUrl.startsWith("https") ? builder : builder.executor(Runnable::run)).build();
        unary = request(baseUrl, apiKey, false);
        streamed = request(baseUrl, apiKey, true);
    }

    private static HttpRequest request(String baseUrl, String apiKey, boolean stream) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(stream)))
                .build();
    }

    @Override
    void send(boolean stream, Exchange exchange) {
        client.sendAsync(stream ? streamed : unary, head -> new Subscriber(exchange))
                .whenComplete((response, failure) -> exchange.end(failure));
    }

    private static final class Subscriber implements HttpResponse.BodySubscriber<Void> {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private final Exchange exchange;

        private Flow.Subscription subscription;

        Subscriber(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            for (ByteBuffer each : bytes) {
                exchange.bytes(each, this::cancel);
            }
        }

        private void cancel() {
            subscription.cancel();
            end.complete(null);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
