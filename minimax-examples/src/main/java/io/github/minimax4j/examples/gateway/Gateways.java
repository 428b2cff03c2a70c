package io.github.minimax4j.examples.gateway;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModelName;

/** Calls two models that only gateways still serve. */
public final class Gateways {

    private Gateways() {}

    /** Asks the gateways, or without their keys a scripted server. */
    public static void main(String[] args) {
        try (Backend llmProvider =
                        Backend.of("LLMPROVIDER_API_KEY", "https://platform.llmprovider.ai", Gateways.class);
                Backend metriqual = Backend.of("METRIQUAL_API_KEY", "https://api.metriqual.com", Gateways.class)) {
            run(llmProvider, metriqual);
        }
    }

    /** Asks one backend for both. */
    public static void run(Backend backend) {
        run(backend, backend);
    }

    private static void run(Backend llmProvider, Backend metriqual) {
        try (MiniMaxChatModel legacy = MiniMaxChatModel.builder()
                        .baseUrl(llmProvider.baseUrl())
                        .apiKey(llmProvider.apiKey())
                        .profile(TargetProfile.GATEWAY) // follows from the address of a gateway
                        .modelName(MiniMaxChatModelName.ABAB5_5_CHAT)
                        .temperature(0.7) // at most 1
                        .maxOutputTokens(50)
                        .build();
                MiniMaxChatModel thinking = MiniMaxChatModel.builder()
                        .baseUrl(metriqual.baseUrl())
                        .apiKey(metriqual.apiKey())
                        .profile(TargetProfile.GATEWAY)
                        .modelName(MiniMaxChatModelName.MINIMAX_M1)
                        .maxOutputTokens(500)
                        .build()) {
            System.out.println(legacy.chat("Say hello."));
            ChatResponse response = thinking.chat(UserMessage.from("Say hello."));
            System.out.println("Thinking: " + response.aiMessage().thinking());
            System.out.println(response.aiMessage().text());
        }
    }
}
