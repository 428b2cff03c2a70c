package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/**
 * The rule of core, as LangChain4j's applications see it: a call has exactly one end, and has it in time, whatever any code that is not
 * the library's throws, wherever it is called.
 */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(180)
@Tag("B16")
class EndsOnceTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private enum Course {
        ANSWERED(Reply.text("Hello.")),
        // may be the begin of a fence until the end
        FLUSHED(Reply.text("``")),
        REFUSED(Reply.error(1004, "no")),
        STALLED(Reply.text("Hello there.").stallAfterEvents(1));

        private final Reply reply;

        Course(Reply reply) {
            this.reply = reply;
        }
    }

    private enum Mode {
        CHAT,
        ASYNC,
        HANDLER,
        PUBLISHER;

        /** Those that the core on the class path has. */
        static List<Mode> all() {
            return OlderCore.HAS_FUTURES ? List.of(values()) : List.of(CHAT, HANDLER);
        }
    }

    private static final List<Supplier<Throwable>> FAILURES = List.of(
            () -> new Exception("of the test"),
            () -> new IllegalStateException("of the test"),
            () -> new OutOfMemoryError("of the test"));

    /** What is to fail in one call. */
    private static final class Setup {
        private final Supplier<Throwable> failure;
        private Consumer<MiniMaxModelBuilder<?>> settings = builder -> {};
        private String callback = "none";

        Setup(Supplier<Throwable> failure) {
            this.failure = failure;
        }

        <T> T fail() {
            throw EndsOnceTest.<RuntimeException>unchecked(failure.get());
        }

        void failIf(String name) {
            if (callback.equals(name)) {
                fail();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A place where foreign code is called. */
    private record Place(String name, Consumer<Setup> plant) {
        private static final Set<String> HARMLESS = Set.of("the logger", "the executor", "the context of callbacks");

        boolean answerArrives() {
            return HARMLESS.contains(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Place settings(String name, java.util.function.BiConsumer<Setup, MiniMaxModelBuilder<?>> settings) {
        return new Place(name, setup -> setup.settings = builder -> settings.accept(setup, builder));
    }

    private static Place callback(String name) {
        return new Place(name, setup -> setup.callback = name);
    }

    static Stream<Place> places() {
        return Stream.of(
                settings(
                        "the logger",
                        (setup, builder) -> builder.logRequests(true)
                                .logResponses(true)
                                .logger((Logger) Proxy.newProxyInstance(
                                        Logger.class.getClassLoader(),
                                        new Class<?>[] {Logger.class},
                                        (proxy, method, arguments) -> setup.fail()))),
                settings("the key", (setup, builder) -> builder.apiKeySupplier(setup::fail)),
                settings(
                        "the headers",
                        (setup, builder) -> builder.customHeaders((Supplier<Map<String, String>>) setup::fail)),
                settings("the executor", (setup, builder) -> builder.callbackExecutor(task -> setup.fail())),
                settings(
                        "the context of callbacks",
                        (setup, builder) -> builder.addCallListener(call -> new CallListener() {
                            @Override
                            public Runnable withContext(Runnable callbacks) {
                                return setup::fail;
                            }
                        })),
                settings(
                        "the HTTP client",
                        (setup, builder) -> builder.httpClientBuilder(new UserHttpClient(
                                request -> setup.fail(), (request, parser, listener) -> setup.fail()))),
                settings(
                        "the HTTP client, amid the answer",
                        (setup, builder) -> builder.httpClientBuilder(
                                new UserHttpClient(request -> setup.fail(), (request, parser, listener) -> {
                                    listener.onOpen(UserHttpClient.OPENED);
                                    setup.fail();
                                }))),
                settings(
                        "the HTTP client's response",
                        (setup, builder) -> builder.httpClientBuilder(
                                new UserHttpClient(request -> null, (request, parser, listener) -> {
                                    catchThrowable(() -> listener.onOpen(null));
                                }))),
                settings(
                        "the HTTP client's body, which it keeps to itself",
                        (setup, builder) -> builder.httpClientBuilder(new UserHttpClient(
                                request -> SuccessfulHttpResponse.builder()
                                        .statusCode(200)
                                        .headers(Map.of())
                                        .build(),
                                (request, parser, listener) -> {
                                    listener.onOpen(UserHttpClient.OPENED);
                                    catchThrowable(() -> parser.parse(new FailingBody(setup), listener));
                                }))),
                callback("onPartialResponse"),
                callback("onCompleteResponse"),
                callback("onError"),
                callback("onSubscribe"),
                callback("onNext"),
                callback("onComplete"));
    }

    private static final class FailingBody extends InputStream {
        private final Setup setup;

        FailingBody(Setup setup) {
            this.setup = setup;
        }

        @Override
        public int read() throws IOException {
            return setup.fail();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void aCallEndsOnceWhateverIsThrown(Place place, MiniMaxServer server) {
        for (Course course : Course.values()) {
            for (Mode mode : Mode.all()) {
                for (boolean json : new boolean[] {false, true}) {
                    for (Supplier<Throwable> failure : FAILURES) {
                        server.reset();
                        server.enqueue(course.reply);
                        Setup setup = new Setup(failure);
                        place.plant().accept(setup);
                        String description =
                                place + ", " + course + ", " + mode + (json ? ", JSON, " : ", ") + failure.get();
                        Object end = endOfOneCall(server, course, mode, json, setup, description);

                        if (place.answerArrives() && course == Course.ANSWERED) {
                            assertThat(end).as(description).isNotInstanceOf(Throwable.class);
                        }
                    }
                }
            }
        }
    }

    private static Object endOfOneCall(
            MiniMaxServer server, Course course, Mode mode, boolean json, Setup setup, String description) {
        Ends ends = new Ends();
        if (mode == Mode.CHAT || mode == Mode.ASYNC) {
            try (MiniMaxChatModel model =
                    with(TestModels.chat(server), course, json, setup, ends).build()) {
                CompletableFuture<ChatResponse> answer = CompletableFuture.supplyAsync(
                        () -> mode == Mode.CHAT
                                ? model.chat(ask("Hi"))
                                : model.chatAsync(ask("Hi")).join(),
                        task -> new Thread(task).start());
                Object end = answer.handle((response, error) -> error == null ? response : error)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
                ends.assertCallEnded(description);
                return end;
            }
        }
        try (MiniMaxStreamingChatModel model =
                with(TestModels.streaming(server), course, json, setup, ends).build()) {
            Throwable thrown = catchThrowable(() -> {
                if (mode == Mode.HANDLER) {
                    model.chat(ask("Hi"), new FailingHandler(setup, ends));
                } else {
                    model.chat(ask("Hi")).subscribe(new FailingSubscriber(setup, ends));
                }
            });
            if (mode == Mode.PUBLISHER && "onSubscribe".equals(setup.callback)) {
                assertThat(thrown).as(description).hasMessage("of the test"); // on the caller's thread
            } else {
                assertThat(thrown).as(description).isNull();
            }
            boolean cancels =
                    mode == Mode.PUBLISHER && Set.of("onSubscribe", "onNext").contains(setup.callback);
            if (cancels && (setup.callback.equals("onSubscribe") || course != Course.REFUSED)) {
                ends.assertCallEnded(description);
                assertThat(ends.told).as(description).isEmpty();
                return "cancelled";
            }
            assertThat(ends.first).as(description).succeedsWithin(10, TimeUnit.SECONDS);
            ends.assertCallEnded(description);
        }
        assertThat(ends.told).as(description).hasSize(1);
        return ends.told.get(0);
    }

    private static <B extends MiniMaxModelBuilder<B>> B with(
            B builder, Course course, boolean json, Setup setup, Ends ends) {
        Duration patience = course == Course.STALLED ? SHORT : Duration.ofSeconds(5);
        builder.maxRetries(0)
                .firstByteTimeout(patience)
                .idleTimeout(patience)
                .callTimeout(Duration.ofSeconds(8))
                .responseFormat(json ? ResponseFormat.JSON : null)
                .addCallListener(call -> ends);
        setup.settings.accept(builder);
        return builder;
    }

    /** Counts the ends of a call, for the application and for listeners. */
    private static final class Ends implements CallListener {
        final List<Object> told = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> first = new CompletableFuture<>();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final CompletableFuture<Void> firstEnded = new CompletableFuture<>();

        void assertCallEnded(String description) {
            if (begun.get() > 0) {
                assertThat(firstEnded).as(description).succeedsWithin(10, TimeUnit.SECONDS);
                assertThat(ended).as(description).hasValue(1);
            }
        }

        void tell(Object end) {
            told.add(end);
            first.complete(null);
        }

        private void end() {
            ended.incrementAndGet();
            firstEnded.complete(null);
        }

        @Override
        public Map<String, String> headers() {
            begun.incrementAndGet();
            return Map.of();
        }

        @Override
        public void onSuccess(CallSummary summary) {
            end();
        }

        @Override
        public void onFailure(MiniMaxException error) {
            end();
        }

        @Override
        public void onCancel() {
            end();
        }
    }

    /** What LangChain4j reports of callbacks that throw is no end of the stream. */
    private record FailingHandler(Setup setup, Ends ends) implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            setup.failIf("onPartialResponse");
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            ends.tell(response);
            setup.failIf("onCompleteResponse");
        }

        @Override
        public void onError(Throwable error) {
            if (error instanceof LangChain4jException || !setup.callback.startsWith("on")) {
                ends.tell(error);
            }
            setup.failIf("onError");
        }
    }

    private record FailingSubscriber(Setup setup, Ends ends) implements Flow.Subscriber<ChatModelStreamingEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            setup.failIf("onSubscribe");
        }

        @Override
        public void onNext(ChatModelStreamingEvent event) {
            setup.failIf("onNext");
        }

        @Override
        public void onError(Throwable error) {
            ends.tell(error);
            setup.failIf("onError");
        }

        @Override
        public void onComplete() {
            ends.tell("complete");
            setup.failIf("onComplete");
        }
    }
}
