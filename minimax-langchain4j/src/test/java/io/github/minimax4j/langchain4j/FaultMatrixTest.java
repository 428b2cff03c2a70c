package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.TargetProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault, at every place of a response, with each way to call a model, over both transports: a call ends once, in time and with the
 * exception that the page names; it leaves no thread and no connection behind, and the next call on the same model works. With
 * {@code -Ddocs.update=true} the test writes the tables of docs/reliability.md instead of comparing them.
 */
@Tag("langchain4j-1.20")
@Tag("B16")
@Timeout(400)
class FaultMatrixTest {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path PAGE = Path.of("../docs/reliability.md");

    private static final int AT_ONCE = 32;

    // a slow machine can exceed the short limits of a call
    private static final int NEXT_CALLS = 3;

    // the JDK's own client, which closes them when it is collected
    private static final Set<String> LEFT_OPEN_BY_THE_JDK = Set.of(
            "trickle without end, before headers", "garbage, before headers", "length that is no number, in headers");

    enum Carrier {
        BUILT_IN,
        LANGCHAIN4J
    }

    enum Mode {
        CHAT,
        ASYNC,
        HANDLER,
        PUBLISHER
    }

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void aFaultEndsACallOnceInTimeAndLeavesNothingBehind(Carrier carrier) throws Exception {
        Set<Thread> before = threads();
        FaultKeys keys = FaultKeys.make(Files.createDirectories(folder.resolve(carrier.name())));
        ExecutorService cells = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Future<String>> results = new TreeMap<>();
        List<Fault> faults = Fault.all(keys);
        List<String> failures = new ArrayList<>();
        StringBuilder table = new StringBuilder(
                "\n| Fault | Where | `chat` | `chatAsync` | handler | publisher |\n|---|---|---|---|---|---|\n");
        try {
            for (int i = 0; i < faults.size(); i++) {
                for (Mode mode : Mode.values()) {
                    Fault fault = faults.get(i);
                    results.put(i + " " + mode, cells.submit(() -> new Cell(carrier, fault, mode, keys).run()));
                }
            }
            for (int i = 0; i < faults.size(); i++) {
                Fault fault = faults.get(i);
                table.append("| ")
                        .append(fault.name())
                        .append(" | ")
                        .append(fault.where())
                        .append(" |");
                for (Mode mode : Mode.values()) {
                    try {
                        table.append(' ')
                                .append(results.get(i + " " + mode).get())
                                .append(" |");
                    } catch (ExecutionException e) {
                        failures.add(fault.name() + ", " + fault.where() + ", " + mode + ": " + e.getCause());
                        table.append("failed |");
                    }
                }
                table.append('\n');
            }
        } finally {
            cells.shutdownNow();
        }
        assertThat(failures).as("cells over %s", carrier).isEmpty();
        assertThat(threadsSince(before)).isEmpty();
        if (carrier == Carrier.BUILT_IN
                || Runtime.version().feature() == 17) { // the JDK's client differs from JDK to JDK
            assertThat(page("faults, " + carrier, table.toString())).isTrue();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("minimax-(callback|timer|http)-.*"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threadsSince(Set<Thread> before) throws InterruptedException {
        Set<Thread> own = threads();
        own.removeAll(before);
        for (Thread thread : own) {
            thread.join(PATIENCE.toMillis());
        }
        own.removeIf(thread -> !thread.isAlive());
        return own;
    }

    /** Whether the page has the rows; writes them if asked to. */
    private static boolean page(String table, String rows) throws IOException {
        String begin = "<!-- " + table + ": written by FaultMatrixTest -->\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("\n<!-- end of " + table + " -->");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, from) + rows + page.substring(to));
            return true;
        }
        assertThat(rows).isEqualTo(page.substring(from, to));
        return true;
    }

    /** One call that meets a fault, and one that does not. */
    private static final class Cell implements CallListener {
        private final Carrier carrier;
        private final Fault fault;
        private final Mode mode;
        private final FaultKeys keys;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger retries = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();

        Cell(Carrier carrier, Fault fault, Mode mode, FaultKeys keys) {
            this.carrier = carrier;
            this.fault = fault;
            this.mode = mode;
            this.keys = keys;
        }

        String run() throws Exception {
            if (carrier == Carrier.LANGCHAIN4J && fault.isSocks()) {
                return "–"; // the JDK's client knows no SOCKS
            }
            try (FaultServer server = FaultServer.start(fault)) {
                String shown;
                if (mode == Mode.CHAT || mode == Mode.ASYNC) {
                    try (MiniMaxChatModel model =
                            with(MiniMaxChatModel.builder(), server).build()) {
                        shown = both(
                                server,
                                () -> mode == Mode.CHAT ? inThread(model) : model.chatAsync(TestModels.ask("Hi")));
                    }
                } else {
                    try (MiniMaxStreamingChatModel model =
                            with(MiniMaxStreamingChatModel.builder(), server).build()) {
                        shown = both(
                                server, () -> mode == Mode.HANDLER ? handled(model, server) : published(model, server));
                    }
                }
                if (carrier == Carrier.BUILT_IN) { // the application's own client keeps its connections
                    assertThat(server.awaitNoConnection())
                            .as("all connections are closed with the model")
                            .isTrue();
                }
                return shown;
            }
        }

        private String both(FaultServer server, Supplier<CompletableFuture<ChatResponse>> call) throws Exception {
            String shown = end(call.get());
            if (carrier == Carrier.BUILT_IN || !LEFT_OPEN_BY_THE_JDK.contains(fault.name() + ", " + fault.where())) {
                assertThat(server.awaitNoFaultyConnection())
                        .as("the connection is closed")
                        .isTrue();
            }
            assertThat(server.requestsElsewhere()).as("requests elsewhere").isZero();
            int seen = retries.get();
            int calls = 1;
            if (fault.canHeal()) {
                server.heal();
                String next;
                do {
                    next = end(call.get());
                    calls++;
                } while (!next.equals("completes") && calls <= NEXT_CALLS);
                assertThat(next).as("the next call").isEqualTo("completes");
                assertThat(server.requestsElsewhere()).as("requests elsewhere").isZero();
            }
            assertThat(ended).as("ends for listeners").hasValue(calls);
            assertThat(told).as("ends of streams").hasValue(mode == Mode.CHAT || mode == Mode.ASYNC ? 0 : ended.get());
            return seen == 0 ? shown : shown + " ↻";
        }

        private String end(CompletableFuture<ChatResponse> call) throws Exception {
            int endsBefore = ended.get();
            String shown;
            try {
                ChatResponse response = call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(response.aiMessage().text()).isEqualTo("Hello there.");
                shown = "completes";
            } catch (ExecutionException e) {
                Throwable failure = e.getCause() instanceof CompletionException
                        ? e.getCause().getCause()
                        : e.getCause();
                assertThat(failure).isInstanceOf(LangChain4jException.class).hasCauseInstanceOf(MiniMaxException.class);
                assertThat(failure.getMessage()).doesNotContain("test-key");
                shown = "`" + failure.getClass().getSimpleName() + "`";
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ended.get() == endsBefore && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            return shown;
        }

        private static CompletableFuture<ChatResponse> inThread(MiniMaxChatModel model) {
            return CompletableFuture.supplyAsync(
                    () -> model.chat(TestModels.ask("Hi")), task -> new Thread(task).start());
        }

        private CompletableFuture<ChatResponse> handled(MiniMaxStreamingChatModel model, FaultServer server) {
            CompletableFuture<ChatResponse> end = new CompletableFuture<>();
            model.chat(TestModels.ask("Hi"), new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String text) {
                    if (text.endsWith("there.")) {
                        server.delivered();
                    }
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    told.incrementAndGet();
                    end.complete(response);
                }

                @Override
                public void onError(Throwable error) {
                    told.incrementAndGet();
                    end.completeExceptionally(error);
                }
            });
            return end;
        }

        private CompletableFuture<ChatResponse> published(MiniMaxStreamingChatModel model, FaultServer server) {
            CompletableFuture<ChatResponse> end = new CompletableFuture<>();
            model.chat(TestModels.ask("Hi")).subscribe(new Flow.Subscriber<>() {
                private ChatResponse response;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    if (event instanceof PartialResponse partial
                            && partial.text().endsWith("there.")) {
                        server.delivered();
                    }
                    if (event instanceof CompleteResponse complete) {
                        response = complete.chatResponse();
                    }
                }

                @Override
                public void onError(Throwable error) {
                    told.incrementAndGet();
                    end.completeExceptionally(error);
                }

                @Override
                public void onComplete() {
                    told.incrementAndGet();
                    end.complete(response);
                }
            });
            return end;
        }

        private <B extends MiniMaxModelBuilder<B>> B with(B builder, FaultServer server) {
            Duration limit = fault.limits().each;
            ProxySelector proxy = fault.proxy() ? proxy(server) : null;
            HttpClient.Version version =
                    fault.frames() == null ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
            builder.baseUrl(String.format(fault.url(), server.port()))
                    .apiKey("test-key")
                    .modelName("MiniMax-M3")
                    .profile(TargetProfile.MINIMAX)
                    .maxRetries(fault.limits().retries)
                    .retryDelay(Duration.ofMillis(1))
                    .connectTimeout(limit)
                    .firstByteTimeout(limit)
                    .idleTimeout(limit)
                    .callTimeout(fault.limits().call)
                    .addCallListener(call -> this);
            if (carrier == Carrier.BUILT_IN) {
                return builder.sslContext(keys.client()).proxySelector(proxy).httpVersion(version);
            }
            HttpClient.Builder jdk = HttpClient.newBuilder().version(version).sslContext(keys.client());
            return builder.httpClientBuilder(
                    new JdkHttpClientBuilder().httpClientBuilder(proxy == null ? jdk : jdk.proxy(proxy)));
        }

        private ProxySelector proxy(FaultServer server) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.port());
            Proxy proxy = new Proxy(fault.isSocks() ? Proxy.Type.SOCKS : Proxy.Type.HTTP, address);
            return new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(proxy);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress failing, IOException failure) {}
            };
        }

        @Override
        public void onRetry(CallListener.Retry retry) {
            retries.incrementAndGet();
        }

        @Override
        public void onSuccess(CallSummary summary) {
            ended.incrementAndGet();
        }

        @Override
        public void onFailure(MiniMaxException error) {
            ended.incrementAndGet();
        }

        @Override
        public void onCancel() {
            ended.incrementAndGet();
        }
    }
}
