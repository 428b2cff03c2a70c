package io.github.minimax4j.langchain4j;

import java.util.function.Supplier;

/**
 * Carries what a supplier of the application threw through core, so that it can be told from what is wrong with a request: a key that
 * cannot be had is a failure of the call. It never reaches the application.
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

    /** Throws what the supplier threw, as it was. */
    @SuppressWarnings("unchecked")
    <E extends Throwable> RuntimeException rethrow() throws E {
        throw (E) failure;
    }
}
