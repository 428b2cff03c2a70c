package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.decode.Outcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * A call whose response is delivered whole, through a future.
 *
 * @param <T> the response
 */
public final class UnaryCall<T> extends Call<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    private final Executor executor;

    // by the call itself, and not by the application
    private volatile boolean completing;

    /**
     * Creates a call that has not started.
     *
     * @param executor completes the future, and so runs the caller's dependent stages
     */
    UnaryCall(ClientResources resources, CallProgress progress, Executor executor) {
        super(resources, progress);
        this.executor = executor;
        future.whenComplete((response, failure) -> {
            if (!completing) { // the application completed the future, so it needs no other response
                cancel();
            }
        });
    }

    CompletableFuture<T> future() {
        return future;
    }

    @Override
    void deliver(Outcome<T> end) {
        progress.ended(end);
        Threads.execute(executor, progress.withContext(() -> complete(end)));
    }

    private void complete(Outcome<T> end) {
        completing = true;
        try {
            if (end instanceof Outcome.Completed<T> completed) {
                future.complete(completed.response());
            } else if (end instanceof Outcome.Failed<T> failed) {
                future.completeExceptionally(failed.error());
            }
        } finally {
            progress.over();
        }
    }

    /** Waits for the response; an interruption cancels the call. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw ResponseDetails.NONE.error(ErrorKind.CANCELLED, "Interrupted while waiting for the response", e);
        } catch (CancellationException e) {
            throw ResponseDetails.NONE.error(ErrorKind.CANCELLED, "The call was cancelled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MiniMaxException failure) {
                failure.addSuppressed(new CallerTrace());
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Shows the caller's stack: the failure itself was created on a thread of the HTTP client. */
    private static final class CallerTrace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CallerTrace() {
            super("called from");
        }
    }
}
