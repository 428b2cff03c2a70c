package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A call of the library's. It composes the request of a probe, and reads the response. */
@FunctionalInterface
interface LibraryCall {

    /** Makes the call; its failure is a reading, too. */
    Reading call(MiniMaxClient client);

    static LibraryCall of(Function<MiniMaxClient, Reading> call) {
        return client -> {
            try {
                return call.apply(client);
            } catch (MiniMaxException e) {
                return Reading.of(e);
            }
        };
    }

    static LibraryCall chat(ChatCompletionRequest request) {
        return of(client -> Reading.of(client.chat(request)));
    }

    static LibraryCall stream(ChatCompletionRequest request) {
        return client -> {
            CompletableFuture<Reading> end = new CompletableFuture<>();
            client.stream(request, new ChatStreamListener() {
                @Override
                public void onComplete(ChatCompletion completion) {
                    end.complete(Reading.of(completion));
                }

                @Override
                public void onError(MiniMaxException failure) {
                    end.complete(Reading.of(failure));
                }
            });
            try {
                return end.get(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    static LibraryCall models() {
        return of(client -> Reading.of(client.models().size() + " models"));
    }

    static LibraryCall model(String id) {
        return of(client -> Reading.of("model " + client.model(id).id()));
    }

    static LibraryCall inputTokens(ChatCompletionRequest request) {
        return of(client -> Reading.of(client.countInputTokens(request) + " tokens"));
    }

    static LibraryCall embed(EmbeddingRequest request) {
        return of(client -> {
            EmbeddingResult result = client.embed(request);
            int numbers = result.vectors().isEmpty() ? 0 : result.vectors().get(0).length;
            return Reading.of(result.vectors().size() + " vectors of " + numbers + " numbers");
        });
    }
}
