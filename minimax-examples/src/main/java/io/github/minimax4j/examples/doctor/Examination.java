package io.github.minimax4j.examples.doctor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends the probes one after the other, within limits on tokens and time, and judges the beliefs. A probe that fails does not stop the
 * others, unless nothing can come of them.
 */
final class Examination {

    private static final int MAX_TRIES = 4;
    private static final int MAX_FAILURES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final long MAX_PAUSE_SECONDS = 60;

    private final List<Belief> beliefs;
    private final Options options;
    private final Wire wire;
    private final Pause pause;
    private final PrintStream out;
    private final Evidence evidence = new Evidence();
    private final long start = System.nanoTime();
    private int counted;
    private int failures;
    private @Nullable String stopped;

    Examination(List<Belief> beliefs, Options options, Wire wire, Pause pause, PrintStream out) {
        this.beliefs = beliefs;
        this.options = options;
        this.wire = wire;
        this.pause = pause;
        this.out = out;
    }

    /** The probes of the beliefs, each once. */
    static List<Probe> probes(List<Belief> beliefs) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        for (Belief belief : beliefs) {
            if (belief.probe() != null) {
                Probe other = probes.putIfAbsent(belief.probe().name(), belief.probe());
                if (other != null && !other.equals(belief.probe())) {
                    throw new IllegalStateException("Two probes are named " + other.name());
                }
            }
        }
        return List.copyOf(probes.values());
    }

    /** The most that the probes can cost, if the service keeps to its output limits. */
    static int tokensAtMost(List<Belief> beliefs) {
        return probes(beliefs).stream().mapToInt(Probe::tokensAtMost).sum();
    }

    List<Judged> run() throws InterruptedException {
        List<Probe> probes = probes(beliefs);
        for (int i = 0; i < probes.size(); i++) {
            Probe probe = probes.get(i);
            String obstacle = obstacle(probe);
            if (obstacle == null) {
                ask(probe, String.format(Locale.ROOT, "[%2d/%d]", i + 1, probes.size()));
            } else {
                evidence.skip(probe, obstacle);
            }
        }
        List<Judged> judged = new ArrayList<>();
        for (Belief belief : beliefs) {
            judged.add(new Judged(belief, belief.judge(evidence)));
        }
        return judged;
    }

    Evidence evidence() {
        return evidence;
    }

    /** Why the examination ended early, or null. */
    @Nullable
    String stopped() {
        return stopped;
    }

    private @Nullable String obstacle(Probe probe) {
        if (stopped == null && remaining().isNegative()) {
            stopped = "the time limit of " + options.timeLimit().toSeconds() + " s was reached";
        }
        if (stopped != null) {
            return stopped;
        }
        return counted + probe.tokensAtMost() > options.maxTokens()
                ? "it could exceed the limit of " + options.maxTokens() + " tokens"
                : null;
    }

    private Duration remaining() {
        return options.timeLimit().minusNanos(System.nanoTime() - start);
    }

    private void ask(Probe probe, String number) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Duration timeout =
                    remaining().compareTo(options.requestTimeout()) < 0 ? remaining() : options.requestTimeout();
            Exchange exchange = wire.send(probe, timeout.isNegative() ? Duration.ofMillis(1) : timeout);
            evidence.add(exchange);
            counted += exchange.countedTokens();
            out.printf(
                    Locale.ROOT,
                    "%s %-24s %s, %.1f s%s%n",
                    number,
                    probe.name(),
                    exchange.shown(),
                    exchange.time().toMillis() / 1000.0,
                    exchange.reportedTokens() == 0 ? "" : ", " + exchange.reportedTokens() + " tokens");
            if (!exchange.isTransient() || tries == MAX_TRIES || obstacle(probe) != null || !waited(exchange, tries)) {
                stopped = stopped == null ? reasonToStop(exchange) : stopped;
                return;
            }
        }
    }

    private boolean waited(Exchange exchange, int tries) throws InterruptedException {
        Duration time = FIRST_PAUSE.multipliedBy(1L << (tries - 1)); // together more than the minute of a rate limit
        String retryAfter = exchange.header("retry-after");
        if (retryAfter.matches("\\d{1,6}")) {
            time = Duration.ofSeconds(Math.min(Long.parseLong(retryAfter), MAX_PAUSE_SECONDS));
        }
        if (remaining().compareTo(time) <= 0) {
            return false;
        }
        out.println(
                "        waits " + time.toSeconds() + " s, since the service asks for fewer requests or is overloaded");
        pause.await(time);
        return true;
    }

    private @Nullable String reasonToStop(Exchange exchange) {
        if (exchange.failure() != null) {
            failures++;
            boolean first = evidence.all().size() == 1 && Exchange.isWithoutConnection(exchange);
            return first || failures == MAX_FAILURES ? "the service does not respond: " + exchange.shown() : null;
        }
        failures = 0;
        if (exchange.probe().key() != Probe.Key.VALID) {
            return null;
        }
        if (exchange.isWithoutCredit()) {
            return "the account has no credit left: " + exchange.shown();
        }
        if (evidence.exchanges().size() > 1) {
            return null;
        }
        if (exchange.isKeyRefused()) {
            return "the key is not accepted: " + exchange.shown();
        }
        return exchange.isModelMissing() ? "the model is not available: " + exchange.shown() : null;
    }
}
