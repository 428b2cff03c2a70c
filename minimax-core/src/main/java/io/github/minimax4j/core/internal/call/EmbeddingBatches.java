package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.decode.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests the vectors of many texts, one request after the other, and combines the responses. No thread waits in between. */
final class EmbeddingBatches {

    private final EmbeddingRequest request;

    private final Function<EmbeddingRequest, CompletableFuture<EmbeddingResult>> sender;

    private final UnaryCall<EmbeddingResult> whole;

    private final List<float[]> vectors = new ArrayList<>();

    private @Nullable Long totalTokens = 0L;

    private @Nullable String model;

    private volatile @Nullable CompletableFuture<EmbeddingResult> running;

    /**
     * Creates the batches of a call, not sent yet.
     *
     * @param whole the call that delivers the vectors
     * @param sender sends a request of one batch; what it returns must complete on threads of the client
     */
    EmbeddingBatches(
            EmbeddingRequest request,
            UnaryCall<EmbeddingResult> whole,
            Function<EmbeddingRequest, CompletableFuture<EmbeddingResult>> sender) {
        this.request = request;
        this.whole = whole;
        this.sender = sender;
    }

    void start() {
        whole.future().whenComplete((result, failure) -> {
            CompletableFuture<EmbeddingResult> batch = running;
            if (batch != null) {
                batch.cancel(true); // without effect on a batch that is complete
            }
        });
        next(0);
    }

    private void next(int from) {
        int to = Math.min(from + request.maxBatchSize(), request.texts().size());
        CompletableFuture<EmbeddingResult> batch = sender.apply(part(request, from, to));
        running = batch;
        if (whole.future().isDone()) {
            batch.cancel(true); // in between
        }
        batch.whenComplete((result, failure) -> {
            if (failure instanceof MiniMaxException error) {
                whole.endWith(new Outcome.Failed<>(error));
            } else if (failure == null) {
                goOn(result, to);
            }
        });
    }

    /** No caller could catch the exception, so it becomes the result. */
    private void goOn(EmbeddingResult result, int from) {
        try {
            add(result);
            if (from == request.texts().size()) {
                whole.endWith(
                        new Outcome.Completed<>(new EmbeddingResult(vectors, totalTokens, model, result.traceId())));
            } else if (!whole.future().isDone()) {
                next(from);
            }
        } catch (Throwable e) {
            whole.endWith(new Outcome.Failed<>(
                    e instanceof MiniMaxException failure
                            ? failure
                            : ResponseDetails.NONE.error(
                                    ErrorKind.INVALID_REQUEST,
                                    "The request for the texts from number " + (from + 1) + " on could not be sent: "
                                            + e.getClass().getName(),
                                    e)));
        }
    }

    private void add(EmbeddingResult result) {
        vectors.addAll(result.vectors());
        totalTokens = totalTokens == null || result.totalTokens() == null ? null : totalTokens + result.totalTokens();
        model = result.model();
    }

    private static EmbeddingRequest part(EmbeddingRequest request, int from, int to) {
        return request.toBuilder().texts(request.texts().subList(from, to)).build();
    }
}
