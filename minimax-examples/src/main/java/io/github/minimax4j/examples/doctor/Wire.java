package io.github.minimax4j.examples.doctor;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends probes with the JDK's client, since the library would hide what it repairs. */
final class Wire {

    /** A key that no account has. */
    static final String WRONG_KEY = "sk-minimax4j-doctor-no-such-key";

    private static final int MAX_BODY = 512 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(15))
            .build();

    private final Library library;
    private final @Nullable String key;
    private final Secrets secrets;

    Wire(Library library, @Nullable String key, Secrets secrets) {
        this.library = library;
        this.key = key;
        this.secrets = secrets;
    }

    /** Sends a request, and waits no longer than this for the whole response. Never throws. */
    Exchange send(Probe probe, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        Collector collector = new Collector(probe.hangUpAfter());
        CompletableFuture<HttpResponse<byte[]>> sent = null;
        String failure = null;
        try {
            sent = client.sendAsync(request(probe), head -> {
                collector.head = head;
                return collector;
            });
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            failure = "no complete response within " + timeout.toMillis() / 1000.0 + " s";
        } catch (ExecutionException e) {
            String broken = collector.head == null ? "no connection: " : "the connection broke: ";
            failure = broken + named(e.getCause() == null ? e : e.getCause());
        } catch (IllegalArgumentException e) {
            failure = "the request cannot be sent: " + named(e);
        } finally {
            if (sent != null) {
                sent.cancel(true);
            }
        }
        return exchange(probe, collector, failure, Duration.ofNanos(System.nanoTime() - start));
    }

    private String named(Throwable cause) {
        String message = cause.getMessage();
        return secrets.removeFrom(cause.getClass().getSimpleName() + (message == null ? "" : ", " + message));
    }

    private HttpRequest request(Probe probe) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(probe.url()));
        if (probe.key() == Probe.Key.WRONG) {
            request.header("Authorization", "Bearer " + WRONG_KEY);
        } else if (probe.key() == Probe.Key.VALID && key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (probe.body() == null) {
            return request.GET().build();
        }
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(probe.body()))
                .build();
    }

    private Exchange exchange(Probe probe, Collector collector, @Nullable String failure, Duration time) {
        HttpResponse.ResponseInfo head = collector.head;
        if (head == null) {
            return Exchange.of(probe, 0, Map.of(), "", failure, false, time, null);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        head.headers().map().forEach((name, values) -> {
            if (!Secrets.isPrivate(name)) {
                headers.put(
                        name.toLowerCase(Locale.ROOT),
                        values.stream().map(secrets::removeFrom).toList());
            }
        });
        String body = secrets.removeFrom(new String(collector.received(), StandardCharsets.UTF_8));
        Reading reading = failure == null && !collector.enough
                ? library.read(probe.call(), head.statusCode(), headers, body)
                : null;
        return Exchange.of(probe, head.statusCode(), headers, body, failure, collector.enough, time, reading);
    }

    /** Collects a body up to a limit, or up to a number of events; then it closes the connection. */
    private static final class Collector implements BodySubscriber<byte[]> {

        private final int events;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        volatile HttpResponse.@Nullable ResponseInfo head;
        volatile boolean enough;

        Collector(int events) {
            this.events = events;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (enough) {
                return;
            }
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                received.writeBytes(bytes);
            }
            if (received.size() > MAX_BODY
                    || events > 0 && Events.of(text()).chunks().size() >= events) {
                enough = true;
                if (subscription != null) {
                    subscription.cancel();
                }
                whole.complete(received());
            }
        }

        private String text() {
            return received.toString(StandardCharsets.UTF_8);
        }

        byte[] received() {
            return received.toByteArray();
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(received());
        }
    }
}
