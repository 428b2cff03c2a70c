package io.github.minimax4j.core;

import static io.github.minimax4j.core.LoadServer.textFor;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.error.MiniMaxException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Many calls at once: each gets its own response, the client has few threads, and nothing is left afterwards. System properties set the
 * size; the Maven profile {@code load} has the full one. The server runs in another process, where each stream takes a thread.
 */
@Timeout(600)
class LoadTest {

    private static final int STREAMS = Integer.getInteger("load.streams", 1_000);

    // a stream has ten events
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("load.pause", 200));

    // with shorter ones, the first streams may have ended before the last one has begun
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);

    private static final int CALLS = Integer.getInteger("load.calls", 20_000);

    private static final Duration SOAK = Duration.ofMinutes(Integer.getInteger("soak.minutes", 0));

    private static final boolean TLS = Boolean.getBoolean("load.tls");

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    private static final int CALLERS = 64;

    // that are about to begin at a time
    private static final int BURST = 1_000;

    private static final int MAX_HEAP_PER_STREAM = 30 * 1024;

    // of a call's response, named as LoadServer has them
    private static final List<String> FAULTS = List.of("reset", "cut", "garbage", "refusal", "overload");

    // those that end with a time limit
    private static final List<String> SILENCES = List.of("stall", "silence");

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    // null for plain HTTP
    private SSLContext tls;

    // of clients of other tests
    private final Set<Thread> before = clientThreads();

    private final ExecutorService callbacks =
            Executors.newFixedThreadPool(4, task -> new Thread(task, "load-test-callback"));

    private final AtomicInteger extraEnds = new AtomicInteger();

    /** Counts its ends, and when the first event has come. */
    private final class Stream implements ChatStreamListener {

        private final Runnable begun;

        private final Runnable ended;

        private final AtomicInteger ends = new AtomicInteger();

        private final StringBuilder text = new StringBuilder();

        private volatile Object end;

        Stream(Runnable begun, Runnable ended) {
            this.begun = begun;
            this.ended = ended;
        }

        @Override
        public void onText(String more) {
            if (text.isEmpty()) {
                begun.run();
            }
            text.append(more);
        }

        @Override
        public void onComplete(ChatCompletion completion) {
            end(text.toString().equals(completion.text()) ? completion.text() : "text: " + text);
        }

        @Override
        public void onError(MiniMaxException error) {
            end(error);
        }

        private void end(Object how) {
            end = how;
            if (ends.incrementAndGet() > 1) {
                extraEnds.incrementAndGet();
            }
            ended.run();
        }
    }

    @Test
    void manyStreamsAtOnceAllEndRight() throws Exception {
        assertThat(maxFiles())
                .as("files that may be open at once (ulimit -n), of which each stream takes one")
                .isGreaterThan(STREAMS + 500);
        CountDownLatch begun = new CountDownLatch(STREAMS);
        CountDownLatch ended = new CountDownLatch(STREAMS);
        Semaphore toBegin = new Semaphore(BURST);
        List<Stream> streams = new ArrayList<>();
        try (LoadServer server = start(PAUSE)) {
            try (MiniMaxClient client = client(server).build()) {
                client.chat(request("warm up"));
                long heap = liveHeap();
                for (int i = 0; i < STREAMS; i++) {
                    assertThat(toBegin.tryAcquire(100, TimeUnit.SECONDS))
                            .as("streams begin")
                            .isTrue();
                    Stream stream = new Stream(
                            () -> {
                                toBegin.release();
                                begun.countDown();
                            },
                            ended::countDown);
                    streams.add(stream);
                    client.stream(request("stream " + i), stream);
                }
                assertThat(begun.await(100, TimeUnit.SECONDS))
                        .as("all streams begin")
                        .isTrue();
                long allOpen = System.nanoTime();
                int threads = ownThreads().size();
                assertThat(threads).isLessThan(64);
                long heapPerStream = (liveHeap() - heap) / STREAMS;
                if (PAUSE.compareTo(LONG_PAUSE) >= 0) {
                    assertThat(streams)
                            .as("streams are open while heap and threads are counted")
                            .allMatch(stream -> stream.end == null);
                    assertThat(heapPerStream).isLessThan(MAX_HEAP_PER_STREAM);
                }
                assertThat(ended.await(400, TimeUnit.SECONDS))
                        .as("all streams end")
                        .isTrue();
                assertThat(server.counts().connections()).isLessThanOrEqualTo(STREAMS + 1);
                System.out.printf(
                        "%d streams, open for up to %d s after the last one began: %d threads beside those of the handlers,"
                                + " %d bytes of heap for each%n",
                        STREAMS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - allOpen), threads, heapPerStream);
            }
            assertThat(server.awaitNoConnection(PATIENCE)).isTrue();
        } finally {
            callbacks.shutdown();
        }
        for (int i = 0; i < STREAMS; i++) {
            assertThat(streams.get(i).end).isEqualTo(textFor("stream " + i));
            assertThat(streams.get(i).ends).hasValue(1);
        }
        assertNoClientThreads();
    }

    @Test
    void manyCallsAtOnceLoseAndMixNothing() throws Exception {
        ConcurrentHashMap<String, String> responses = new ConcurrentHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long began = System.nanoTime();
        try (LoadServer server = start(PAUSE)) {
            try (MiniMaxClient client = client(server).build()) {
                List<Future<?>> running = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    int first = caller;
                    running.add(callers.submit(() -> {
                        for (int i = first; i < CALLS; i += CALLERS) {
                            responses.put(
                                    "call " + i,
                                    client.chat(request("call " + i)).text());
                        }
                    }));
                }
                for (Future<?> each : running) {
                    each.get(500, TimeUnit.SECONDS);
                }
                assertThat(client.whenIdle()).succeedsWithin(PATIENCE);
                LoadServer.Counts counts = server.counts();
                assertThat(counts.requests()).isEqualTo(CALLS);
                assertThat(counts.connections()).as("connections are reused").isLessThanOrEqualTo(2 * CALLERS);
                System.out.printf(
                        "%d calls by %d callers in %d s over %d connections%n",
                        CALLS,
                        CALLERS,
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                        counts.connections());
            }
            assertThat(server.awaitNoConnection(PATIENCE)).isTrue();
        } finally {
            callers.shutdownNow();
            callbacks.shutdown();
        }
        assertThat(responses)
                .hasSize(CALLS)
                .allSatisfy((question, text) -> assertThat(text).isEqualTo(textFor(question)));
        assertNoClientThreads();
    }

    /** What is there when no call is running. */
    private enum Gauge {
        HEAP_BYTES(1024 * 1024),
        THREADS(8),
        FILES(16),
        CONNECTIONS(16);

        // from the middle of the soak to its end
        final long maxGrowth;

        final List<Long> samples = new ArrayList<>();

        Gauge(long maxGrowth) {
            this.maxGrowth = maxGrowth;
        }

        void add(long sample) {
            samples.add(sample);
        }

        /** By the line that fits the second half of the samples best. */
        double growth() {
            List<Long> half = samples.subList(samples.size() / 2, samples.size());
            double middle = (half.size() - 1) / 2.0;
            double mean = half.stream().mapToLong(Long::longValue).average().orElseThrow();
            double products = 0;
            double squares = 0;
            for (int i = 0; i < half.size(); i++) {
                products += (i - middle) * (half.get(i) - mean);
                squares += (i - middle) * (i - middle);
            }
            return products / squares * (half.size() - 1);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @EnabledIfSystemProperty(named = "soak.minutes", matches = "[1-9].*")
    void minutesOfFaultsPausesAndCancelsLeaveNothingBehind() throws Exception {
        System.out.println("Random faults, pauses and cancels; for the same again: -Dsoak.seed=" + SEED);
        int rounds = 20;
        Logger log = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        log.setLevel(Level.ERROR); // or each retry would be a line
        AtomicLong calls = new AtomicLong();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (LoadServer server = start(Duration.ofMillis(1))) {
            try (MiniMaxClient client = client(server)
                    .maxRetries(1)
                    .retryDelay(Duration.ofMillis(1))
                    .firstByteTimeout(SILENCE)
                    .idleTimeout(SILENCE)
                    .build()) {
                for (int round = 0; round < rounds; round++) {
                    long end = System.nanoTime() + SOAK.toNanos() / rounds;
                    List<Future<?>> running = new ArrayList<>();
                    for (int caller = 0; caller < CALLERS; caller++) {
                        Random random = new Random(SEED + (long) round * CALLERS + caller);
                        running.add(callers.submit(() -> {
                            while (System.nanoTime() < end) {
                                boolean maySilence = end - System.nanoTime() > 2 * SILENCE.toNanos();
                                callOfAnyKind(client, random, calls.incrementAndGet(), maySilence);
                            }
                            return null;
                        }));
                    }
                    for (Future<?> each : running) {
                        each.get(SOAK.toSeconds() + 100, TimeUnit.SECONDS);
                    }
                    assertThat(client.whenIdle()).succeedsWithin(PATIENCE);
                    Gauge.HEAP_BYTES.add(liveHeap());
                    Gauge.THREADS.add(ownThreads().size());
                    Gauge.FILES.add(openFiles());
                    Gauge.CONNECTIONS.add(server.counts().open());
                }
            }
            assertThat(server.awaitNoConnection(PATIENCE)).isTrue();
        } finally {
            log.setLevel(null);
            callers.shutdownNow();
            callbacks.shutdown();
        }
        System.out.println(calls + " calls");
        for (Gauge gauge : Gauge.values()) {
            System.out.printf("%s: growth %.1f, samples %s%n", gauge, gauge.growth(), gauge.samples);
        }
        for (Gauge gauge : Gauge.values()) {
            assertThat(gauge.growth()).as("growth of %s", gauge).isLessThan(gauge.maxGrowth);
        }
        assertThat(extraEnds).as("second ends").hasValue(0);
        assertNoClientThreads();
    }

    /** One call, with its fault, if any, and its end. */
    private void callOfAnyKind(MiniMaxClient client, Random random, long number, boolean maySilence) throws Exception {
        int chance = random.nextInt(maySilence ? 100 : 98);
        String kind = "call";
        if (chance >= 98) {
            kind = SILENCES.get(chance - 98);
        } else if (chance >= 60) {
            kind = FAULTS.get(chance % FAULTS.size());
        }
        boolean healthy = kind.equals("call");
        String question = kind + " " + number;
        switch (random.nextInt(5)) {
            case 0 -> {
                Object end;
                try {
                    end = client.chat(request(question)).text();
                } catch (MiniMaxException e) {
                    end = e;
                }
                assertRight(end, question, healthy);
            }
            case 1 -> {
                CompletableFuture<ChatCompletion> call = client.chatAsync(request(question));
                LockSupport.parkNanos(random.nextInt(5_000_000));
                call.cancel(true);
            }
            case 2 -> {
                CountDownLatch over = new CountDownLatch(1);
                Stream stream = new Stream(() -> {}, over::countDown);
                StreamHandle handle = client.stream(request(question), stream);
                LockSupport.parkNanos(random.nextInt(10_000_000));
                handle.cancel();
            }
            default -> {
                CountDownLatch over = new CountDownLatch(1);
                Stream stream = new Stream(() -> {}, over::countDown);
                StreamHandle handle = client.stream(request(question), stream);
                if (random.nextBoolean()) {
                    LockSupport.parkNanos(random.nextInt(5_000_000));
                    handle.pause();
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                    handle.resume();
                }
                assertThat(over.await(100, TimeUnit.SECONDS))
                        .as("%s ends", question)
                        .isTrue();
                assertRight(stream.end, question, healthy);
            }
        }
    }

    private static void assertRight(Object end, String question, boolean healthy) {
        if (healthy) {
            assertThat(end).isEqualTo(textFor(question));
        } else {
            assertThat(end).as(question).isInstanceOf(MiniMaxException.class);
        }
    }

    /** The bytes that are in use after a garbage collection. */
    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private LoadServer start(Duration pause) throws Exception {
        tls = TLS ? TransportTest.selfMade(folder) : null;
        return LoadServer.start(pause, TLS ? folder.resolve("keys.p12") : null);
    }

    private MiniMaxClientBuilder client(LoadServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .sslContext(tls)
                .maxRetries(0)
                .callbackExecutor(callbacks);
    }

    private static ChatCompletionRequest request(String question) {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(Message.user(question))
                .build();
    }

    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("minimax-")
                        && !thread.getName().startsWith("minimax-server"))
                .collect(Collectors.toSet());
    }

    private Set<Thread> ownThreads() {
        Set<Thread> threads = clientThreads();
        threads.removeAll(before);
        return threads;
    }

    private void assertNoClientThreads() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Thread> left = ownThreads();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            left = ownThreads(); // asserted as it is: the client of an earlier class may start a thread for a moment
        }
        assertThat(left).as("threads of closed clients").isEmpty();
    }
}
