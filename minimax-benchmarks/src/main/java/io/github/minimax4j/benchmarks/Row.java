package io.github.minimax4j.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A row of the table.
 *
 * @param label    what it shows
 * @param scenario the id of the scenario
 * @param figure   of the scenario
 * @param unit     of the absolute value
 * @param absolute whether all contenders are shown in that unit, not as ratios to the reference
 * @param reach    the ratio (or value) to reach; 0 if none was set
 */
record Row(String label, String scenario, String figure, String unit, boolean absolute, double reach) {

    static final List<Row> ALL = List.of(
            ratio("unary, p50", "unary-1", "p50", "µs", 0.35),
            ratio("unary, p99", "unary-1", "p99", "µs", 0),
            ratio("unary, CPU per call, 1 caller", "unary-1", "cpu", "µs", 0.30),
            ratio("unary, CPU per call, 2 callers", "unary-2", "cpu", "µs", 0),
            ratio("unary, CPU per call, 16 callers", "unary-16", "cpu", "µs", 0.35),
            ratio("unary, CPU per call, 64 callers", "unary-64", "cpu", "µs", 0),
            ratio("unary, calls per second, 16 callers", "unary-16", "rate", "", 3),
            ratio("unary, calls per second, 64 callers", "unary-64", "rate", "", 3),
            ratio("unary, p99, 64 callers", "unary-64", "p99", "µs", 0),
            ratio("unary, bytes allocated per call", "unary-1", "bytes", "B", 0.60),
            ratio("64 KB response, p50", "large", "p50", "µs", 0.50),
            ratio("64 KB response, CPU", "large", "cpu", "µs", 0.40),
            ratio("64 KB response, bytes allocated", "large", "bytes", "B", 0.65),
            ratio("burst, plain, CPU per chunk", "plain", "cpu", "µs", 0.25),
            ratio("burst, MiniMax's shape, CPU per chunk", "minimax", "cpu", "µs", 0.20),
            ratio("burst, plain, bytes per chunk", "plain", "bytes", "B", 0.10),
            ratio("burst, MiniMax's shape, bytes per chunk", "minimax", "bytes", "B", 0.08),
            ratio("burst, plain, chunks per second", "plain", "rate", "", 4),
            ratio("burst, MiniMax's shape, chunks per second", "minimax", "rate", "", 4),
            ratio("tool-call stream, CPU per chunk", "tools", "cpu", "µs", 0),
            ratio("tool-call stream, bytes per chunk", "tools", "bytes", "B", 0),
            ratio("time to the first token of a short stream", "short", "p50", "µs", 0.35),
            ratio("1,000 streams, CPU per chunk", "streams", "cpu", "µs", 0.40),
            absolute("1,000 streams, threads", "streams", "threads", "", 40),
            absolute("1,000 streams, resident memory", "streams", "resident", "MB", 0),
            absolute("cancel until the connection closes, p50", "cancel", "p50", "µs", 0),
            absolute("cancel until the connection closes, p99", "cancel", "p99", "µs", 5000),
            absolute("callback that does not return: read ahead, at most", "held", "ahead", "MB", 1),
            absolute("meanwhile, first token of another stream, p50", "held", "p50", "µs", 0),
            ratio("TLS, 1 connection, p50", "tls-1", "p50", "µs", 0),
            ratio("TLS, 1 connection, CPU per call", "tls-1", "cpu", "µs", 0),
            ratio("TLS, 100 connections, CPU per call", "tls-100", "cpu", "µs", 0),
            ratio("TLS, 100 connections, calls per second", "tls-100", "rate", "", 0),
            ratio("cold start to the first response", "cold", "wall", "ms", 0.75));

    /** The rows of {@link Scenario#huge}. */
    static List<Row> huge(int streams) {
        String label = String.format(Locale.ROOT, "%,d streams, ", streams);
        return List.of(
                absolute(label + "until all are complete (ideal 10 s)", "huge", "wall", "ms", 0),
                absolute(label + "CPU per chunk", "huge", "cpu", "µs", 0),
                absolute(label + "threads", "huge", "threads", "", 0),
                absolute(label + "resident memory", "huge", "resident", "MB", 0));
    }

    private static Row ratio(String label, String scenario, String figure, String unit, double reach) {
        return new Row(label, scenario, figure, unit, false, reach);
    }

    private static Row absolute(String label, String scenario, String figure, String unit, double reach) {
        return new Row(label, scenario, figure, unit, true, reach);
    }

    /** Whether more is better. */
    boolean isRate() {
        return figure.equals("rate");
    }
}
