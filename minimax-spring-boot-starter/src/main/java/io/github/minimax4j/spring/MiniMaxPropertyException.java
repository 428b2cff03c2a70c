package io.github.minimax4j.spring;

/** A property that is missing or wrong. Says which, what is wrong with it and what to do; never holds a secret. */
final class MiniMaxPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    MiniMaxPropertyException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
