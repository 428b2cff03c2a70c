package application;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import java.util.concurrent.CompletableFuture;

/** A unary and a streamed call through LangChain4j's interfaces. */
final class Calls {

    private Calls() {}

    static void make(String baseUrl) {
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("a-key")
                .modelName("MiniMax-M3")
                .build()) {
            System.out.println("Unary: " + model.chat("Tell me a story"));
        }
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        try (MiniMaxStreamingChatModel model = MiniMaxStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("a-key")
                .modelName("MiniMax-M3")
                .build()) {
            model.chat("Tell me a story", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String text) {}

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    done.complete(response);
                }

                @Override
                public void onError(Throwable error) {
                    done.completeExceptionally(error);
                }
            });
            System.out.println("Streamed: " + done.join().aiMessage().text());
        }
    }
}
