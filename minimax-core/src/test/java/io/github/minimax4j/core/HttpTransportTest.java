package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.call.ClientResources;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transports of the user's, good and bad ones. */
@Timeout(60)
class HttpTransportTest {

    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello.\"}}]}";

    private static final String STREAM = sse(text("Hello."), finish("stop"), "[DONE]");

    /** Does what a test says, and writes down what it is asked for. */
    private static final class ScriptedTransport implements HttpTransport, HttpTransport.Call {

        final List<Request> requests = new CopyOnWriteArrayList<>();

        final List<Receiver> receivers = new CopyOnWriteArrayList<>();

        final AtomicInteger mores = new AtomicInteger();

        final CountDownLatch more = new CountDownLatch(1);

        final CountDownLatch cancelled = new CountDownLatch(1);

        final List<String> heard = new CopyOnWriteArrayList<>();

        private final BiFunction<ScriptedTransport, Receiver, HttpTransport.@Nullable Call> script;

        ScriptedTransport(BiFunction<ScriptedTransport, Receiver, HttpTransport.@Nullable Call> script) {
            this.script = script;
        }

        static ScriptedTransport telling(java.util.function.Consumer<Receiver> script) {
            return new ScriptedTransport((transport, receiver) -> {
                script.accept(receiver);
                return transport;
            });
        }

        @Override
        public HttpTransport.@Nullable Call send(Request request, Receiver receiver) {
            requests.add(request);
            receivers.add(receiver);
            return script.apply(this, receiver);
        }

        @Override
        public void more() {
            mores.incrementAndGet();
            more.countDown();
        }

        @Override
        public void cancel() {
            heard.add("cancel");
            cancelled.countDown();
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    private static MiniMaxClientBuilder over(HttpTransport transport) {
        return MiniMaxClient.builder()
                .apiKey("very-secret-key")
                .retryDelay(Duration.ofMillis(1))
                .transport((connect, read) -> transport);
    }

    private static void answer(HttpTransport.Receiver receiver, String body) {
        receiver.head(200, Map.of());
        receiver.body(bytes(body));
        receiver.end();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itReceivesTheWholeRequestAndWhetherAStreamIsWanted() {
        ScriptedTransport transport = new ScriptedTransport((self, receiver) -> {
            HttpTransport.Request request = self.requests.get(self.requests.size() - 1);
            answer(receiver, request.stream() ? STREAM : request.body() == null ? "{\"data\":[]}" : ANSWER);
            return self;
        });
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client =
                over(transport).customHeaders(Map.of("X-Team", "red")).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
            client.models();
        }
        assertThat(transport.requests).extracting(HttpTransport.Request::stream).containsExactly(false, true, false);
        assertThat(transport.requests)
                .extracting(HttpTransport.Request::toString)
                .containsExactly(
                        "POST https://api.minimax.io/v1/chat/completions",
                        "POST https://api.minimax.io/v1/chat/completions",
                        "GET https://api.minimax.io/v1/models");
        HttpTransport.Request chat = transport.requests.get(0);
        assertThat(chat.headers())
                .containsEntry("Authorization", "Bearer very-secret-key")
                .containsEntry("X-Team", "red")
                .hasEntrySatisfying("Content-Type", type -> assertThat(type).startsWith("application/json"));
        assertThat(new String(chat.body(), StandardCharsets.UTF_8))
                .startsWith("{")
                .contains("\"messages\"");
        assertThat(transport.requests.get(2).body()).isNull();
        assertThat(transport.heard).containsExactly("close");
    }

    @Test
    void itIsMadeOnceWithTheLimitsOfTheClient() {
        List<Duration> limits = new ArrayList<>();
        MiniMaxClientBuilder builder = MiniMaxClient.builder()
                .apiKey("k")
                .connectTimeout(Duration.ofSeconds(3))
                .firstByteTimeout(Duration.ofSeconds(40))
                .idleTimeout(Duration.ofSeconds(5))
                .transport((connect, read) -> {
                    limits.addAll(List.of(connect, read));
                    return ScriptedTransport.telling(receiver -> {});
                });
        builder.build().close();
        builder.idleTimeout(Duration.ofSeconds(50)).build().close();
        assertThat(limits)
                .containsExactly(
                        Duration.ofSeconds(3), Duration.ofSeconds(40), Duration.ofSeconds(3), Duration.ofSeconds(50));
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .transport((connect, read) -> null)
                        .build())
                .hasMessageContaining("transport");
    }

