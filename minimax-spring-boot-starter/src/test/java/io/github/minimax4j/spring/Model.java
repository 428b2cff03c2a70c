package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static io.github.minimax4j.spring.Contexts.SPEECH;
import static io.github.minimax4j.spring.Contexts.STREAMING;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import io.github.minimax4j.test.Reply;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** The configured models behind one face. */
enum Model {
    BLOCKING(CHAT),
    STREAMED(STREAMING),
    EMBEDDED(EMBEDDING),
    PAINTED(IMAGE),
    SPOKEN(SPEECH);

    static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    /** The prefix of its properties. */
    final String prefix;

    Model(String prefix) {
        this.prefix = prefix;
    }

    static Stream<Model> ofChat() {
        return Stream.of(BLOCKING, STREAMED);
    }

    boolean isChat() {
        return this == BLOCKING || this == STREAMED;
    }

    /** Another one, to show that a property does not reach it. */
    Model other() {
        return this == BLOCKING ? STREAMED : BLOCKING;
    }

    /** A request of the chat models. */
    ChatResponse ask(ApplicationContext context, ChatRequest request) {
        return this == BLOCKING
                ? context.getBean(ChatModel.class).chat(request)
                : Streams.ask(context.getBean(StreamingChatModel.class), request);
    }

    /** Any request. */
    void call(ApplicationContext context) {
        switch (this) {
            case BLOCKING, STREAMED -> ask(context, HI);
            case EMBEDDED -> context.getBean(EmbeddingModel.class).embed("Hi");
            case PAINTED -> context.getBean(ImageModel.class).generate("A lighthouse");
            case SPOKEN -> context.getBean(TextToSpeechModel.class).synthesize("Hi");
        }
    }

    Reply reply() {
        return switch (this) {
            case BLOCKING, STREAMED -> Reply.text("Hello.");
            case EMBEDDED -> Reply.embeddings(text -> new float[] {1, 2});
            case PAINTED -> Reply.imageUrls("https://images.example/1.png");
            case SPOKEN -> Reply.speech(new byte[] {1, 2, 3});
        };
    }

    String path() {
        return switch (this) {
            case BLOCKING, STREAMED -> "/v1/chat/completions";
            case EMBEDDED -> "/v1/embeddings";
            case PAINTED -> "/v1/image_generation";
            case SPOKEN -> "/v1/t2a_v2";
        };
    }

    Set<Capability> capabilities(ApplicationContext context) {
        return this == BLOCKING
                ? context.getBean(ChatModel.class).supportedCapabilities()
                : context.getBean(StreamingChatModel.class).supportedCapabilities();
    }
}
