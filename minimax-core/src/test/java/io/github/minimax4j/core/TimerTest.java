package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.causedBy;
import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** Time limits hold whatever foreign code takes its time, and none of it runs on the thread that watches them. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(90)
@Tag("B10")
class TimerTest {

    private static final Duration LIMIT = Duration.ofMillis(600);

    private final CountDownLatch release = new CountDownLatch(1);

    private final AtomicInteger blocked = new AtomicInteger();

    private final CountDownLatch begun = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void releaseAll() {
        release.countDown();
    }

    /** Until the test is over, or, so that a test can fail, for some seconds. */
    private void block() {
        blocked.incrementAndGet();
        begun.countDown();
        try {
            release.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            blocked.decrementAndGet();
        }
    }

    private static MiniMaxClientBuilder builder() {
        return MiniMaxClient.builder()
                .retryDelay(Duration.ofNanos(1))
                .chance(() -> 0, System::nanoTime, Clock.systemUTC())
                .firstByteTimeout(LIMIT)
                .idleTimeout(LIMIT);
    }

    private void assertTimedOutWhileBlocked(CompletableFuture<?> call) {
        assertThat(call).failsWithin(10, TimeUnit.SECONDS);
        assertThat(catchThrowable(call::join)).is(causedBy(failed(ErrorKind.TIMEOUT)));
        assertThat(blocked).as("still blocked").hasPositiveValue();
    }

    @Test
    void aProxySelectorThatWaitsDelaysNeitherTheLimitOfItsOwnCallNorThatOfAnother(MiniMaxServer server)
            throws Exception {
        server.enqueue(Reply.stall(), Reply.error(1002, "later"));
        AtomicBoolean blocking = new AtomicBoolean();
        ProxySelector selector = new ProxySelector() {
            @Override
            public List<java.net.Proxy> select(URI uri) {
                if (blocking.get()) {
                    block();
                }
                return List.of(java.net.Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
        try (MiniMaxClient client = builder()
                .baseUrl(server.baseUrl())
                .callTimeout(LIMIT.multipliedBy(3))
                .maxRetries(1)
                .retryListener(retry -> blocking.set(true))
                .proxySelector(selector)
                .build()) {
            CompletableFuture<ChatCompletion> silent = client.chatAsync(MiniMaxClientTest.REQUEST);
            server.takeRequest();
            CompletableFuture<ChatCompletion> blockedInRetry = client.chatAsync(MiniMaxClientTest.REQUEST);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<ChatCompletion> blockedAtFirst = client.chatAsync(MiniMaxClientTest.REQUEST);

            assertTimedOutWhileBlocked(silent);
            assertTimedOutWhileBlocked(blockedInRetry);
            assertTimedOutWhileBlocked(blockedAtFirst);
        }
    }

    @Test
    void nothingForeignRunsOnTheTimersThread() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        Runnable note = () -> threads.add(Thread.currentThread().getName());
        HttpTransport transport = (request, receiver) -> {
            note.run();
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {
                    note.run();
                }
            };
        };
        CallListener listener = new CallListener() {
            @Override
            public Runnable withContext(Runnable callbacks) {
                note.run();
                return callbacks;
            }

            @Override
            public void onRetry(Retry retry) {
                note.run();
            }

            @Override
            public void onFailure(MiniMaxException error) {
                note.run();
            }
        };
        Logger logger = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    note.run();
                    return method.getReturnType() == boolean.class ? true : null;
                });
        try (MiniMaxClient client = builder()
                .apiKey("a-key-for-tests")
                .maxRetries(1)
                .transport((connect, read) -> transport)
                .logger(logger)
                .logRequests(true)
                .logResponses(true)
                .retryListener(retry -> note.run())
                .addCallListener(call -> listener)
                .callbackExecutor(Runnable::run)
                .build()) {
            CompletableFuture<Void> continued = client.chatAsync(MiniMaxClientTest.REQUEST)
                    .handle((answer, failure) -> null)
                    .thenRun(note);
            RecordingListener stream = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, stream);

