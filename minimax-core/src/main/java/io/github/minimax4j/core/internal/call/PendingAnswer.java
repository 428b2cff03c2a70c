package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.listener.Retry;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * The answer of a call that is not streamed.
 *
 * @param <T> what the call asks for
 */
public final class PendingAnswer<T> implements Attempts.Caller<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    private final CallProgress call;

    private final Executor executor;

    // whether the call itself is about to complete the future
    private volatile boolean settled;

    /**
     * Makes a pending answer.
     *
     * @param call     whose answer it is
     * @param executor completes the future, and so runs what the caller has chained to it
     */
    PendingAnswer(CallProgress call, Executor executor) {
        this.call = call;
        this.executor = executor;
        future.whenComplete((result, failure) -> {
            if (!settled) { // the application completed the future: it wants no other response
                call.cancelled();
            }
        });
    }

    CompletableFuture<T> future() {
        return future;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean told() {
        return false;
    }

    @Override
    public void wake() {
        // nothing is told before the end
    }

    @Override
    public void retried(Retry retry) {
        call.retried(retry);
    }

    @Override
    public void ended(Outcome<T> outcome) {
        call.ended(outcome);
        Threads.execute(executor, call.withContext(() -> complete(outcome)));
    }

    private void complete(Outcome<T> outcome) {
        settled = true;
        try {
            if (outcome instanceof Outcome.Completed<T> completed) {
                future.complete(completed.answer());
            } else if (outcome instanceof Outcome.Failed<T> failed) {
                future.completeExceptionally(failed.error());
            }
        } finally {
            call.over();
        }
    }

    /** Waits for the answer; an interruption gives the call up. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw ResponseDetails.NONE.error(ErrorKind.CANCELLED, "Interrupted while waiting for the answer", null, e);
        } catch (CancellationException e) {
            throw ResponseDetails.NONE.error(ErrorKind.CANCELLED, "The call was cancelled", null, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MiniMaxException failure) {
                failure.addSuppressed(new CallerTrace());
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Shows who asked: the failure itself was made on a thread of the HTTP client. */
    private static final class CallerTrace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CallerTrace() {
            super("called from");
        }
    }
}
