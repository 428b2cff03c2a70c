package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(120)
class ManyStreamsTest {

    @Test
    void aThousandStreamsRunAtTheSameTime(MiniMaxServer server) throws Exception {
        CountDownLatch everybodyIsHere = new CountDownLatch(1000);
        server.when(request -> true, request -> {
            everybodyIsHere.countDown();
            await(everybodyIsHere);
            return Reply.text("one two three " + request.lastUserText())
                    .streamed(stream -> stream.pause(Duration.ofMillis(50)));
        });
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 1000)
                .mapToObj(i -> client.sendAsync(
                        Http.request(server, Http.CHAT, Http.chat("number" + i, "\"stream\":true")),
                        BodyHandlers.ofString()))
                .toList();

        for (int i = 0; i < 1000; i++) {
            List<String> events = Http.events(all.get(i).get());
            assertThat(events).hasSize(5).last().isEqualTo("[DONE]");
            assertThat(Http.joined(events, "choices[0].delta.content")).isEqualTo("one two three number" + i);
        }
        assertThat(server.connectionCount()).isEqualTo(1000);
        assertThat(server.hangUpCount()).isZero();
    }

    @Test
    void waitingCostsNoProcessorTime(MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.text("one two three four").streamed(stream -> stream.pause(Duration.ofMillis(200))));
        Http.post(server, Http.stream());
        long before = cpuNanos(server);

        Http.post(server, Http.stream());

        assertThat(Duration.ofNanos(cpuNanos(server) - before)).isLessThan(Duration.ofMillis(200));
    }

    /** The time of the server's platform threads; virtual ones do not show, there the test proves nothing. */
    private static long cpuNanos(MiniMaxServer server) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().contains("minimax-server-" + server.port())) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
