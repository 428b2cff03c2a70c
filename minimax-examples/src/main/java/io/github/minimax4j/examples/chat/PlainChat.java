package io.github.minimax4j.examples.chat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;

/** Asks a question, and prints the response and the tokens that it took. */
public final class PlainChat {

    private PlainChat() {}

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        try (Backend backend = Backend.of(PlainChat.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) {
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .build()) {
            ChatResponse response = model.chat(
                    SystemMessage.from("Answer in one sentence."), UserMessage.from("Why is the sea salty?"));
            System.out.println(response.aiMessage().text());
            System.out.println(response.tokenUsage().inputTokenCount() + " tokens in, "
                    + response.tokenUsage().outputTokenCount() + " out");
        }
    }
}
