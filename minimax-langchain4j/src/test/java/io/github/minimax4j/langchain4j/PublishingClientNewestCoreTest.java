package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.http.client.log.LoggingHttpClient;
import dev.langchain4j.http.client.sse.HttpResponseReceived;
import dev.langchain4j.http.client.sse.HttpStreamingEvent;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What {@link LangChain4jHttpTransport} does with HTTP clients that publish their responses, as they can since version 1.23. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(120)
class PublishingClientNewestCoreTest {

    @Test
    void theDelayThatARejectionAsksForIsKept(MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.ENVELOPE, 429, 1002, "slow down").header("Retry-After", "1"));
        server.enqueue(Reply.text("Hello."));
        server.enqueue(Reply.error(ErrorShape.ENVELOPE, 429, 1002, "slow down").header("Retry-After", "1"));
        server.enqueue(Reply.text("Hello again."));
        List<Duration> delays = new CopyOnWriteArrayList<>();
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .retryDelay(Duration.ofMillis(20))
                        .retryListener(retry -> delays.add(retry.delay()))
                        .httpClientBuilder(new JdkHttpClientBuilder())
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .retryDelay(Duration.ofMillis(20))
                        .retryListener(retry -> delays.add(retry.delay()))
                        .httpClientBuilder(new JdkHttpClientBuilder())
                        .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello again.");
        }
        assertThat(delays)
                .hasSize(2)
                .allSatisfy(delay -> assertThat(delay).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void noThreadWaitsForStreamsThatAreSilent(MiniMaxServer server) throws Exception {
        int streams = 300; // more than the readers of the client's way with threads
        CountDownLatch begun = new CountDownLatch(streams);
        server.when(request -> true, Reply.text("Hello there.").stallAfterEvents(1));
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .httpClientBuilder(new JdkHttpClientBuilder())
                .build()) {
            for (int i = 0; i < streams; i++) {
                model.chat("Hi", new RecordingHandler() {
                    @Override
                    void happened(String event, StreamingHandle handle) {
                        if (event.equals("text")) {
                            begun.countDown();
                        }
                    }
                });
            }
            assertThat(begun.await(60, TimeUnit.SECONDS))
                    .as("all streams run at once")
                    .isTrue();
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (threadsInTheTransport() > 0 && System.nanoTime() < giveUp) {
                Thread.onSpinWait(); // until those that have just passed on a piece have left
            }
            assertThat(threadsInTheTransport()).isZero();
        }
    }

    @Test
    void aClientThatLogsLogsWholeBodiesAndTheEventsOfStreams(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."), Reply.text("Bonjour."));
        Logger logger = (Logger) LoggerFactory.getLogger("a logging client");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        HttpClient logging = new LoggingHttpClient(new JdkHttpClientBuilder().build(), true, true, logger);
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .httpClientBuilder(new Built(logging))
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .httpClientBuilder(new Built(logging))
                        .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Bonjour.");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .map(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("Hello."))
                .anyMatch(line -> line.contains("Bonjour"));
    }

    private static long threadsInTheTransport() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame ->
                                frame.getClassName().startsWith(LangChain4jHttpTransport.class.getPackageName())))
                .count();
    }

    @Test
    void aSlowHandlerStopsTheReadingAndCancellingEndsThePublisher(MiniMaxServer server) throws Exception {
        byte[] event = "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"la \"}}]}\n\n"
                .getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicInteger fed = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        Publishing client = (parser, subscriber) -> {
            subscriber.onSubscribe(subscription(cancelled::countDown));
            subscriber.onNext(opened());
            ServerSentEventParser.Incremental incremental = parser.incremental();
            Thread reading = new Thread(() -> {
                while (cancelled.getCount() > 0 && fed.get() < 100_000) {
                    fed.incrementAndGet();
                    incremental.feed(ByteBuffer.wrap(event));
                }
            });
            reading.start();
            reader.complete(reading);
        };
        RecordingHandler slow = new RecordingHandler() {
            private int heard;

            @Override
            void happened(String name, StreamingHandle handle) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                if (++heard == 5_000) {
                    handle.cancel();
                }
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .httpClientBuilder(new Built(client))
                .build()) {
            model.chat("Hi", slow);
            Thread reading = reader.get(10, TimeUnit.SECONDS);
            while (reading.isAlive() && reading.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(fed.get()).isBetween(1, 4_000);
            release.countDown();
            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            reading.join(30_000);
            assertThat(reading.isAlive()).isFalse();
        }
        assertThat(slow.errors).isEmpty();
    }

    @Test
    void eventsThatTheClientHasParsedItselfAreRead(MiniMaxServer server) {
        Publishing recording = (parser, subscriber) -> {
            subscriber.onSubscribe(subscription(() -> {}));
            subscriber.onNext(opened());
            subscriber.onNext(
                    new ServerSentEvent(
                            null,
                            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}"));
            subscriber.onNext(new ServerSentEvent(null, "[DONE]"));
            subscriber.onComplete();
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .httpClientBuilder(new Built(recording))
                .build()) {
            RecordingHandler handler = new RecordingHandler();
            model.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
    }

    @Test
    void aClientThatPublishesNoBodiesIsUsedInTheOtherWayFromTheRetryOn(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        IgnoringTheParser client = new IgnoringTheParser(null);
        List<String> failures = new CopyOnWriteArrayList<>();
        try (MiniMaxChatModel model = TestModels.chat(server)
                .retryDelay(Duration.ofMillis(20))
                .retryListener(
                        retry -> failures.add(String.valueOf(retry.cause().getCause())))
                .httpClientBuilder(new Built(client))
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
        assertThat(failures).singleElement().asString().contains(IgnoringTheParser.class.getName(), "without its body");
        assertThat(client.executed).hasSize(2);
    }

    @Test
    void theBodyOfAPublishedResponseIsReadIfTheClientHasReadItItself(MiniMaxServer server) {
        IgnoringTheParser client = new IgnoringTheParser(
                "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"},"
                        + "\"finish_reason\":\"stop\"}]}");
        try (MiniMaxChatModel model =
                TestModels.chat(server).httpClientBuilder(new Built(client)).build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
        assertThat(client.executed).isEmpty();
    }

    /** Publishes the responses of requests, and gives nothing to the parser. */
    private static final class IgnoringTheParser implements HttpClient {
        private final HttpClient other = new JdkHttpClientBuilder().build();
        private final @Nullable String body;
        final List<HttpRequest> executed = new CopyOnWriteArrayList<>();

        IgnoringTheParser(@Nullable String body) {
            this.body = body;
        }

        @Override
        public Flow.Publisher<HttpStreamingEvent> stream(HttpRequest request, ServerSentEventParser parser) {
            return subscriber -> {
                subscriber.onSubscribe(subscription(() -> {}));
                subscriber.onNext(new HttpResponseReceived(SuccessfulHttpResponse.builder()
                        .statusCode(200)
                        .headers(Map.of())
                        .body(body)
                        .build()));
                subscriber.onComplete();
            };
        }

        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            executed.add(request);
            return other.execute(request);
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new AssertionError("no stream is asked for");
        }
    }

    @Test
    void aCallThatIsCancelledBeforeTheClientSaysThatItCannotPublishIsNotSent(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        CompletableFuture<Flow.Subscriber<? super HttpStreamingEvent>> waiting = new CompletableFuture<>();
        List<HttpRequest> executed = new CopyOnWriteArrayList<>();
        HttpClient other = new JdkHttpClientBuilder().build();
        HttpClient client = new Publishing() {
            @Override
            public void publish(ServerSentEventParser parser, Flow.Subscriber<? super HttpStreamingEvent> subscriber) {
                waiting.complete(subscriber);
            }

            @Override
            public SuccessfulHttpResponse execute(HttpRequest request) {
                executed.add(request);
                return other.execute(request);
            }
        };
        try (MiniMaxChatModel model =
                TestModels.chat(server).httpClientBuilder(new Built(client)).build()) {
            model.chatAsync(TestModels.ask("one")).cancel(true);
            waiting.get(20, TimeUnit.SECONDS).onError(new AsyncNotSupportedException("of the test"));
            assertThat(model.chat("two")).isEqualTo("Hello.");
        }
        assertThat(executed)
                .singleElement()
                .extracting(HttpRequest::body)
                .asString()
                .contains("two");
    }

    private static HttpStreamingEvent opened() {
        return new HttpResponseReceived(UserHttpClient.OPENED);
    }

    private static Flow.Subscription subscription(Runnable cancelled) {
        return new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                cancelled.run();
            }
        };
    }

    /** A client that does nothing but publish. */
    @FunctionalInterface
    private interface Publishing extends HttpClient {
        void publish(ServerSentEventParser parser, Flow.Subscriber<? super HttpStreamingEvent> subscriber);

        @Override
        default Flow.Publisher<HttpStreamingEvent> stream(HttpRequest request, ServerSentEventParser parser) {
            return subscriber -> publish(parser, subscriber);
        }

        @Override
        default SuccessfulHttpResponse execute(HttpRequest request) {
            throw new AssertionError("it publishes");
        }

        @Override
        default void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new AssertionError("it publishes");
        }
    }

    private record Built(HttpClient build) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Built connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Built readTimeout(Duration timeout) {
            return this;
        }
    }
}
