package io.github.minimax4j.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The future response of a call. The call ends if the application completes the future first. LangChain4j returns a future derived from
 * this one and propagates only its cancellation: see {@link #ending}. Thread-safe.
 */
final class CallFuture<T> extends CompletableFuture<T> {
    // null once the call has ended: applications may keep futures for long
    private final AtomicReference<@Nullable CompletableFuture<?>> call;

    private CallFuture(AtomicReference<@Nullable CompletableFuture<?>> call) {
        this.call = call;
    }

    /**
     * Creates the future of a call.
     *
     * @param call     the future that core returned
     * @param response the mapped result of the call
     */
    static <T> CompletableFuture<T> of(CompletableFuture<?> call, CompletableFuture<T> response) {
        CallFuture<T> future = new CallFuture<>(new AtomicReference<>(call));
        response.whenComplete((result, failure) -> {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        });
        return ending(future);
    }

    /** Returns the same future, which from now on ends the call that it is derived from when it is completed. */
    static <T> CompletableFuture<T> ending(CompletableFuture<T> future) {
        if (future instanceof CallFuture<T> own) {
            own.whenComplete((result, failure) -> {
                CompletableFuture<?> running = own.call.getAndSet(null);
                if (running != null) {
                    running.cancel(true); // has no effect if the call itself completed the future
                }
            });
        }
        return future;
    }

    /** Returns a future that refers to the call, but does not end it. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(call);
    }
}
