package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxException;
import io.github.minimax4j.core.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How models other than chat models call the client: with the headers of the moment, and LangChain4j's exceptions. Thread-safe. */
final class ModelConnection implements AutoCloseable {
    private final MiniMaxClient client;
    private final boolean ownsClient;
    private final ConnectionSettings.RequestOptionsFactory requestOptions;

    ModelConnection(ConnectionSettings settings) {
        this.client = settings.toClient();
        this.ownsClient = !settings.sharesClient();
        this.requestOptions = settings.toRequestOptions();
    }

    /**
     * Calls. What the caller does wrong, and what a supplier of the application throws, comes as it is.
     *
     * @param call waits for the answer, or returns a future of it
     */
    <T> T call(BiFunction<MiniMaxClient, RequestOptions, T> call) {
        try {
            return call.apply(client, requestOptions.of(MiniMaxChatRequestParameters.EMPTY));
        } catch (MiniMaxException e) {
            throw ErrorMapper.toLangChain4j(e);
        } catch (SupplierFailedException e) {
            throw e.failure();
        }
    }

    /** Calls without waiting; cancelling the future cancels the call. */
    <T, R> CompletableFuture<R> callAsync(
            BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<T>> call, Function<T, R> mapper) {
        CompletableFuture<T> running = call(call);
        CompletableFuture<R> answer = running.handle((result, error) -> {
            if (error != null) {
                throw ErrorMapper.toCompletionException(error);
            }
            return mapper.apply(result);
        });
        answer.whenComplete((result, error) -> {
            if (answer.isCancelled()) {
                running.cancel(true);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        if (ownsClient) {
            client.close();
        }
    }
}
