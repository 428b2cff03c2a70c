package io.github.minimax4j.examples;

import static dev.langchain4j.data.message.UserMessage.userMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatRequestParameters;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

/** The Java of README.md; {@link ReadmeTest} compares it with the page and runs it, except for what talks to MiniMax itself. */
class ReadmeSnippets {

    void plain() {
        // region plain
        ChatModel model = MiniMaxChatModel.builder()
                .apiKey(System.getenv("MINIMAX_API_KEY"))
                .modelName("MiniMax-M3")
                .build();

        String answer = model.chat("Why is the sea salty?");
        // endregion
        System.out.println(answer);
    }

    MiniMaxChatModel throughOwnHttpClient(String baseUrl, String apiKey) {
        // region httpClient
        MiniMaxChatModel model = MiniMaxChatModel.builder()
                .apiKey(apiKey)
                .baseUrl(baseUrl)
                .modelName("MiniMax-M3")
                .httpClientBuilder(new JdkHttpClientBuilder()) // or any other HttpClientBuilder
                .build();
        // endregion
        return model;
    }

    // region injected
    @Component
    class Greeter {

        private final ChatModel model;

        Greeter(ChatModel model) {
            this.model = model;
        }

        String greet(String name) {
            return model.chat("Greet " + name + " in one sentence.");
        }
    }
    // endregion

    CompletableFuture<ChatResponse> streaming(StreamingChatModel model) {
        // region streaming
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();

        model.chat("Tell me a story.", new StreamingChatResponseHandler() {
            @Override
            public void onPartialThinking(PartialThinking thinking) {
                System.err.print(thinking.text());
            }

            @Override
            public void onPartialResponse(String text) {
                System.out.print(text);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        // endregion
        return done;
    }

    // region tools
    class WeatherTools {

        @Tool("Tells the weather of a city")
        String weather(String city) {
            return "12 degrees and rain in " + city;
        }
    }

    interface Assistant {

        String answer(String question);
    }

    String askAboutTheWeather(ChatModel model) {
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .tools(new WeatherTools())
                .build();

        return assistant.answer("What is the weather in Oslo?");
    }
    // endregion

    // region json
    record Trip(String from, String to, String date) {}

    interface TripReader {

        @UserMessage("Extract the trip: {{it}}")
        Trip read(String text);
    }

    Trip readTrip(ChatModel model) {
        TripReader reader = AiServices.create(TripReader.class, model);

        return reader.read("I fly from Lisbon to Oslo on 2027-05-12.");
    }
    // endregion

    AiMessage thinking(ChatModel model) {
        // region thinking
        ChatResponse response = model.chat(ChatRequest.builder()
                .messages(userMessage("What is 17 times 23?"))
                .parameters(MiniMaxChatRequestParameters.builder()
                        .thinking(Thinking.ADAPTIVE)
                        .build())
                .build());

        String thinking = response.aiMessage().thinking(); // what the model thought
        String text = response.aiMessage().text(); // what it says, and nothing else
        // endregion
        assertThat(thinking).isNotEmpty().isNotEqualTo(text);
        return response.aiMessage();
    }

    // region testing
    @Test
    void passesTheWeatherOnToTheModel() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.enqueue(
                    Reply.thinking("A tool knows.").toolCall("weather", "{\"city\":\"Oslo\"}"),
                    Reply.text("Take an umbrella.").usage(120, 6));
            ChatModel model = MiniMaxChatModel.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("any")
                    .modelName("MiniMax-M3")
                    .build();

            assertThat(askAboutTheWeather(model)).isEqualTo("Take an umbrella.");
            assertThat(server.lastRequest().toolResults()).containsExactly("12 degrees and rain in Oslo");
        }
    }
    // endregion
}
