package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxException;
import io.github.minimax4j.core.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** How models other than chat models call the client: with the headers of the moment, and LangChain4j's exceptions. Thread-safe. */
final class ModelConnection implements AutoCloseable {
    private final MiniMaxClient client;
    private final boolean ownsClient;
    private final Supplier<RequestOptions> requestOptions;

    ModelConnection(ConnectionSettings settings) {
        if (settings.chatPath != null) {
            throw new IllegalArgumentException("chatPath is set to '" + settings.chatPath
                    + "', but this model asks no chat endpoint: leave chatPath out");
        }
        this.client = settings.toClient();
        this.ownsClient = !settings.sharesClient();
        this.requestOptions = settings.toRequestOptions();
    }

    <T> T call(BiFunction<MiniMaxClient, RequestOptions, T> call) {
        try {
            return call.apply(client, requestOptions.get());
        } catch (MiniMaxException e) {
            throw ErrorMapper.toLangChain4j(e);
        }
    }

    /** Calls without waiting; cancelling the future cancels the call. */
    <T, R> CompletableFuture<R> callAsync(
            BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<T>> call, Function<T, R> mapper) {
        CompletableFuture<T> running;
        try {
            running = call.apply(client, requestOptions.get());
        } catch (MiniMaxException e) {
            return CompletableFuture.failedFuture(ErrorMapper.toLangChain4j(e));
        }
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
