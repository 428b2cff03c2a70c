package application;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** Has a model of LangChain4j's OpenAI module, too. */
public class Main {

    public static void main(String[] args) {
        Calls.make(args[0]);

        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(args[0] + "/v1")
                .apiKey("a-key")
                .modelName("another-model")
                .build();
        System.out.println("OpenAI module: " + model.chat("Tell me a story"));
    }
}
