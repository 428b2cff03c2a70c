package io.github.minimax4j.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The response of a call, which ends if the application completes this first. LangChain4j hands out a future derived from this one
 * instead, and passes on only that it was cancelled: see {@link #ending}. Thread-safe.
 */
final class CallFuture<T> extends CompletableFuture<T> {
    // null once it has ended: futures may be kept for long
    private final AtomicReference<@Nullable CompletableFuture<?>> call;

    private CallFuture(AtomicReference<@Nullable CompletableFuture<?>> call) {
        this.call = call;
    }

    /**
     * Follows a call.
     *
     * @param call     as core returned it
     * @param response what becomes of it
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

    /** The same future, which now ends the call that it is derived from when it is completed. */
    static <T> CompletableFuture<T> ending(CompletableFuture<T> future) {
        if (future instanceof CallFuture<T> own) {
            own.whenComplete((result, failure) -> {
                CompletableFuture<?> running = own.call.getAndSet(null);
                if (running != null) {
                    running.cancel(true); // without effect if that is how it ended
                }
            });
        }
        return future;
    }

    /** Knows of the call, but does not end it. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(call);
    }
}
