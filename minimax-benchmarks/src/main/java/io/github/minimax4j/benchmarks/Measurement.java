package io.github.minimax4j.benchmarks;

import io.github.minimax4j.benchmarks.Contender.Prompt;
import io.github.minimax4j.benchmarks.Contender.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures one contender in this process. A measurement is a map of figures; times are in microseconds if nothing else is said. */
final class Measurement implements AutoCloseable {

    private static final double MICRO = 1_000;

    private static final int MAX_LOOKS = 1_000;

    private final Contender contender;

    private final ExecutorService callers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    Measurement(Contender contender) {
        this.contender = contender;
    }

    /** So many callers call one after the other, until the time is over. */
    Map<String, Double> calls(Prompt prompt, int parallel, long millis) throws Exception {
        Meter meter = new Meter();
        List<Future<long[]>> results = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            results.add(callers.submit(() -> callUntil(prompt, meter, millis)));
        }
        for (Future<long[]> each : results) {
            each.get();
        }
        meter.stop();
        long[] latencies = all(results);
        Map<String, Double> figures = meter.perUnit(latencies.length);
        figures.put("p50", percentile(latencies, 50));
        figures.put("p99", percentile(latencies, 99));
        return figures;
    }

    private long[] callUntil(Prompt prompt, Meter meter, long millis) throws Exception {
        long[] latencies = new long[1024];
        int count = 0;
        do {
            long before = System.nanoTime();
            contender.call(prompt);
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = System.nanoTime() - before;
        } while (meter.elapsed() < millis * 1_000_000);
        return Arrays.copyOf(latencies, count);
    }

    private static long[] all(List<Future<long[]>> results) throws InterruptedException, ExecutionException {
        long[] all = {};
        for (Future<long[]> each : results) {
            long[] more = each.get();
            all = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, all, all.length - more.length, more.length);
        }
        Arrays.sort(all);
        return all;
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / MICRO;
    }

    /** Streams one after the other, until the time is over. Figures are per chunk sent, but for p50 and p99, the time to the first one. */
    Map<String, Double> bursts(Prompt prompt, int expected, long millis) throws Exception {
        Meter meter = new Meter();
        List<Long> first = new ArrayList<>();
        int pieces = 0;
        do {
            Stream stream = new Stream(1);
            contender.stream(prompt, stream);
            stream.await(expected);
            pieces += expected;
            first.add(stream.firstAfter);
        } while (meter.elapsed() < millis * 1_000_000);
        meter.stop();
        long[] latencies = first.stream().mapToLong(Long::longValue).sorted().toArray();
        Map<String, Double> figures = meter.perUnit(pieces);
        figures.put("p50", percentile(latencies, 50));
        figures.put("p99", percentile(latencies, 99));
        return figures;
    }

    /** So many streams at the same time, once. Figures are per chunk sent; {@code wall} is in milliseconds, {@code resident} in MB. */
    Map<String, Double> parallelStreams(Prompt prompt, int parallel, int expected) throws Exception {
        Meter meter = new Meter();
        Stream streams = new Stream(parallel);
        for (int i = 0; i < parallel; i++) {
            contender.stream(prompt, streams);
        }
        int threads = 0;
        while (!streams.ended.await(20, TimeUnit.MILLISECONDS)) {
            threads = Math.max(threads, Meter.threads());
        }
        meter.stop();
        streams.await(expected * parallel);
        Map<String, Double> figures = meter.perUnit(expected * parallel);
        figures.put("wall", meter.elapsed() / 1e6);
        figures.put("threads", (double) threads);
        figures.put("resident", Meter.residentBytes() / 1e6);
        return figures;
    }

    /** Streams that are cancelled at their first piece; p50 and p99 are the time until the server sees its connection close. */
    Map<String, Double> cancels(Prompt prompt, String baseUrl, long millis) throws Exception {
        URL closed = URI.create(baseUrl).resolve("/closed").toURL();
        List<Long> delays = new ArrayList<>();
        Meter meter = new Meter();
        do {
            CancelledStream stream = new CancelledStream();
            contender.stream(prompt, stream);
            long cancelledAt = stream.cancelledAt.get();
            long seen = number(closed);
            for (int i = 0; i < MAX_LOOKS && seen < cancelledAt; i++) {
                TimeUnit.MICROSECONDS.sleep(200);
                seen = number(closed);
            }
            if (seen < cancelledAt) {
                throw new IllegalStateException("The connection stays open");
            }
            delays.add(seen - cancelledAt);
        } while (meter.elapsed() < millis * 1_000_000);
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p50", percentile(sorted, 50));
        figures.put("p99", percentile(sorted, 99));
        return figures;
    }

    /**
     * Streams whose first callback does not return while the server sends as fast as it can; {@code ahead} is how many MB the client takes all
     * the same, and p50 the time until another stream of the client has its first piece. Linux only.
     */
    Map<String, Double> holds(Prompt prompt, String baseUrl, long millis) throws Exception {
        URI server = URI.create(baseUrl);
        URL written = server.resolve("/written").toURL();
        List<Long> others = new ArrayList<>();
        long most = 0;
        Meter meter = new Meter();
        do {
            for (int i = 0; i < MAX_LOOKS && Meter.unreadBytes(server.getPort()) > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(5); // what was cancelled before is still being closed
            }
            long before = number(written);
            HeldStream stream = new HeldStream();
            callers.execute(() -> start(contender, prompt, stream));
            await(stream.entered);
            long last;
            long taken = 0;
            do {
                last = taken;
                TimeUnit.MILLISECONDS.sleep(100);
                taken = number(written) - Meter.unreadBytes(server.getPort()) - before;
            } while (taken - last > 1_000); // the answers to these questions count, too
            most = Math.max(most, taken);
            CancelledStream other = new CancelledStream();
            long begin = System.nanoTime();
            callers.execute(() -> start(contender, prompt, other));
            others.add(other.cancelledAt.get(10, TimeUnit.SECONDS) - begin);
            stream.left.countDown();
            await(stream.ended);
        } while (meter.elapsed() < millis * 1_000_000);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("ahead", most / 1e6);
        figures.put(
                "p50",
                percentile(others.stream().mapToLong(Long::longValue).sorted().toArray(), 50));
        return figures;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nothing came for ten seconds");
        }
    }

    private static void start(Contender contender, Prompt prompt, Sink sink) {
        try {
            contender.stream(prompt, sink);
        } catch (Exception e) {
            sink.end(e);
        }
    }

    private static long number(URL url) throws IOException {
        try (InputStream input = url.openStream()) {
            return Long.parseLong(new String(input.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    /** Counts the pieces of some streams. */
    private static final class Stream implements Sink {

        private final long begin = System.nanoTime();

        private final AtomicInteger pieces = new AtomicInteger();

        private final CountDownLatch ended;

        private volatile long firstAfter;

        private volatile Throwable failure;

        Stream(int parallel) {
            ended = new CountDownLatch(parallel);
        }

        @Override
        public void pieces(int count, Runnable cancel) {
            if (firstAfter == 0) {
                firstAfter = System.nanoTime() - begin;
            }
            pieces.addAndGet(count);
        }

        @Override
        public void end(Throwable failure) {
            if (failure != null) {
                this.failure = failure;
            }
            ended.countDown();
        }

        /** Waits for the end of all, and checks that nothing was lost. Fragments of tool calls may be reported together. */
        void await(int expected) throws InterruptedException {
            ended.await();
            if (failure != null || pieces.get() < 0.8 * expected) {
                throw new IllegalStateException(pieces + " pieces instead of " + expected, failure);
            }
        }
    }

    /** Hangs up at the first piece. */
    private static final class CancelledStream implements Sink {

        private final CompletableFuture<Long> cancelledAt = new CompletableFuture<>();

        @Override
        public void pieces(int count, Runnable cancel) {
            if (!cancelledAt.isDone()) {
                cancelledAt.complete(System.nanoTime());
                cancel.run();
            }
        }

        @Override
        public void end(Throwable failure) {
            cancelledAt.completeExceptionally(new IllegalStateException("ended by itself", failure));
        }
    }

    /** Its first callback returns when it is let go, and then hangs up. */
    private static final class HeldStream implements Sink {

        private final CountDownLatch entered = new CountDownLatch(1);

        private final CountDownLatch left = new CountDownLatch(1);

        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void pieces(int count, Runnable cancel) {
            if (entered.getCount() == 0) {
                return;
            }
            entered.countDown();
            try {
                Measurement.await(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancel.run();
            ended.countDown();
        }

        @Override
        public void end(Throwable failure) {
            ended.countDown();
        }
    }
}
