package io.github.minimax4j.benchmarks;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpClientBuilderLoader;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;

/** This library, with MiniMax itself as its target: else it would take this machine for a self-hosted engine. */
final class Ours {

    private static final String MODEL = "MiniMax-M2.7";

    private Ours() {}

    /** On its own transport. */
    static Contender open(String baseUrl, String apiKey) {
        return open(baseUrl, apiKey, null);
    }

    /** On LangChain4j's HTTP client that is on the class path. */
    static Contender openOverLangChain4jClient(String baseUrl, String apiKey) {
        return open(baseUrl, apiKey, HttpClientBuilderLoader.loadHttpClientBuilder());
    }

    private static Contender open(String baseUrl, String apiKey, HttpClientBuilder http) {
        return new LangChain4jContender(
                MiniMaxChatModel.builder()
                        .baseUrl(baseUrl)
                        .apiKey(apiKey)
                        .modelName(MODEL)
                        .profile(TargetProfile.MINIMAX)
                        .httpClientBuilder(http)
                        .build(),
                MiniMaxStreamingChatModel.builder()
                        .baseUrl(baseUrl)
                        .apiKey(apiKey)
                        .modelName(MODEL)
                        .profile(TargetProfile.MINIMAX)
                        .httpClientBuilder(http)
                        .build());
    }
}
