package io.github.minimax4j.examples.doctor;

/** A belief with what was found about it. */
record Judged(Belief belief, Finding finding) {

    Verdict verdict() {
        return finding.verdict();
    }
}
