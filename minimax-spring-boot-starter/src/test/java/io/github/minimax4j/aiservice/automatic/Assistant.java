package io.github.minimax4j.aiservice.automatic;

import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.spring.AiService;

/** Takes whatever models and tools there are. */
@AiService
public interface Assistant {

    String answer(String question);

    TokenStream stream(String question);
}
