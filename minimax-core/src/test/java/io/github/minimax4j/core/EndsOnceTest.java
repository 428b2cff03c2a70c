package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule: a call has exactly one end, and has it in time, whatever any code that is not the client's throws, wherever it is called.
 * Each place is tried with a checked exception and with an error, for every course that a call can take, and for each way of waiting for it.
 */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(180)
@Tag("B16")
class EndsOnceTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello.\"}}]}";

    /** What the server does. */
    private enum Course {
        ANSWERED(Reply.text("Hello."), Reply.text("Hello.")),
        RETRIED(Reply.error(1002, "later"), Reply.text("Hello.")),
        REFUSED(Reply.error(1004, "no"), Reply.error(1004, "no")),
        CUT(Reply.text("Hello.").cutAfter(40), Reply.text("Hello.").cutAfter(40)),
        SILENT(Reply.stall(), Reply.stall()),
        STALLED(
                Reply.text("Hello there.").stallAfterEvents(1),
                Reply.text("Hello there.").stallAfterEvents(1));

        private final Reply[] replies;

        Course(Reply... replies) {
            this.replies = replies;
        }

        Duration patience() {
            return this == SILENT || this == STALLED ? SHORT : Duration.ofSeconds(5);
        }

        boolean succeeds() {
            return this == ANSWERED || this == RETRIED;
        }
    }

    /** How the application waits. */
    private enum Mode {
        UNARY,
        ASYNC,
        STREAM
    }

    /** What is thrown. */
    private static final List<Supplier<Throwable>> FAILURES =
            List.of(() -> new Exception("of the test"), () -> new OutOfMemoryError("of the test"));

    /** One call, and what is to fail in it. */
    private static final class Setup {

        final MiniMaxClientBuilder builder;

        private final Supplier<Throwable> failure;

        private String callback = "none";

        Setup(MiniMaxClientBuilder builder, Supplier<Throwable> failure) {
            this.builder = builder;
            this.failure = failure;
        }

        <T> T fail() {
            throw EndsOnceTest.<RuntimeException>unchecked(failure.get());
        }

        void failIn(String callback) {
            this.callback = callback;
        }

        void failIf(String callback) {
            if (this.callback.equals(callback)) {
                fail();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A place where foreign code is called. */
    private record Place(String name, boolean answerArrives, Consumer<Setup> plant) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Where what is thrown must not keep the answer from the application. */
    private static Place harmless(String name, Consumer<Setup> plant) {
        return new Place(name, true, plant);
    }

    private static Place harmful(String name, Consumer<Setup> plant) {
        return new Place(name, false, plant);
    }

    private static Place logger(String name, Set<String> methods) {
        return harmless(
                "the logger in " + name,
                setup -> setup.builder.logRequests(true).logResponses(true).logger((Logger) Proxy.newProxyInstance(
                        Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                            if (methods.contains(method.getName())) {
                                setup.fail();
                            }
                            return method.getReturnType() == boolean.class ? true : null;
                        })));
    }

    private static Place listener(String name, java.util.function.Function<Setup, CallListener> listener) {
        return harmless(
                "a call listener in " + name, setup -> setup.builder.addCallListener(call -> listener.apply(setup)));
    }

    static Stream<Place> places() {
        return Stream.of(
                logger("isInfoEnabled", Set.of("isInfoEnabled")),
                logger("isTraceEnabled", Set.of("isTraceEnabled")),
                logger("info", Set.of("info")),
                logger("trace", Set.of("trace")),
                harmless("the client's own logger", setup -> {
                    context().addTurboFilter(new ThrowingFilter(setup));
                    setup.builder.addCallListener(call -> new CallListener() {
                        @Override
                        public void onSuccess(CallSummary summary) {
                            setup.fail();
                        }

                        @Override
                        public void onFailure(MiniMaxException error) {
                            setup.fail();
                        }
                    });
                }),
                harmless("the factory of call listeners", setup -> setup.builder.addCallListener(call -> setup.fail())),
                listener("headers", setup -> new CallListener() {
                    @Override
                    public Map<String, String> headers() {
                        return setup.fail();
                    }
                }),
                listener("withContext", setup -> new CallListener() {
                    @Override
                    public Runnable withContext(Runnable callbacks) {
                        return setup.fail();
                    }
                }),
                listener("the context before callbacks", setup -> new CallListener() {
                    @Override
                    public Runnable withContext(Runnable callbacks) {
                        return setup::fail;
                    }
                }),
                listener("the context after callbacks", setup -> new CallListener() {
                    @Override
                    public Runnable withContext(Runnable callbacks) {
                        return () -> {
                            callbacks.run();
                            setup.fail();
                        };
                    }
                }),
                listener("onFirstEvent", setup -> new CallListener() {
                    @Override
                    public void onFirstEvent() {
                        setup.fail();
                    }
                }),
                listener("onRetry", setup -> new CallListener() {
                    @Override
                    public void onRetry(Retry retry) {
                        setup.fail();
                    }
                }),
                listener("onSuccess", setup -> new CallListener() {
                    @Override
                    public void onSuccess(CallSummary summary) {
                        setup.fail();
                    }
                }),
                listener("onFailure", setup -> new CallListener() {
                    @Override
                    public void onFailure(MiniMaxException error) {
                        setup.fail();
                    }
                }),
                harmless("the retry listener", setup -> setup.builder.retryListener(retry -> setup.fail())),
                harmless(
                        "an executor that refuses tasks",
                        setup -> setup.builder.callbackExecutor(task -> setup.fail())),
                harmless(
                        "an executor that runs tasks and fails",
                        setup -> setup.builder.callbackExecutor(task -> {
                            task.run();
                            setup.fail();
                        })),
                harmless(
                        "an executor that takes tasks and fails",
                        setup -> setup.builder.callbackExecutor(task -> {
                            Thread thread = new Thread(task);
                            thread.setDaemon(true);
                            thread.start();
                            setup.fail();
                        })),
                harmful("the supplier of the key", setup -> setup.builder.apiKeySupplier(setup::fail)),
                harmful(
                        "the supplier of headers",
                        setup -> setup.builder.customHeaders((Supplier<Map<String, String>>) setup::fail)),
                harmful("onStart", setup -> setup.failIn("onStart")),
                harmful("onText", setup -> setup.failIn("onText")),
                harmful("onUsage", setup -> setup.failIn("onUsage")),
                harmful("onOtherEvent", setup -> setup.failIn("onOtherEvent")),
                harmful("onComplete", setup -> setup.failIn("onComplete")),
                harmful("onError", setup -> setup.failIn("onError")),
                harmful("the proxy selector", setup -> setup.builder.proxySelector(new FailingSelector(setup))));
    }

    /** Asks for nothing but fails. */
    private static final class FailingSelector extends java.net.ProxySelector {

        private final Setup setup;

        FailingSelector(Setup setup) {
            this.setup = setup;
        }

        @Override
        public List<java.net.Proxy> select(java.net.URI uri) {
            return setup.fail();
        }

        @Override
        public void connectFailed(java.net.URI uri, java.net.SocketAddress address, IOException failure) {
            setup.fail();
        }
    }

    /** Makes every line of the client's own logger fail. */
    private static final class ThrowingFilter extends TurboFilter {

        private final Setup setup;

        ThrowingFilter(Setup setup) {
            this.setup = setup;
        }

        @Override
        public FilterReply decide(
                org.slf4j.Marker marker,
                ch.qos.logback.classic.Logger logger,
                Level level,
                String format,
                Object[] arguments,
                Throwable failure) {
            return logger.getName().equals(MiniMaxClient.class.getName()) ? setup.fail() : FilterReply.NEUTRAL;
        }
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private final ExecutorService callers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    @BeforeEach
    void keepQuiet() {
        context().getLogger(MiniMaxClient.class).setLevel(Level.ERROR);
    }

    @AfterEach
    void restore() {
        context().getTurboFilterList().clear();
        context().getLogger(MiniMaxClient.class).setLevel(null);
        callers.shutdownNow();
    }

    private static MiniMaxClientBuilder builder(Duration patience) {
        return MiniMaxClient.builder()
                .apiKey("a-key-for-tests")
                .maxRetries(1)
                .retryDelay(Duration.ofNanos(1))
                .chance(() -> 0, System::nanoTime, Clock.systemUTC())
                .firstByteTimeout(patience)
                .idleTimeout(patience)
                .callTimeout(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aCallEndsOnceWhateverIsThrown(Place place, MiniMaxServer server) throws Exception {
        for (Course course : Course.values()) {
            for (Mode mode : Mode.values()) {
                for (Supplier<Throwable> failure : FAILURES) {
                    server.reset();
                    server.enqueue(course.replies);
                    server.when(request -> true, Reply.error(1004, "asked too often"));
                    context().getTurboFilterList().clear();
                    Setup setup = new Setup(
                            builder(course.patience())
                                    .baseUrl(server.baseUrl())
                                    .maxRetries(course == Course.RETRIED ? 1 : 0),
                            failure);
                    place.plant().accept(setup);
                    String description = place + ", " + course + ", " + mode + ", " + failure.get();

                    Object end = endOfOneCall(setup, mode, description);

                    if (place.answerArrives() && course.succeeds()) {
                        assertThat(end).as(description).isInstanceOf(ChatCompletion.class);
                    }
                }
            }
        }
    }

    /** Breaks a rule of transports, or fails in one place. */
    private record Script(String name, TransportScript script) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface TransportScript {

        HttpTransport.@Nullable Call send(Setup setup, boolean stream, HttpTransport.Receiver receiver);
    }

    private static void answer(boolean stream, HttpTransport.Receiver receiver) {
        receiver.head(200, Map.of());
        receiver.body(body(stream));
        receiver.end();
    }

    private static ByteBuffer body(boolean stream) {
        String body = stream ? sse(text("Hello."), finish("stop"), "[DONE]") : ANSWER;
        return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    }

    /** A call that fails when it is steered. */
    private static HttpTransport.Call failingCall(Setup setup) {
        return new HttpTransport.Call() {
            @Override
            public void more() {
                setup.fail();
            }

            @Override
            public void cancel() {
                setup.fail();
            }
        };
    }

    static Stream<Script> scripts() {
        return Stream.of(
                new Script("send", (setup, stream, receiver) -> setup.fail()),
                new Script("send, after the answer", (setup, stream, receiver) -> {
                    answer(stream, receiver);
                    return setup.fail();
                }),
                new Script("send, after half an answer", (setup, stream, receiver) -> {
                    receiver.head(200, Map.of());
                    receiver.body(ByteBuffer.wrap(sse(text("Hel")).getBytes(StandardCharsets.UTF_8)));
                    return setup.fail();
                }),
                new Script("cancel, after silence", (setup, stream, receiver) -> failingCall(setup)),
                new Script("cancel, after half an answer", (setup, stream, receiver) -> {
                    receiver.head(200, Map.of());
                    receiver.body(ByteBuffer.wrap("data: {".getBytes(StandardCharsets.UTF_8)));
                    return failingCall(setup);
                }),
                new Script("cancel, after an error", (setup, stream, receiver) -> {
                    receiver.head(401, Map.of());
                    receiver.body(ByteBuffer.wrap("no".getBytes(StandardCharsets.UTF_8)));
                    receiver.end();
                    return failingCall(setup);
                }),
                new Script("the headers", (setup, stream, receiver) -> {
                    receiver.head(200, new AbstractMap<>() {
                        @Override
                        public Set<Entry<String, List<String>>> entrySet() {
                            return setup.fail();
                        }
                    });
                    receiver.body(body(stream));
                    receiver.end();
                    return failingCall(setup);
                }),
                new Script("an exception that fails itself", (setup, stream, receiver) -> {
                    receiver.failed(new RuntimeException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            return setup.fail();
                        }

                        @Override
                        public String toString() {
                            return setup.fail();
                        }
                    });
                    return failingCall(setup);
                }),
                new Script("an exception of its own", (setup, stream, receiver) -> {
                    receiver.failed(setup.failure.get());
                    return failingCall(setup);
                }),
                new Script("the reader, whose stack is too small for the answer", (setup, stream, receiver) -> {
                    Runnable answer = () -> {
                        receiver.head(200, Map.of());
                        receiver.body(deeplyNested(stream));
                        receiver.end();
                    };
                    Thread small = new Thread(null, answer, "small", 1);
                    small.setDaemon(true);
                    small.start();
                    return failingCall(setup);
                }));
    }

    private static ByteBuffer deeplyNested(boolean stream) {
        String message =
                "{\"content\":\"Hello.\",\"reasoning_details\":[{\"text\":" + "[".repeat(900) + "]".repeat(900) + "}]}";
        String choice = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"" + (stream ? "delta" : "message")
                + "\":" + message + "}]}";
        return ByteBuffer.wrap((stream ? sse(choice, "[DONE]") : choice).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aCallEndsOnceWhateverItsTransportDoes(Script script) throws Exception {
        for (Mode mode : Mode.values()) {
            for (Supplier<Throwable> failure : FAILURES) {
                Setup setup = new Setup(builder(SHORT), failure);
                setup.builder.transport((connect, read) -> new HttpTransport() {
                    @Override
                    public Call send(Request request, Receiver receiver) {
                        return script.script().send(setup, request.stream(), receiver);
                    }

                    @Override
                    public void close() {
                        // what it throws there is for the test of close
                    }
                });

                endOfOneCall(setup, mode, script + ", " + mode + ", " + failure.get());
            }
        }
    }

    /** An overflow may strike in any method, those that release what is held included. */
    @Test
    void aCallEndsWhereverTheStackEndsWhileItsResponseIsRead() throws Exception {
        for (int frames = 0; frames < 150; frames++) {
            int kept = frames;
            Setup setup = new Setup(builder(SHORT), FAILURES.get(0));
            setup.builder.transport((connect, read) -> (request, receiver) -> {
                Thread shallow = new Thread(null, () -> sendNearTheEndOfTheStack(kept, receiver), "shallow", 1);
                shallow.setDaemon(true);
                shallow.start();
                return failingCall(setup);
            });

            endOfOneCall(setup, Mode.UNARY, kept + " frames before the end of the stack");
        }
    }

    private static void sendNearTheEndOfTheStack(int frames, HttpTransport.Receiver receiver) {
        receiver.head(200, Map.of());
        try {
            descend(new AtomicInteger(frames), receiver, body(false));
        } catch (StackOverflowError e) {
            // the thread of the transport is lost
        }
    }

    private static void descend(AtomicInteger frames, HttpTransport.Receiver receiver, ByteBuffer body) {
        try {
            descend(frames, receiver, body);
        } catch (StackOverflowError e) {
            if (frames.getAndDecrement() <= 0 && body.hasRemaining()) {
                receiver.body(body);
            }
            throw e;
        }
    }

    /** The end of a call, which is the only one, comes in time, and counts as one for the client and its listeners. */
    private Object endOfOneCall(Setup setup, Mode mode, String description) throws Exception {
        RecordingCalls heard = new RecordingCalls();
        setup.builder.addCallListener(heard);
        try (MiniMaxClient client = setup.builder.build()) {
            Object end = mode == Mode.STREAM
                    ? endOfStream(setup, client, description)
                    : endOf(
                            callers.submit(() -> mode == Mode.UNARY
                                    ? client.chat(MiniMaxClientTest.REQUEST)
                                    : client.chatAsync(MiniMaxClientTest.REQUEST)
                                            .get(10, TimeUnit.SECONDS)),
                            description);
            assertThat(client.whenIdle()).as(description).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(heard.events)
                    .as(description)
                    .filteredOn(event -> event.matches("success|failure.*|cancel"))
                    .hasSize(heard.calls.size());
            return end;
        }
    }

    private static Object endOf(java.util.concurrent.Future<?> call, String description) throws Exception {
        try {
            return call.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).as(description).isNotInstanceOf(java.util.concurrent.TimeoutException.class);
            return e.getCause();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(description + ": no end", e);
        }
    }

    private Object endOfStream(Setup setup, MiniMaxClient client, String description) throws Exception {
        RecordingListener listener = new FailingListener(setup);
        CompletableFuture<Object> end = new CompletableFuture<>();
        listener.end.thenAccept(end::complete);
        Object started = endOf(
                callers.submit(() -> client.stream(MiniMaxClientTest.REQUEST, listener)), description + ", start");
        if (started instanceof Throwable thrown) {
            assertThat(listener.ends()).as(description).isZero();
            return thrown;
        }
        Object told = endOf(end, description);
        assertThat(client.whenIdle()).as(description).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(listener.ends()).as(description).isEqualTo(1);
        assertThat(listener.events).as(description).doesNotContain("OVERLAP");
        return told;
    }

    /** Hears the callback, and fails then. */
    private static final class FailingListener extends RecordingListener {

        private final Setup setup;

        FailingListener(Setup setup) {
            this.setup = setup;
        }

        @Override
        public void onStart(StreamHandle handle) {
            super.onStart(handle);
            setup.failIf("onStart");
        }

        @Override
        public void onText(String text) {
            super.onText(text);
            setup.failIf("onText");
        }

        @Override
        public void onUsage(Usage usage) {
            super.onUsage(usage);
            setup.failIf("onUsage");
        }

        @Override
        public void onOtherEvent(String json) {
            setup.failIf("onOtherEvent");
        }

        @Override
        public void onComplete(ChatCompletion completion) {
            super.onComplete(completion);
            setup.failIf("onComplete");
        }

        @Override
        public void onError(MiniMaxException error) {
            super.onError(error);
            setup.failIf("onError");
        }
    }
}