            assertThat(continued).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(stream.error()).is(failed(ErrorKind.TIMEOUT));
            stream.threads.forEach(thread -> threads.add(thread.getName()));
        }
        assertThat(threads).hasSizeGreaterThan(10).noneMatch(name -> name.startsWith("minimax-timer"));
    }

    @Test
    void aListenerThatWaitsAtALimitKeepsNoCallFromItsEnd(MiniMaxServer server) {
        server.when(request -> true, Reply.stall());
        for (boolean retried : new boolean[] {false, true}) {
            CallListener waiting = new CallListener() {
                @Override
                public void onRetry(Retry retry) {
                    block();
                }

                @Override
                public void onFailure(MiniMaxException error) {
                    block();
                }
            };
            try (MiniMaxClient client = builder()
                    .baseUrl(server.baseUrl())
                    .maxRetries(retried ? 1 : 0)
                    .addCallListener(call -> waiting)
                    .build()) {
                RecordingListener stream = new RecordingListener();
                client.stream(MiniMaxClientTest.REQUEST, stream);
                assertTimedOutWhileBlocked(client.chatAsync(MiniMaxClientTest.REQUEST));
                assertThat(stream.error()).is(failed(ErrorKind.TIMEOUT));
                assertThat(blocked).hasPositiveValue();
                assertThat(stream.ends()).isEqualTo(1);
            }
        }
    }

    @Test
    void aLoggerThatWaitsKeepsNoCallFromItsEnd() {
        HttpTransport transport = (request, receiver) -> {
            receiver.head(200, Map.of());
            RawServer.daemon(
                    () -> receiver.body(ByteBuffer.wrap(sse(text("Hel")).getBytes(StandardCharsets.UTF_8))));
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        };
        for (String place : new String[] {"trace", "info"}) {
            Logger waiting = (Logger) Proxy.newProxyInstance(
                    Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals(place)) {
                            block();
                        }
                        return method.getReturnType() == boolean.class ? true : null;
                    });
            RecordingListener stream = new RecordingListener();
            try (MiniMaxClient client = builder()
                    .apiKey("a-key-for-tests")
                    .maxRetries(0)
                    .transport((connect, read) -> transport)
                    .logger(waiting)
                    .logResponses(true)
                    .build()) {
                client.stream(MiniMaxClientTest.REQUEST, stream);
                assertThat(stream.error()).as(place).is(failed(ErrorKind.TIMEOUT));
                assertThat(blocked).as(place).hasPositiveValue();
            }
        }
    }

    /** Reads an answer, with its log, that needs more memory than there is. */
    static final class SmallApplication {

        private SmallApplication() {}

        public static void main(String[] arguments) {
            try (MiniMaxClient client = MiniMaxClient.builder()
                    .baseUrl(arguments[0])
                    .maxRetries(0)
                    .maxEventSize(64 * 1024 * 1024)
                    .logResponses(true)
                    .logBodyLimit(100)
                    .callTimeout(Duration.ofSeconds(10))
                    .build()) {
                System.out.println("ended: "
                        + client.chat(MiniMaxClientTest.REQUEST).text().length());
            } catch (Throwable e) {
                System.out.println("ended: " + e.getClass().getName());
            }
        }
    }

    @Test
    void aCallEndsWhenMemoryRunsOut(MiniMaxServer server) throws Exception {
        for (int megabytes : new int[] {30, 40}) {
            server.enqueue(Reply.raw(
                    200,
                    "application/json",
                    "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\""
                            + "é".repeat(megabytes * 512 * 1024) + "\"}}]}"));
            Path output = folder.resolve("output" + megabytes);
            Process application = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx80m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallApplication.class.getName(),
                            server.baseUrl())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(application.waitFor(30, TimeUnit.SECONDS))
                        .as("%s MB: it ends", megabytes)
                        .isTrue();
                assertThat(Files.readString(output)).contains("ended: ");
            } finally {
                application.destroyForcibly();
            }
        }
    }
}
