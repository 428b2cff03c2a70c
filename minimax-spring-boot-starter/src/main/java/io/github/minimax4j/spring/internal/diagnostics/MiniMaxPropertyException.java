package io.github.minimax4j.spring.internal.diagnostics;

/** A missing or invalid property. The message names the property, what is wrong with it, and what to do. It never contains a secret. */
public final class MiniMaxPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates an exception about a property.
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
