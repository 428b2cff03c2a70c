package io.github.minimax4j.examples.web;

import java.util.List;

/** A question that is not even asked: the page is told why. */
final class UnusableQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private final boolean startAnew;

    UnusableQuestionException(String problem, String advice, boolean startAnew) {
        super(problem);
        this.advice = advice;
        this.startAnew = startAnew;
    }

    DeskEvent.Failed advice() {
        return new DeskEvent.Failed(getMessage(), advice, "", startAnew ? List.of("new") : List.of());
    }
}
