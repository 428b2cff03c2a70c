package io.github.minimax4j.benchmarks;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A pair of LangChain4j models. */
final class LangChain4jContender implements Contender {

    private final Map<Prompt, ChatRequest> requests = new ConcurrentHashMap<>();

    private final ChatModel model;

    private final StreamingChatModel streamingModel;

    LangChain4jContender(ChatModel model, StreamingChatModel streamingModel) {
        this.model = model;
        this.streamingModel = streamingModel;
    }

    private ChatRequest request(Prompt prompt) {
        return requests.computeIfAbsent(prompt, LangChain4jContender::toRequest);
    }

    private static ChatRequest toRequest(Prompt prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = prompt.history() - 1; i > 0; i--) {
            messages.add(i % 2 == 0 ? UserMessage.from(prompt.text(i)) : AiMessage.from(prompt.text(i)));
        }
        UserMessage last = UserMessage.from(prompt.text(0));
        if (prompt.imageBytes() > 0) {
            String base64 = "iVBORw0K".repeat(prompt.imageBytes() / 6);
            Image image =
                    Image.builder().base64Data(base64).mimeType("image/png").build();
            last = UserMessage.from(TextContent.from(prompt.text(0)), ImageContent.from(image));
        }
        messages.add(last);
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (prompt.tools()) {
            request.toolSpecifications(ToolSpecification.builder()
                    .name("search")
                    .description("Searches the web")
                    .parameters(JsonObjectSchema.builder()
                            .addStringProperty("query")
                            .required("query")
                            .build())
                    .build());
        }
        return request.build();
    }

    @Override
    public int call(Prompt prompt) {
        return model.chat(request(prompt)).aiMessage().text().length();
    }

    @Override
    public void stream(Prompt prompt, Sink sink) {
        streamingModel.chat(request(prompt), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                sink.pieces(1, () -> context.streamingHandle().cancel());
            }

            @Override
            public void onPartialThinking(PartialThinking piece) {
                sink.pieces(1, () -> {});
            }

            @Override
            public void onPartialToolCall(PartialToolCall piece) {
                sink.pieces(1, () -> {});
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                sink.end(null);
            }

            @Override
            public void onError(Throwable failure) {
                sink.end(failure);
            }
        });
    }
}
