package io.github.minimax4j.examples.doctor;

/** What an examination says about a belief. The order is that of the report. */
enum Verdict {
    /** The service does otherwise. */
    REFUTED("refuted"),
    /** The request was sent, and nothing in its response decides. */
    NOT_SEEN("not seen"),
    /** Nothing was sent. */
    SKIPPED("skipped"),
    /** The service does as believed. */
    CONFIRMED("confirmed");

    final String word;

    Verdict(String word) {
        this.word = word;
    }
}
