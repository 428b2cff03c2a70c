package application;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import okhttp3.OkHttp;

/** Calls through LangChain4j's interfaces and with the client beneath them, and has a module named {@code okhttp3} of its own. */
public class Main {

    public static void main(String[] args) {
        Calls.make(args[0]);

        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(args[0]).apiKey("a-key").build()) {
            ChatCompletionRequest request = ChatCompletionRequest.builder()
                    .model("MiniMax-M3")
                    .messages(Message.user("Tell me a story"))
                    .build();
            System.out.println(
                    MiniMaxClient.class.getModule() + ": " + client.chat(request).text());
        }
        System.out.println(OkHttp.class.getModule() + " " + OkHttp.VERSION);
    }
}
