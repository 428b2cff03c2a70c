package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The JDK's HTTP client alone: it sends prebuilt bytes, and the response is only skimmed. */
final class JdkEngine implements Contender {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpRequest unary;

    private final HttpRequest streamed;

    JdkEngine(String baseUrl, String apiKey) {
        unary = request(baseUrl, apiKey, false);
        streamed = request(baseUrl, apiKey, true);
    }

    private static HttpRequest request(String baseUrl, String apiKey, boolean stream) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RawRequest.body(stream)))
                .build();
    }

    @Override
    public int call(Prompt prompt) throws IOException, InterruptedException {
        return client.send(unary, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    @Override
    public void stream(Prompt prompt, Sink sink) {
        client.sendAsync(streamed, head -> new SkimmingSubscriber(sink))
                .whenComplete((response, failure) -> sink.end(failure));
    }

    private static final class SkimmingSubscriber implements HttpResponse.BodySubscriber<Void> {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private final Skim skim = new Skim();

        private final Sink sink;

        private Flow.Subscription subscription;

        SkimmingSubscriber(Sink sink) {
            this.sink = sink;
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
            int events = 0;
            for (ByteBuffer each : bytes) {
                events += skim.feed(each);
            }
            if (events > 0) {
                sink.pieces(events, this::cancel);
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
