package io.github.minimax4j.examples.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Something that this library takes for true about the service.
 *
 * @param id       names it in reports
 * @param source   the number or section of docs/minimax-wire.md that states it
 * @param question what is in doubt
 * @param believed what this library relies on
 * @param probe    the request whose response decides; null if all of them do
 * @param judge    decides
 */
record Belief(
        String id,
        String source,
        String question,
        String believed,
        @Nullable Probe probe,
        Judge judge) {

    /** Decides whether a belief holds. Is called only if there is a response, and not for one that says nothing about the request. */
    @FunctionalInterface
    interface Judge {

        /** Judges a response. The evidence also has all others. */
        Finding judge(Exchange exchange, Evidence evidence);
    }

    Finding judge(Evidence evidence) {
        if (probe == null) {
            return judge.judge(Exchange.NONE, evidence);
        }
        Exchange exchange = evidence.of(probe);
        if (exchange == null) {
            return Finding.skipped(evidence.reason(probe));
        }
        String obstacle = exchange.obstacle();
        if (obstacle != null) {
            return Finding.notSeen(obstacle);
        }
        try {
            return judge.judge(exchange, evidence);
        } catch (RuntimeException e) {
            return Finding.notSeen("the response could not be judged: " + e);
        }
    }
}
