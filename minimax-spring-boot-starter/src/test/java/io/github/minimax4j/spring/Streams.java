package io.github.minimax4j.spring;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for the end of a streamed answer. */
final class Streams {

    private Streams() {}

    static ChatResponse ask(StreamingChatModel model, ChatRequest request) {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        ask(model, request, answer::complete, answer::completeExceptionally);
        try {
            return answer.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does not wait. */
    static void ask(
            StreamingChatModel model,
            ChatRequest request,
            Consumer<ChatResponse> onComplete,
            Consumer<Throwable> onError) {
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                onComplete.accept(response);
            }

            @Override
            public void onError(Throwable error) {
                onError.accept(error);
            }
        });
    }

    /** Subscribes and waits for the end. */
    static void subscribe(StreamingChatModel model, ChatRequest request) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        model.chat(request).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ChatModelStreamingEvent event) {}

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }

            @Override
            public void onComplete() {
                end.complete(null);
            }
        });
        end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Gives a stream up when its first word comes. */
    static void cancelAtFirstWord(StreamingChatModel model, ChatRequest request) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse word, PartialResponseContext context) {
                context.streamingHandle().cancel();
                cancelled.complete(null);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                cancelled.completeExceptionally(new AssertionError("complete"));
            }

            @Override
            public void onError(Throwable error) {
                cancelled.completeExceptionally(error);
            }
        });
        cancelled.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