    @Test
    void settingsOfTheBuiltInTransportAreRefusedBesideIt() {
        Map<String, Consumer<MiniMaxClientBuilder>> settings = Map.of(
                "httpVersion", builder -> builder.httpVersion(HttpClient.Version.HTTP_2),
                "proxySelector", builder -> builder.proxySelector(ProxySelector.of(null)),
                "proxyAuthenticator", builder -> builder.proxyAuthenticator(new Authenticator() {}),
                "sslParameters", builder -> builder.sslParameters(new SSLParameters()));
        settings.forEach((name, setting) -> {
            MiniMaxClientBuilder builder = over(ScriptedTransport.telling(receiver -> {}));
            setting.accept(builder);
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("transport")
                    .withMessageContaining(name);
        });
    }

    @Test
    void whatTheHeadSaysCountsHoweverItIsSpelt() {
        Map<String, List<String>> odd = new HashMap<>();
        odd.put(null, List.of("HTTP/1.1 429"));
        odd.put("trace-ID", Arrays.asList("the-trace", null));
        odd.put("retry-after", List.of("1"));
        odd.put("x", List.of("1"));
        odd.put("X", List.of("2"));
        odd.put("Y", null);
        AtomicBoolean refused = new AtomicBoolean();
        List<Retry> retries = new CopyOnWriteArrayList<>();
        try (MiniMaxClient client = over(ScriptedTransport.telling(receiver -> {
                    if (refused.compareAndSet(false, true)) {
                        receiver.head(429, odd);
                        receiver.end();
                    } else {
                        answer(receiver, ANSWER);
                    }
                }))
                .retryListener(retries::add)
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
        assertThat(retries).singleElement().satisfies(retry -> {
            assertThat(retry.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(retry.cause().traceId()).isEqualTo("the-trace");
        });
    }

    @Test
    @Tag("B11")
    @Tag("B16")
    void aTransportThatBreaksTheRulesEndsItsCallsOnceAllTheSame() {
        Map<String, BiFunction<ScriptedTransport, HttpTransport.Receiver, HttpTransport.@Nullable Call>> wrong = Map.of(
                "gave no call",
                (self, receiver) -> null,
                "NoClassDefFoundError",
                (self, receiver) -> {
                    throw new NoClassDefFoundError();
                },
                "UnsupportedOperationException",
                (self, receiver) -> {
                    throw new UnsupportedOperationException();
                },
                "body before the head",
                (self, receiver) -> {
                    receiver.body(bytes(STREAM));
                    answer(receiver, STREAM);
                    return self;
                },
                "before its head",
                (self, receiver) -> {
                    receiver.end();
                    answer(receiver, STREAM);
                    return self;
                },
                "No cause was given",
                (self, receiver) -> {
                    receiver.failed(null);
                    receiver.failed(new IOException("again"));
                    return self;
                });
        wrong.forEach((said, script) -> {
            RecordingListener listener = new RecordingListener();
            try (MiniMaxClient client =
                    over(new ScriptedTransport(script)).maxRetries(0).build()) {
                client.stream(MiniMaxClientTest.REQUEST, listener);
                MiniMaxException error = listener.error();
                assertThat(error + " " + error.getCause()).contains(said);
            }
            assertThat(listener.ends()).as(said).isEqualTo(1);
        });
    }

    @Test
    @Tag("B11")
    void whatComesAfterTheEndIsIgnored() {
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = over(ScriptedTransport.telling(receiver -> {
                    answer(receiver, sse(text("Hello."), finish("stop")));
                    receiver.head(500, Map.of());
                    receiver.body(bytes(sse(text("Again."))));
                    receiver.failed(new IOException("late"));
                    receiver.end();
                }))
                .build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
        }
        assertThat(listener.events)
                .filteredOn(event -> event.startsWith("text:"))
                .containsExactly("text:Hello.");
    }

    @Test
    @Tag("B10")
    void aTransportThatNeverRespondsTimesOut() throws Exception {
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> {});
        try (MiniMaxClient client = over(transport)
                .maxRetries(0)
                .firstByteTimeout(Duration.ofMillis(100))
                .build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .is(failed(ErrorKind.TIMEOUT))
                    .hasMessageContaining("firstByteTimeout");
            assertThat(transport.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Tag("B10")
    void aTimeoutOfItsOwnIsATimeoutBeforeAndWithinTheAnswer() {
        ScriptedTransport before = ScriptedTransport.telling(
                receiver -> receiver.failed(new IllegalStateException(new SocketTimeoutException("Read timed out"))));
        ScriptedTransport within = ScriptedTransport.telling(receiver -> {
            receiver.head(200, Map.of());
            receiver.body(bytes(sse(text("Hel"))));
            receiver.failed(new SocketTimeoutException("Read timed out"));
        });
        for (ScriptedTransport transport : List.of(before, within)) {
            RecordingListener listener = new RecordingListener();
            try (MiniMaxClient client = over(transport).maxRetries(0).build()) {
                client.stream(MiniMaxClientTest.REQUEST, listener);
                assertThat(listener.error())
                        .is(failed(ErrorKind.TIMEOUT))
                        .hasMessageContaining("timeouts of the HTTP client itself");
            }
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgainBeforeTheFirstEventOnly() {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> {
            if (attempts.incrementAndGet() == 1) {
                receiver.failed(new IOException("reset, sent with very-secret-key"));
                return;
            }
            receiver.head(200, Map.of());
            receiver.body(bytes(sse(text("Hel"))));
            receiver.failed(new IOException("reset"));
        });
        List<Retry> retries = new CopyOnWriteArrayList<>();
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = over(transport).retryListener(retries::add).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
        assertThat(attempts).hasValue(2);
        assertThat(retries)
                .singleElement()
                .satisfies(retry -> assertThat(retry.cause()).hasMessageNotContaining("very-secret-key"));
    }

    @Test
    void buffersThatComeTogetherAreReadInTheirOrder() {
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> {
            receiver.head(200, Map.of());
            receiver.body(List.of(
                    bytes(STREAM.substring(0, 30)), bytes(STREAM.substring(30, 31)), bytes(STREAM.substring(31))));
            receiver.end();
        });
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = over(transport).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B21")
    void aRetrySendsTheRequestThatWasWrittenForTheFirstAttempt() {
        ScriptedTransport transport = new ScriptedTransport((self, receiver) -> {
            if (self.requests.size() == 1) {
                receiver.failed(new IOException("reset"));
            } else {
                answer(receiver, ANSWER);
            }
            return self;
        });
        try (MiniMaxClient client = over(transport).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
        assertThat(transport.requests).hasSize(2);
        assertThat(transport.requests.get(1).body())
                .isSameAs(transport.requests.get(0).body());
    }

    @Test
    void itIsHeldBackWhileTheListenerIsBusyEvenBeforeSendingHasReturned() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Integer> takenAtOnce = new CompletableFuture<>();
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> {
            receiver.head(200, Map.of());
            int taken = 1;
            while (taken < 100_000 && receiver.body(bytes(sse(text("a"))))) {
                taken++;
            }
            release.countDown(); // the listener is done before this transport has given its call
            takenAtOnce.complete(taken);
        });
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                super.onText(text);
            }
        };
        try (MiniMaxClient client = over(transport).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(takenAtOnce.get(10, TimeUnit.SECONDS)).isLessThan(5_000);
            assertThat(transport.more.await(10, TimeUnit.SECONDS)).isTrue();
            HttpTransport.Receiver receiver = transport.receivers.get(0);
            receiver.body(bytes(sse(finish("stop"))));
            receiver.end();
            assertThat(listener.completion().text()).hasSize(takenAtOnce.get());
        }
        assertThat(transport.mores).hasValue(1);
    }

    @Test
    void everyHoldIsTakenBackOnceHoweverSoonMoreIsCalled() throws Exception {
        int pieces = 20_000;
        AtomicInteger holds = new AtomicInteger();
        AtomicInteger mores = new AtomicInteger();
        Semaphore demand = new Semaphore(0);
        HttpTransport transport = (request, receiver) -> {
            RawServer.daemon(() -> {
                receiver.head(200, Map.of());
                for (int i = 0; i < pieces; i++) {
                    if (!receiver.body(bytes(sse(text("a"))))) {
                        holds.incrementAndGet();
                        demand.acquireUninterruptibly();
                    }
                }
                receiver.body(bytes(sse(finish("stop"))));
                receiver.end();
            });
            return new HttpTransport.Call() {
                @Override
                public void more() {
                    mores.incrementAndGet();
                    demand.release();
                }

                @Override
                public void cancel() {}
            };
        };
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String piece) {
                handle.pause();
                text.append(piece);
            }
        };
        try (MiniMaxClient client =
                over(transport).callbackExecutor(Runnable::run).build()) {
            StreamHandle handle = client.stream(MiniMaxClientTest.REQUEST, listener);
            while (!listener.end.isDone()) {
                handle.resume(); // also while a piece is being taken
            }
            assertThat(listener.completion().text()).hasSize(pieces);
        }
        assertThat(mores).hasValue(holds.get());
        assertThat(demand.availablePermits()).isZero();
    }

