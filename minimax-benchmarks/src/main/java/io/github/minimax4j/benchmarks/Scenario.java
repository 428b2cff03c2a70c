package io.github.minimax4j.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What is measured of every contender.
 *
 * @param id       names it in the results
 * @param kind     a measurement of {@link Measurement}
 * @param script   what the server does
 * @param parallel callers or streams
 * @param expected chunks that a stream has
 * @param tls      whether over TLS
 * @param everyone whether Spring AI and the engines take part, too
 */
record Scenario(String id, String kind, String script, int parallel, int expected, boolean tls, boolean everyone) {

    static final Scenario COLD = new Scenario("cold", "first", "unary-400", 1, 0, false, true);

    // in this order: on JDK 17 the compiler needs half a minute for the code of a call, and a single caller makes few
    // calls
    // in a slice; so many callers and long streams come late, and a single caller after them
    static final List<Scenario> DEFAULT = List.of(
            new Scenario("tools", "bursts", "tools-100", 1, 1000, false, false),
            new Scenario("short", "bursts", "minimax-10", 1, 10, false, true),
            new Scenario("cancel", "cancels", "silent", 1, 0, false, false),
            new Scenario("held", "holds", "plain-200000", 1, 0, false, false),
            new Scenario("tls-1", "calls", "unary-400", 1, 0, true, false),
            new Scenario("tls-100", "calls", "unary-400", 100, 0, true, false),
            new Scenario("unary-16", "calls", "unary-400", 16, 0, false, true),
            new Scenario("unary-64", "calls", "unary-400", 64, 0, false, true),
            new Scenario("plain", "bursts", "plain-2000", 1, 2000, false, true),
            new Scenario("minimax", "bursts", "minimax-2000", 1, 2000, false, true),
            new Scenario("unary-1", "calls", "unary-400", 1, 0, false, true),
            new Scenario("unary-2", "calls", "unary-400", 2, 0, false, false),
            new Scenario("large", "calls", "unary-65536", 1, 0, false, true),
            new Scenario("streams", "streams", "paced-10-100", 1000, 10, false, true));

    /** So many streams at once, each a chunk every 200 ms. */
    static Scenario huge(int streams) {
        return new Scenario("huge", "streams", "paced-50-200", streams, 50, false, true);
    }

    boolean admits(Entrant entrant) {
        return everyone || entrant.isLibrary() || entrant == Entrant.FLOOR || tls && entrant == Entrant.SPRING_AI;
    }

    /** The command for a {@link Worker}. */
    String command(String baseUrl, long millis) {
        return String.format(Locale.ROOT, "%s %s %s %d %d %d", kind, baseUrl, script, parallel, expected, millis);
    }
}
