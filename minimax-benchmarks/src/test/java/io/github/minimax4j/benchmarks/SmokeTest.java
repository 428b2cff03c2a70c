package io.github.minimax4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.benchmarks.Contender.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmarks still measure what they say; their figures do not matter here. */
class SmokeTest {

    @ParameterizedTest
    @EnumSource(
            value = Entrant.class,
            // its class path here is ours, with another Jackson than its own
            mode = EnumSource.Mode.EXCLUDE,
            names = "SPRING_AI")
    void everyContenderTakesCallsAndStreams(Entrant entrant) throws Exception {
        Contender contender = open(entrant, "unary-400");
        Contender streaming = open(entrant, "minimax-50");
        try (Measurement calls = new Measurement(contender);
                Measurement streams = new Measurement(streaming)) {
            assertThat(contender.call(Prompt.SHORT)).isGreaterThanOrEqualTo(400);
            assertThat(calls.calls(Prompt.SHORT, 2, 1)).containsKeys("cpu", "bytes", "rate", "p50", "p99");
            assertThat(streams.bursts(Prompt.SHORT, 50, 1)).containsKeys("cpu", "bytes", "rate", "p50", "p99");
            assertThat(streams.parallelStreams(Prompt.SHORT, 3, 50)).containsKeys("wall", "threads", "resident");
        }
    }

    @Test
    void everyScriptIsAWholeResponse() throws Exception {
        for (String script : new String[] {"plain-1003", "tools-3", "snapshots-5", "paced-3-10"}) {
            try (Measurement streams = new Measurement(open(Entrant.OURS, script))) {
                assertThat(streams.bursts(Prompt.TOOLS, 3, 1)).as(script).isNotEmpty();
            }
        }
    }

    @Test
    void aStreamThatLosesChunksIsNoMeasurement() throws Exception {
        try (Measurement streams = new Measurement(open(Entrant.OURS, "plain-10"))) {
            assertThatThrownBy(() -> streams.bursts(Prompt.SHORT, 20, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("instead of 20");
        }
    }

    @Test
    void aCancelledStreamIsSeenToCloseByTheServer() throws Exception {
        int port = LeanServer.startHere();
        String url = "http://127.0.0.1:" + port + "/silent";
        try (Measurement streams = new Measurement(Entrant.OURS.factory.open(url, Worker.API_KEY))) {
            assertThat(streams.cancels(Prompt.SHORT, url, 1)).containsKeys("p50");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHeldStreamIsReadLessThanOneMegabyteAheadOfItsCallback() throws Exception {
        int port = LeanServer.startHere();
        String url = "http://127.0.0.1:" + port + "/plain-200000";
        try (Measurement streams = new Measurement(Entrant.OURS.factory.open(url, Worker.API_KEY))) {
            assertThat(streams.holds(Prompt.SHORT, url, 1))
                    .containsKey("p50")
                    .hasEntrySatisfying(
                            "ahead", megabytes -> assertThat(megabytes).isBetween(0.0, 1.0));
        }
    }

    private static Contender open(Entrant entrant, String script) throws Exception {
        return entrant.factory.open("http://127.0.0.1:" + LeanServer.startHere() + "/" + script, Worker.API_KEY);
    }

    @Test
    void requestsOfBothKindsAreReadToTheirEnd() {
        RequestParser parser = new RequestParser();
        assertThat(parser.feed(bytes("POST /a/v1 HTTP/1.1\r\nContent-Length: 5\r\n\r\n123")))
                .isNull();
        assertThat(parser.feed(bytes("45"))).isEqualTo("a");
        assertThat(parser.feed(bytes("POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n000\r\n0\r")))
                .isNull();
        assertThat(parser.feed(bytes("\n\r\n"))).isEqualTo("b");
    }

    @Test
    void aProcessThatDoesNotAnswerInTimeIsStopped(@TempDir Path directory) throws Exception {
        try (WorkerProcess silent = new WorkerProcess(
                System.getProperty("java.class.path"),
                Map.of(),
                directory.resolve("log"),
                LeanServer.class,
                List.of())) {
            silent.readLine(); // its ports, and nothing after that
            assertThatThrownBy(() -> silent.measure("calls", Duration.ofMillis(1)))
                    .isInstanceOf(WorkerProcess.StoppedException.class)
                    .hasMessageContaining("calls");
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void ratiosAreTakenWithinRounds() {
        Results results = new Results();
        for (int slowdown : new int[] {1, 10, 3}) { // of the whole machine, in a round
            results.add("s", Entrant.REFERENCE, Map.of("cpu", 100.0 * slowdown));
            results.add("s", Entrant.OURS, Map.of("cpu", 50.0 * slowdown));
        }
        assertThat(results.ratio("s", Entrant.OURS, "cpu", 0.25)).isEqualTo(0.5);
        assertThat(results.median("s", Entrant.OURS, "cpu")).isEqualTo(150);
        assertThat(results.ratio("s", Entrant.FLOOR, "cpu", 0.5)).isNaN();
    }

    @Test
    void onlyTheNamedSectionOfThePageIsReplaced() {
        String page = "a\n<!-- generated: x -->\nold\n<!-- end of x -->\nb\n<!-- generated: y -->\n<!-- end of y -->\n";
        assertThat(Report.replace(page, "x", "new"))
                .isEqualTo(
                        "a\n<!-- generated: x -->\n\nnew\n<!-- end of x -->\nb\n<!-- generated: y -->\n<!-- end of y -->\n");
        assertThatThrownBy(() -> Report.replace(page, "z", "")).hasMessageContaining("no section z");
    }
}
