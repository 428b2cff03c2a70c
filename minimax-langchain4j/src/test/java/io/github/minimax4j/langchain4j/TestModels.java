package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import java.time.Duration;

/** Models that ask a scripted server as if it were MiniMax, and what to ask them. */
final class TestModels {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("get_weather")
            .description("Weather now")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    private TestModels() {}

    /** As it is, or over LangChain4j's HTTP client: see {@link OtherTransport}. */
    static <B extends MiniMaxConnectionBuilder<B>> B carried(B builder) {
        return OtherTransport.IN_USE ? builder.httpClientBuilder(new JdkHttpClientBuilder()) : builder;
    }

    static MiniMaxChatModelBuilder chat(MiniMaxServer server) {
        return carried(MiniMaxChatModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .modelName("MiniMax-M3");
    }

    static MiniMaxStreamingChatModelBuilder streaming(MiniMaxServer server) {
        return carried(MiniMaxStreamingChatModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .modelName("MiniMax-M3");
    }

    static ChatRequest ask(ChatMessage... messages) {
        return ChatRequest.builder().messages(messages).build();
    }

    static ChatRequest ask(String question) {
        return ask(UserMessage.from(question));
    }

    static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }
}
