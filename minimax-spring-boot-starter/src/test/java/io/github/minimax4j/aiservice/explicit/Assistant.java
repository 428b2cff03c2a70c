package io.github.minimax4j.aiservice.explicit;

import dev.langchain4j.service.spring.AiService;
import dev.langchain4j.service.spring.AiServiceWiringMode;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;

/** Takes our model by its name. */
@AiService(wiringMode = AiServiceWiringMode.EXPLICIT, chatModel = MiniMaxAutoConfiguration.CHAT_MODEL)
public interface Assistant {

    String answer(String question);
}
