package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How models call the client: with the key and headers of the moment, and LangChain4j's exceptions. Thread-safe. */
final class ModelConnection implements AutoCloseable {
    private final MiniMaxClient client;
    private final boolean ownsClient;
    private final ConnectionSettings.RequestOptionsFactory requestOptions;

    ModelConnection(ConnectionSettings settings) {
        this.client = settings.toClient();
        this.ownsClient = !settings.sharesClient();
        this.requestOptions = settings.toRequestOptions();
    }

    MiniMaxClient client() {
        return client;
    }

    /** What holds for a request with these parameters; asks the application's suppliers. */
    RequestOptions options(MiniMaxChatRequestParameters parameters) {
        return requestOptions.of(parameters);
    }

    /**
     * Calls. What the caller does wrong, and what a supplier of the application throws, comes as it is.
     *
     * @param call waits for the answer, or returns a future of it
     */
    <T> T call(MiniMaxChatRequestParameters parameters, BiFunction<MiniMaxClient, RequestOptions, T> call) {
        try {
            return call.apply(client, options(parameters));
        } catch (MiniMaxException e) {
            throw ErrorMapper.toLangChain4j(e);
        } catch (SupplierFailedException e) {
            throw e.<RuntimeException>rethrow();
        }
    }

    /** Calls as a model whose requests have no settings of their own. */
    <T> T call(BiFunction<MiniMaxClient, RequestOptions, T> call) {
        return call(MiniMaxChatRequestParameters.EMPTY, call);
    }

    /** Calls without waiting, as a model whose requests have no settings of their own. */
    <T, R> CompletableFuture<R> callAsync(
            BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<T>> call, Function<T, R> mapper) {
        return callAsync(MiniMaxChatRequestParameters.EMPTY, call, mapper);
    }

    /** Calls without waiting; completing the future ends the call. */
    <T, R> CompletableFuture<R> callAsync(
            MiniMaxChatRequestParameters parameters,
            BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<T>> call,
            Function<T, R> mapper) {
        CompletableFuture<T> running;
        try {
            running = call.apply(client, options(parameters));
        } catch (MiniMaxException e) {
            throw ErrorMapper.toLangChain4j(e);
        } catch (SupplierFailedException e) {
            return CompletableFuture.failedFuture(e.failure());
        }
        return CallFuture.of(running, running.handle((result, error) -> {
            if (error != null) {
                throw ErrorMapper.toCompletionException(error);
            }
            return mapper.apply(result);
        }));
    }

    @Override
    public void close() {
        if (ownsClient) {
            client.close();
        }
    }
}
