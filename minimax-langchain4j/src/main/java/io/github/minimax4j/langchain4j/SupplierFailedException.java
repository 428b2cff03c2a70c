package io.github.minimax4j.langchain4j;

import java.util.function.Supplier;

/**
 * Carries what a supplier of the application threw through core, so that it can be told from what is wrong with a request: a key that
 * cannot be had is a failure of the call. It never reaches the application.
 */
final class SupplierFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;

    private SupplierFailedException(RuntimeException failure) {
        super(failure);
        this.failure = failure;
    }

    static <T> Supplier<T> marking(Supplier<T> supplier) {
        return () -> {
            try {
                return supplier.get();
            } catch (RuntimeException e) {
                throw new SupplierFailedException(e);
            }
        };
    }

    RuntimeException failure() {
        return failure;
    }
}
