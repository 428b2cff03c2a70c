package io.github.minimax4j.examples.web;

import java.util.List;

/** A question that the desk rejects; the page shows why. */
final class UnusableQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private final boolean startOver;

    UnusableQuestionException(String problem, String advice, boolean startOver) {
        super(problem);
        this.advice = advice;
        this.startOver = startOver;
    }

    DeskEvent.Failed advice() {
        return new DeskEvent.Failed(getMessage(), advice, "", startOver ? List.of("new") : List.of());
    }
}
