package io.github.minimax4j.aiservice.named;

import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.spring.AiService;
import dev.langchain4j.service.spring.AiServiceWiringMode;

/** Uses the named model {@code fast}. */
@AiService(wiringMode = AiServiceWiringMode.EXPLICIT, chatModel = "fast", streamingChatModel = "fastStreaming")
public interface Assistant {

    String answer(String question);

    TokenStream stream(String question);
}
