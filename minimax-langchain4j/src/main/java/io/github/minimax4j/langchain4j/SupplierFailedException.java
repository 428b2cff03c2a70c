package io.github.minimax4j.langchain4j;

import java.util.function.Supplier;

/**
 * Carries an exception of an application's supplier through core, which distinguishes it from errors of a request: an unavailable key is a
 * failure of the call. It never reaches the application.
 */
final class SupplierFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Throwable failure;

    private SupplierFailedException(Throwable failure) {
        super(failure);
        this.failure = failure;
    }

    static <T> Supplier<T> marking(Supplier<T> supplier) {
        return () -> {
            try {
                return supplier.get();
            } catch (Throwable e) { // suppliers need not be written in Java
                throw new SupplierFailedException(e);
            }
        };
    }

    Throwable failure() {
        return failure;
    }

    /** Throws the supplier's exception unchanged. */
    @SuppressWarnings("unchecked")
    <E extends Throwable> RuntimeException rethrow() throws E {
        throw (E) failure;
    }
}