    @Test
    void moreCalledInsideBodyCountsForTheHoldBeforeIt() {
        List<String> order = new CopyOnWriteArrayList<>();
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> receiver.head(200, Map.of()));
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String piece) {
                super.onText(piece);
                if (piece.contains("resume")) {
                    handle.resume();
                    order.add("more called " + transport.mores + " times");
                }
                if (piece.contains("pause")) {
                    handle.pause();
                }
            }
        };
        try (MiniMaxClient client =
                over(transport).callbackExecutor(Runnable::run).build()) {
            StreamHandle handle = client.stream(MiniMaxClientTest.REQUEST, listener);
            HttpTransport.Receiver receiver = transport.receivers.get(0);
            order.add("goes on: " + receiver.body(bytes(sse(text("pause")))));
            // was on its way when the body was held back
            order.add("goes on: " + receiver.body(bytes(sse(text("more")))));
            order.add("goes on: " + receiver.body(bytes(sse(text("resume, pause")))));
            handle.resume();
            order.add("more called " + transport.mores + " times");
            order.add("goes on: " + receiver.body(bytes(sse(text("."), finish("stop")))));
            receiver.end();
            assertThat(listener.completion().text()).isEqualTo("pausemoreresume, pause.");
        }
        assertThat(order)
                .containsExactly(
                        "goes on: false",
                        "goes on: false",
                        "more called 1 times",
                        "goes on: false",
                        "more called 2 times",
                        "goes on: true");
    }

    @Test
    @Tag("B11")
    void anExceptionOfItsOwnIsALostConnectionAndRetriedLikeOne() {
        Map<String, BiFunction<ScriptedTransport, HttpTransport.Receiver, HttpTransport.@Nullable Call>> ways = Map.of(
                "told",
                (self, receiver) -> {
                    receiver.failed(new OwnException());
                    return self;
                },
                "thrown",
                (self, receiver) -> {
                    throw new OwnException();
                },
                "told after the head",
                (self, receiver) -> {
                    receiver.head(200, Map.of());
                    receiver.failed(new OwnException());
                    return self;
                });
        ways.forEach((way, script) -> {
            AtomicInteger attempts = new AtomicInteger();
            ScriptedTransport transport = new ScriptedTransport((self, receiver) -> {
                if (attempts.incrementAndGet() % 2 == 1) {
                    return script.apply(self, receiver);
                }
                answer(receiver, ANSWER);
                return self;
            });
            try (MiniMaxClient client = over(transport).build()) {
                assertThat(client.chat(MiniMaxClientTest.REQUEST).text())
                        .as(way)
                        .isEqualTo("Hello.");
            }
            try (MiniMaxClient client = over(transport).maxRetries(0).build()) {
                assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                        .as(way)
                        .isInstanceOfSatisfying(
                                MiniMaxException.class,
                                error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONNECTION_LOST))
                        .hasCauseInstanceOf(OwnException.class);
            }
        });
    }

    /** As HTTP clients have them that do not want to be caught. */
    private static final class OwnException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void aTransportThatCannotGoOnEndsTheCallAtOnce() {
        HttpTransport transport = (request, receiver) -> {
            receiver.head(200, Map.of());
            receiver.body(bytes(sse(text("a"))));
            return new HttpTransport.Call() {
                @Override
                public void more() {
                    throw new OwnException();
                }

                @Override
                public void cancel() {}
            };
        };
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String piece) {
                handle.pause();
                super.onText(piece);
            }
        };
        try (MiniMaxClient client =
                over(transport).callbackExecutor(Runnable::run).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener).resume();
            assertThat(listener.error()).hasCauseInstanceOf(OwnException.class);
        }
    }

    @Test
    void cancellingAndClosingReachItInThatOrder() throws Exception {
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> receiver.head(200, Map.of()));
        RecordingListener listener = new RecordingListener();
        MiniMaxClient client = over(transport).build();
        try (client) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.handle.cancel();
            assertThat(transport.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            transport.heard.clear();
            client.stream(MiniMaxClientTest.REQUEST, new RecordingListener());
        }
        assertThat(transport.heard).startsWith("cancel").endsWith("close");
        assertThat(listener.ends()).isZero();
    }

    @Test
    @Tag("B13")
    void aRequestShowsNoQuery() {
        HttpTransport.Request request = new HttpTransport.Request(
                "POST", "https://localhost/v1/chat/completions?key=sk-Zx81hidden", Map.of(), null, false);
        assertThat(request).hasToString("POST https://localhost/v1/chat/completions");
    }

    @Test
    @Tag("B13")
    void whatAClientSaysOfTheUrlAndTheHeadersIsInNoStackTrace() {
        Exception plain = new IOException("reset");
        for (Function<String, Exception> made : List.<Function<String, Exception>>of(
                IOException::new,
                java.net.ConnectException::new,
                SocketTimeoutException::new,
                java.net.http.HttpConnectTimeoutException::new,
                java.net.UnknownHostException::new,
                java.security.cert.CertificateException::new,
                com.fasterxml.jackson.core.JsonParseException::new,
                IllegalStateException::new)) {
            for (boolean answered : new boolean[] {false, true}) {
                for (int depth = 0; depth < 3; depth++) {
                    int wrapped = depth;
                    List<HttpTransport.Request> requests = new CopyOnWriteArrayList<>();
                    HttpTransport transport = (request, receiver) -> {
                        requests.add(request);
                        if (answered) {
                            receiver.head(200, Map.of());
                            receiver.body(bytes("data: " + text("Hel") + "\n\n"));
                        }
                        Exception told = made.apply("failed " + request.url() + " with " + request.headers());
                        if (wrapped == 1) {
                            told = new RuntimeException(told);
                        } else if (wrapped == 2) {
                            Exception outer = new IOException("outer");
                            outer.addSuppressed(told);
                            told.addSuppressed(outer);
                            told = outer;
                        }
                        receiver.failed(told);
                        return new ScriptedTransport((self, ignored) -> self);
                    };
                    RecordingListener listener = new RecordingListener();
                    try (MiniMaxClient client = over(transport)
                            .maxRetries(0)
                            .customQueryParams(Map.of("key", "q k"))
                            .customHeaders(Map.of("X-Token", "Zx81hidden"))
                            .build()) {
                        client.stream(MiniMaxClientTest.REQUEST, listener);
                        String said = stackTrace(listener.error());
                        assertThat(said)
                                .doesNotContain("Zx81", "very-secret", "q%20k", "q k")
                                .contains("key=***", made.apply("").getClass().getName());
                        assertThat(said).contains("\tat " + HttpTransportTest.class.getName());
                        if (made.apply("") instanceof SocketTimeoutException && wrapped < 2) {
                            assertThat(listener.error()).is(failed(ErrorKind.TIMEOUT));
                        }
                    }
                    assertThat(requests)
                            .singleElement()
                            .satisfies(request -> assertThat(request.url()).endsWith("?key=q%20k"));
                }
            }
        }
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = over(ScriptedTransport.telling(receiver -> receiver.failed(plain)))
                .maxRetries(0)
                .customQueryParams(Map.of("key", "q k"))
                .build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.error()).hasCause(plain);
            assertThat(listener.error().getCause()).isSameAs(plain);
        }
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void aTransportThatFailsInClosingLeavesNoThreadsOpenForCallbacks() {
        HttpTransport transport = new HttpTransport() {
            @Override
            public Call send(Request request, Receiver receiver) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                throw new IllegalStateException("of the test");
            }
        };
        ClientResources resources = new ClientResources(ClientSettings.of(over(transport).settings));

        assertThatThrownBy(resources::close).hasMessage("of the test");

        assertThat(((java.util.concurrent.ExecutorService) resources.callbackExecutor()).isShutdown())
                .isTrue();
    }

    @Test
    void headerNamesWithSpacesAroundThemAreRead() {
        ScriptedTransport transport = ScriptedTransport.telling(receiver -> {
            Map<String, List<String>> headers = new HashMap<>();
            headers.put(" Trace-Id", List.of("the-trace"));
            headers.put("trace-id ", List.of("the-trace"));
            receiver.head(500, headers);
            receiver.end();
        });
        try (MiniMaxClient client = over(transport).maxRetries(0).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .isInstanceOfSatisfying(
                            MiniMaxException.class,
                            error -> assertThat(error.traceId()).isEqualTo("the-trace"));
        }
    }
}
