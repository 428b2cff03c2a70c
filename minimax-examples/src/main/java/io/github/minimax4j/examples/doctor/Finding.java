package io.github.minimax4j.examples.doctor;

/**
 * A verdict and its reason.
 *
 * @param seen what the service sent, in a few words
 */
record Finding(Verdict verdict, String seen) {

    static Finding of(boolean holds, String seen) {
        return new Finding(holds ? Verdict.CONFIRMED : Verdict.REFUTED, seen);
    }

    static Finding notSeen(String reason) {
        return new Finding(Verdict.NOT_SEEN, reason);
    }

    static Finding skipped(String reason) {
        return new Finding(Verdict.SKIPPED, reason);
    }
}
