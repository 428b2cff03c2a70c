package io.github.minimax4j.spring.diagnostics;

/** A property that is missing or wrong. Says which, what is wrong with it and what to do; never holds a secret. */
public final class MiniMaxPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Reports a property.
     *
     * @param description which property, and what is wrong with it
     * @param action      what to do
     */
    public MiniMaxPropertyException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
