package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls the client for the models, with the current key and headers, and throws LangChain4j's exceptions. Thread-safe. */
final class ModelConnection implements AutoCloseable {
    private static final String AUTHORIZATION = "Authorization";

    private final MiniMaxClient client;
    private final boolean ownsClient;

    // those that the client does not have
    private final Supplier<Map<String, String>> headers;

    private ModelConnection(MiniMaxClient client, boolean ownsClient, Supplier<Map<String, String>> headers) {
        this.client = client;
        this.ownsClient = ownsClient;
        this.headers = headers;
    }

    /** A connection over the model's own client, which has its headers. */
    static ModelConnection owning(MiniMaxClient client) {
        return new ModelConnection(client, true, Map::of);
    }

    /**
     * A connection over a client that outlives the model.
     *
     * @param headers supplies the model's headers for each request
     */
    static ModelConnection sharing(MiniMaxClient client, Supplier<Map<String, String>> headers) {
        return new ModelConnection(client, false, headers);
    }

    MiniMaxClient client() {
        return client;
    }

    /** The client with the key and headers of a request with these parameters. Calls the application's suppliers. */
    MiniMaxClient client(MiniMaxChatRequestParameters parameters) {
        return client.withOptions(options(parameters));
    }

    /** The key and headers of a request with these parameters; calls the application's suppliers. */
    private RequestOptions options(MiniMaxChatRequestParameters parameters) {
        Map<String, String> ofModel = headers.get();
        if (ofModel.isEmpty() && parameters.customHeaders().isEmpty() && parameters.apiKey() == null) {
            return RequestOptions.NONE;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(ofModel);
        if (parameters.apiKey() != null) {
            all.remove(AUTHORIZATION); // the model's: the request has its own key
        }
        all.putAll(parameters.customHeaders());
        return new RequestOptions(all, parameters.apiKey());
    }

    /**
     * Makes a call. Exceptions about the caller's mistakes, and those of the application's suppliers, pass unchanged.
     *
     * @param call waits for the response, or returns a future of it
     */
    <T> T call(MiniMaxChatRequestParameters parameters, Function<MiniMaxClient, T> call) {
        try {
            return call.apply(client(parameters));
        } catch (MiniMaxException e) {
            throw ErrorMapper.toLangChain4j(e);
        } catch (SupplierFailedException e) {
            throw e.<RuntimeException>rethrow();
        }
    }

    /** Calls as a model whose requests have no settings of their own. */
    <T> T call(Function<MiniMaxClient, T> call) {
        return call(MiniMaxChatRequestParameters.EMPTY, call);
    }

    /** Calls without waiting, as a model whose requests have no settings of their own. */
    <T, R> CompletableFuture<R> callAsync(Function<MiniMaxClient, CompletableFuture<T>> call, Function<T, R> mapper) {
        return callAsync(MiniMaxChatRequestParameters.EMPTY, call, mapper);
    }

    /** Calls without waiting; completing the future ends the call. */
    <T, R> CompletableFuture<R> callAsync(
            MiniMaxChatRequestParameters parameters,
            Function<MiniMaxClient, CompletableFuture<T>> call,
            Function<T, R> mapper) {
        CompletableFuture<T> running;
        try {
            running = call.apply(client(parameters));
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
