package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.http.client.log.LoggingHttpClient;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that go through an HTTP client of LangChain4j's. The profile second-transport runs what other tests see over it. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class HttpClientBuilderTest {
    private static final String STOP =
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private static String content(String text) {
        return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    private static InputStream body(String... events) {
        String text = "data: " + String.join("\n\ndata: ", events) + "\n\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static UserHttpClient recording() {
        return UserHttpClient.over(JdkHttpClient.builder().build());
    }

    private static RecordingHandler ask(MiniMaxStreamingChatModel model) {
        RecordingHandler handler = new RecordingHandler();
        model.chat("Hi", handler);
        return handler;
    }

    @Test
    void aClientOfTheUsersSeesEachRequestOfEachModelWithItsHeaders(MiniMaxServer server) {
        server.when(request -> request.path().endsWith("/embeddings"), Reply.embeddings(text -> new float[1536]));
        server.when(request -> request.path().endsWith("/image_generation"), Reply.imageUrls("https://example.com/1"));
        server.when(request -> request.path().endsWith("/models"), Reply.models("MiniMax-M3"));
        server.when(request -> true, Reply.text("Grüße."));
        UserHttpClient http = recording();
        try (MiniMaxChatModel chat =
                        TestModels.chat(server).httpClientBuilder(http).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).httpClientBuilder(http).build();
                MiniMaxEmbeddingModel embedding = MiniMaxEmbeddingModel.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .modelName("embo-01")
                        .httpClientBuilder(http)
                        .build();
                MiniMaxImageModel image = MiniMaxImageModel.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .modelName("image-01")
                        .httpClientBuilder(http)
                        .build();
                MiniMaxModelCatalog catalog = MiniMaxModelCatalog.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .httpClientBuilder(http)
                        .build()) {
            assertThat(chat.chat("Schöne Grüße")).isEqualTo("Grüße.");
            assertThat(ask(streaming).awaitResponse().aiMessage().text()).isEqualTo("Grüße.");
            embedding.embed("a text");
            image.generate("a cat");
            catalog.listModels();
        }
        assertThat(server.requests().get(0).lastUserText()).isEqualTo("Schöne Grüße");
        assertThat(http.whole)
                .extracting(request -> request.method() + " " + request.url())
                .containsExactly(
                        "POST " + server.baseUrl() + "/v1/chat/completions",
                        "POST " + server.baseUrl() + "/v1/embeddings",
                        "POST " + server.baseUrl() + "/v1/image_generation",
                        "GET " + server.baseUrl() + "/v1/models");
        assertThat(http.streamed).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo(HttpMethod.POST);
            assertThat(request.body()).contains("\"stream\":true");
        });
        for (HttpRequest request : http.whole) {
            assertThat(request.headers()).containsEntry("Authorization", List.of("Bearer test-key"));
            assertThat(request.headers().containsKey("Content-Type")).isEqualTo(request.body() != null);
        }
        assertThat(server.requests()).extracting(RecordedRequest::path).hasSize(5);
    }

    @Test
    void aClientThatListensInOnAStreamHearsItsEvents(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c").streamed(stream -> stream.comments()));
        List<String> heard = new CopyOnWriteArrayList<>();
        JdkHttpClient jdk = JdkHttpClient.builder().build();
        UserHttpClient http =
                UserHttpClient.streaming((request, parser, listener) -> new LoggingHttpClient(jdk, false, false)
                        .execute(request, parser, new ServerSentEventListener() {
                            @Override
                            public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
                                heard.add(event.data());
                                listener.onEvent(event, context);
                            }

                            @Override
                            public void onError(Throwable failure) {
                                listener.onError(failure);
                            }

                            @Override
                            public void onClose() {
                                heard.add("closed");
                                listener.onClose();
                            }
                        }));
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).httpClientBuilder(http).build()) {
            assertThat(ask(model).awaitResponse().aiMessage().text()).isEqualTo("a b c");
        }
        assertThat(heard).hasSizeGreaterThan(3);
        assertThat(heard.get(0)).contains("delta");
    }

    @Test
    void aClientThatPlaysARecordedStreamMayParseItByItself(MiniMaxServer server) {
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> {
            for (String data : List.of(content("Hel"), content("lo."), STOP, "[DONE]")) {
                listener.onEvent(new ServerSentEvent(null, data));
            }
            listener.onClose();
        });
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).httpClientBuilder(http).build()) {
            assertThat(ask(model).awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
    }

    @Test
    void refusalsAreReadByCodeAndStatusThoughTheyComeAsExceptions(MiniMaxServer server) {
        server.enqueue(
                Reply.error(ErrorShape.ENVELOPE, 401, 1004, "login fail"),
                Reply.error(ErrorShape.ENVELOPE, 401, 1004, "login fail"),
                Reply.error(ErrorShape.ENVELOPE, 429, 1002, "slow down"),
                Reply.error(ErrorShape.ENVELOPE, 200, 1002, "under HTTP 200"));
        try (MiniMaxChatModel chat = TestModels.chat(server)
                        .maxRetries(0)
                        .httpClientBuilder(recording())
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .maxRetries(0)
                        .httpClientBuilder(recording())
                        .build()) {
            assertThatThrownBy(() -> chat.chat("Hi"))
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("HTTP 401, code 1004");
            assertThat(ask(streaming).awaitError()).isExactlyInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> chat.chat("Hi"))
                    .isExactlyInstanceOf(RateLimitException.class)
                    .hasMessageContaining("HTTP 429, code 1002");
            assertThat(ask(streaming).awaitError())
                    .isExactlyInstanceOf(RateLimitException.class)
                    .hasMessageContaining("HTTP 200, code 1002");
        }
    }

    @Test
    void aPauseThatARefusalAsksForIsNotKnownButARetryComes(MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.ENVELOPE, 429, 1002, "slow down").header("Retry-After", "60"));
        server.enqueue(Reply.text("Hello."));
        UserHttpClient http = recording();
        List<Duration> delays = new CopyOnWriteArrayList<>();
        try (MiniMaxChatModel model = TestModels.chat(server)
                .retryDelay(Duration.ofMillis(20))
                .retryListener(retry -> delays.add(retry.delay()))
                .httpClientBuilder(http)
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
        assertThat(http.whole).hasSize(2);
        assertThat(delays).singleElement().satisfies(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    @Tag("B10")
    void aClientThatNeverCallsBackIsGivenUpAfterTheTimeLimit(MiniMaxServer server) throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        UserHttpClient http = new UserHttpClient(
                request -> {
                    try {
                        new CountDownLatch(1).await();
                        throw new AssertionError("nobody counts it down");
                    } catch (InterruptedException e) {
                        interrupted.complete(true);
                        throw new IllegalStateException(e);
                    }
                },
                (request, parser, listener) -> {});
        try (MiniMaxChatModel chat = TestModels.chat(server)
                        .timeout(Duration.ofMillis(100))
                        .maxRetries(0)
                        .httpClientBuilder(http)
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .timeout(Duration.ofMillis(100))
                        .maxRetries(0)
                        .httpClientBuilder(http)
                        .build()) {
            assertThatThrownBy(() -> chat.chat("Hi"))
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessageContaining("firstByteTimeout");
            assertThat(ask(streaming).awaitError()).isExactlyInstanceOf(TimeoutException.class);
        }
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("B13")
    void whatAClientThrowsEndsTheCallOnceAndWithoutTheKey(MiniMaxServer server) {
        UserHttpClient http = new UserHttpClient(
                request -> {
                    throw new UncheckedIOException(new IOException("reset: " + request.headers()));
                },
                (request, parser, listener) -> {
                    throw new NoClassDefFoundError("of/the/Client");
                });
        try (MiniMaxChatModel chat = TestModels.chat(server)
                        .apiKey("very-secret-key")
                        .maxRetries(1)
                        .retryDelay(Duration.ofMillis(1))
                        .httpClientBuilder(http)
                        .build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).httpClientBuilder(http).build()) {
            assertThatThrownBy(() -> chat.chat("Hi"))
                    .hasMessageContaining("failed before a response arrived")
                    .hasMessageNotContaining("very-secret-key");
            assertThat(http.whole).as("a lost connection is tried again").hasSize(2);
            assertThat(ask(streaming).awaitError())
                    .hasMessageContaining("NoClassDefFoundError")
                    .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void aClientThatReturnsNothingIsNamed(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRetries(0)
                .httpClientBuilder(UserHttpClient.answering(request -> null))
                .build()) {
            assertThatThrownBy(() -> model.chat("Hi")).hasMessageContaining(UserHttpClient.class.getName());
        }
    }

    @Test
    @Tag("B11")
    void aClientThatCallsBackTwiceIsHeardOnce(MiniMaxServer server) {
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> {
            for (int time = 0; time < 2; time++) {
                listener.onOpen(UserHttpClient.OPENED);
                parser.parse(body(content("Hello."), STOP, "[DONE]"), listener);
                listener.onEvent(new ServerSentEvent(null, content("Again.")));
                listener.onClose();
                listener.onError(new IOException("late"));
            }
        });
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).httpClientBuilder(http).build()) {
            RecordingHandler handler = ask(model);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
            assertThat(handler.events).containsExactly("text", "complete");
        }
    }

    @Test
    void askingDoesNotWaitForAClientThatBlocks(MiniMaxServer server) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> {
            threads.add(Thread.currentThread());
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            parser.parse(body(content("Hello."), STOP), listener);
        });
        MiniMaxStreamingChatModel model =
                TestModels.streaming(server).httpClientBuilder(http).build();
        try (model) {
            RecordingHandler handler = ask(model);
            release.countDown();
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.isDaemon()).isTrue();
            thread.join(15_000);
            assertThat(thread.isAlive()).as("ends with its model").isFalse();
        });
    }

    /** Gives an event at each read, endlessly, and knows when it was closed, and by whom. */
    private static final class EndlessBody extends InputStream {
        private final byte[] event = ("data: " + content("la ") + "\n\n").getBytes(StandardCharsets.UTF_8);
        private final CompletableFuture<Thread> closed = new CompletableFuture<>();
        private volatile int reads;

        @Override
        public int read() {
            throw new AssertionError("bytes are read in pieces");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (closed.isDone()) {
                throw new IOException("closed");
            }
            reads = reads + 1;
            System.arraycopy(event, 0, buffer, offset, event.length);
            return event.length;
        }

        @Override
        public void close() {
            closed.complete(Thread.currentThread());
        }
    }

    @Test
    void moreThatIsAskedForInsideBodyIsNotLost() {
        byte[] sent = ("data: " + content("Hello. ").repeat(4000) + "\n\n").getBytes(StandardCharsets.UTF_8);
        UserHttpClient client = UserHttpClient.streaming((request, parser, listener) -> {
            listener.onOpen(UserHttpClient.OPENED);
            parser.parse(new ByteArrayInputStream(sent), listener);
        });
        CompletableFuture<HttpTransport.Call> call = new CompletableFuture<>();
        CompletableFuture<Integer> whole = new CompletableFuture<>();
        AtomicInteger received = new AtomicInteger();
        HttpTransport.Receiver receiver = new HttpTransport.Receiver() {
            @Override
            public void head(int status, Map<String, List<String>> headers) {}

            @Override
            public boolean body(ByteBuffer bytes) {
                received.addAndGet(bytes.remaining());
                call.join().more();
                return false;
            }

            @Override
            public void end() {
                whole.complete(received.get());
            }

            @Override
            public void failed(Throwable cause) {
                whole.completeExceptionally(cause);
            }
        };
        try (HttpTransport transport =
                LangChain4jHttpTransport.over(client).create(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            call.complete(transport.send(
                    new HttpTransport.Request("POST", "http://localhost/", Map.of(), new byte[0], true), receiver));
            assertThat(whole).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(sent.length);
        }
    }

    @Test
    void aSlowHandlerStopsTheReadingAndCancellingClosesTheBody(MiniMaxServer server) throws Exception {
        EndlessBody endless = new EndlessBody();
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> {
            reader.complete(Thread.currentThread());
            listener.onOpen(UserHttpClient.OPENED);
            parser.parse(endless, listener);
        });
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        RecordingHandler slow = new RecordingHandler() {
            private int heard;

            @Override
            void happened(String event, StreamingHandle handle) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                if (++heard == 5_000) {
                    handle.cancel();
                    cancelled.countDown();
                }
            }
        };
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).httpClientBuilder(http).build()) {
            model.chat("Hi", slow);
            Thread reading = reader.get(10, TimeUnit.SECONDS);
            while (reading.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(endless.reads).isBetween(1, 4_000);
            release.countDown();
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(endless.closed.get(10, TimeUnit.SECONDS).getName()).startsWith("minimax-http-client-");
        }
        assertThat(slow.responses).isEmpty();
        assertThat(slow.errors).isEmpty();
    }

    @Test
    @Tag("B10")
    void aBodyThatBlocksWhenItIsClosedHoldsUpNobody(MiniMaxServer server) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        InputStream stuck = new InputStream() {
            @Override
            public int read() {
                return stay();
            }

            @Override
            public void close() {
                stay();
            }

            private int stay() {
                boolean over = false;
                while (!over) {
                    try {
                        over = never.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        // not even that moves it
                    }
                }
                return -1;
            }
        };
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> parser.parse(stuck, listener));
        MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .timeout(Duration.ofMillis(100))
                .maxRetries(0)
                .httpClientBuilder(http)
                .build();
        try (model) {
            for (int time = 0; time < 2; time++) {
                assertThat(ask(model).awaitError()).isExactlyInstanceOf(TimeoutException.class);
            }
        } finally {
            never.countDown();
        }
    }

    @Test
    @Tag("B10")
    void aTimeoutOfTheClientsOwnIsATimeoutBeforeAndWithinTheResponse(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRetries(0)
                .httpClientBuilder(new JdkHttpClientBuilder().readTimeout(Duration.ofMillis(100)))
                .build()) {
            assertThatThrownBy(() -> model.chat("Hi"))
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessageContaining("timeouts of the HTTP client itself");
        }
        UserHttpClient http = UserHttpClient.streaming((request, parser, listener) -> {
            listener.onOpen(UserHttpClient.OPENED);
            listener.onError(new TimeoutException("of the client"));
        });
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .maxRetries(0)
                .httpClientBuilder(http)
                .build()) {
            assertThat(ask(model).awaitError()).isExactlyInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void timeoutsSetHereWinThenThoseOfTheClientsBuilderThenTheDefaults(MiniMaxServer server) {
        UserHttpClient none = recording();
        TestModels.chat(server).httpClientBuilder(none).build().close();
        assertThat(none.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(none.readTimeout()).isEqualTo(Duration.ofSeconds(305));

        UserHttpClient own = recording().connectTimeout(Duration.ofSeconds(3)).readTimeout(Duration.ofSeconds(4));
        TestModels.chat(server).httpClientBuilder(own).build().close();
        assertThat(own.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(own.readTimeout()).isEqualTo(Duration.ofSeconds(4));

        TestModels.chat(server)
                .httpClientBuilder(own)
                .connectTimeout(Duration.ofSeconds(7))
                .timeout(Duration.ofSeconds(8))
                .idleTimeout(Duration.ofSeconds(20))
                .build()
                .close();
        assertThat(own.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(own.readTimeout()).isEqualTo(Duration.ofSeconds(25));

        TestModels.chat(server)
                .httpClientBuilder(own)
                .timeout(Duration.ofDays(1000))
                .build()
                .close();
        assertThat(own.readTimeout().toMillis()).as("clients count in int").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void settingsOfTheLibrarysOwnClientAreRefusedBesideIt(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .httpClientBuilder(recording())
                        .httpVersion(HttpClient.Version.HTTP_2)
                        .build())
                .withMessageContaining("httpClientBuilder")
                .withMessageContaining("httpVersion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.streaming(server)
                        .httpClientBuilder(recording())
                        .proxySelector(ProxySelector.of(null))
                        .build())
                .withMessageContaining("httpClientBuilder")
                .withMessageContaining("proxySelector");
        TestModels.chat(server)
                .httpClientBuilder(recording())
                .httpVersion(HttpClient.Version.HTTP_2)
                .httpClientBuilder(null)
                .build()
                .close();
    }

    @Test
    void modelsShareAClientThatIsBuiltOverIt(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        UserHttpClient http = recording();
        try (MiniMaxClient client = MiniMaxClient.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .transport(LangChain4jHttpTransport.over(http))
                        .build();
                MiniMaxChatModel chat = MiniMaxChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .build();
                MiniMaxStreamingChatModel streaming = MiniMaxStreamingChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .build()) {
            assertThat(chat.chat("Hi")).isEqualTo("Hello.");
            assertThat(ask(streaming).awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
        assertThat(http.whole).hasSize(1);
        assertThat(http.streamed).hasSize(1);
    }

    @Test
    void closingTheModelEndsWhatRunsAndTheThreadsOfTheTransport(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.stall());
        MiniMaxStreamingChatModel streaming =
                TestModels.streaming(server).httpClientBuilder(recording()).build();
        MiniMaxChatModel chat =
                TestModels.chat(server).httpClientBuilder(recording()).build();
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> chat.chat("Hi"), task -> new Thread(task).start());
        RecordingHandler handler = ask(streaming);
        server.takeRequest();
        server.takeRequest();
        streaming.close();
        chat.close();
        assertThat(handler.awaitError()).hasCauseInstanceOf(MiniMaxException.class);
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(MiniMaxException.class);
        Set<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("minimax-http-client-"))
                .collect(Collectors.toSet());
        for (Thread thread : threads) {
            thread.join(15_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static SuccessfulHttpResponse answer(Map<String, List<String>> headers) {
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(headers)
                .body("{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello.\"}}]}")
                .build();
    }

    @Test
    void aResponseThatCannotBeTakenEndsTheCallAtOnce(MiniMaxServer server) {
        SuccessfulHttpResponse unreadable =
                new SuccessfulHttpResponse(SuccessfulHttpResponse.builder().statusCode(200)) {
                    @Override
                    public byte[] bodyBytes() {
                        throw new AssertionError("of the test");
                    }
                };
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRetries(0)
                .httpClientBuilder(UserHttpClient.answering(request -> unreadable))
                .build()) {
            assertThatThrownBy(() -> model.chat("Hi")).hasRootCauseMessage("of the test");
        }
    }

    @Test
    void headerNamesWithSpacesAroundThemAreRead(MiniMaxServer server) {
        Map<String, List<String>> odd = new HashMap<>();
        odd.put("x-a", List.of("1"));
        odd.put(" x-a", List.of("2"));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRetries(0)
                .httpClientBuilder(UserHttpClient.answering(request -> answer(odd)))
                .build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B13")
    void whatTheClientSaysOfTheRequestIsInNoStackTrace(MiniMaxServer server) {
        UserHttpClient http = UserHttpClient.answering(request -> {
            throw new TimeoutException("gave up " + request.url() + " " + request.headers());
        });
        try (MiniMaxChatModel model = TestModels.chat(server)
                .apiKey("sk-Zx81hidden")
                .customQueryParams(Map.of("key", "Zx81/hidden too"))
                .maxRetries(0)
                .httpClientBuilder(http)
                .build()) {
            assertThatThrownBy(() -> model.chat("Hi"))
                    .isInstanceOf(TimeoutException.class)
                    .satisfies(error -> {
                        java.io.StringWriter trace = new java.io.StringWriter();
                        error.printStackTrace(new java.io.PrintWriter(trace));
                        assertThat(trace.toString())
                                .doesNotContain("Zx81")
                                .contains("gave up " + server.baseUrl() + "/v1/chat/completions?key=***");
                    });
        }
        assertThat(http.whole)
                .singleElement()
                .satisfies(request -> assertThat(request.url()).contains("key=Zx81"));
    }
}
