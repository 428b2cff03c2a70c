package io.github.minimax4j.examples.web;

import java.util.List;

/** A question that the desk rejects; the page shows why. */
final class UnusableQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private final String[] actions;

    /**
     * Creates an exception.
     *
     * @param actions what the page offers, see {@link DeskEvent.Failed}
     */
    UnusableQuestionException(String problem, String advice, String... actions) {
        super(problem);
        this.advice = advice;
        this.actions = actions.clone();
    }

    DeskEvent.Failed advice() {
        return new DeskEvent.Failed(getMessage(), advice, "", List.of(actions));
    }
}
