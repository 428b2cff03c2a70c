package io.github.minimax4j.examples.streaming;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import java.util.concurrent.CompletableFuture;

/** Prints thinking and text as they arrive. */
public final class StreamToTerminal {

    private StreamToTerminal() {}

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        try (Backend backend = Backend.of(StreamToTerminal.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) {
        try (MiniMaxStreamingChatModel model = MiniMaxStreamingChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .build()) {
            Printer printer = new Printer();
            model.chat("Why is the sky blue?", printer);
            ChatResponse response = printer.done.join(); // the callbacks run on another thread
            System.out.println();
            System.out.println(response.tokenUsage().outputTokenCount() + " tokens, of " + response.modelName());
        }
    }

    private static final class Printer implements StreamingChatResponseHandler {

        private final CompletableFuture<ChatResponse> done = new CompletableFuture<>();

        private boolean thought;

        @Override
        public void onPartialThinking(PartialThinking thinking) {
            thought = true;
            print(thinking.text());
        }

        @Override
        public void onPartialResponse(String text) {
            if (thought) {
                System.out.println();
                thought = false;
            }
            print(text);
        }

        private static void print(String text) {
            System.out.print(text);
            System.out.flush(); // a slow terminal slows only this stream
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            done.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }
    }
}
