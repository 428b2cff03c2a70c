package io.github.minimax4j.benchmarks;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/** What people use today: {@code langchain4j-open-ai} with another base URL. */
final class OpenAi {

    private OpenAi() {}

    static Contender open(String baseUrl, String apiKey) {
        return new LangChain4jContender(
                OpenAiChatModel.builder()
                        .baseUrl(baseUrl + "/v1")
                        .apiKey(apiKey)
                        .modelName("MiniMax-M2.7")
                        .build(),
                OpenAiStreamingChatModel.builder()
                        .baseUrl(baseUrl + "/v1")
                        .apiKey(apiKey)
                        .modelName("MiniMax-M2.7")
                        .build());
    }
}
