package io.github.minimax4j.examples.travel;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/**
 * The agent. LangChain4j implements it: the implementation keeps the conversation, runs the tools that the model calls, and streams the
 * answer.
 */
public interface TravelDesk {

    /**
     * Answers a customer.
     *
     * @param message    what the customer says
     * @param parameters override the defaults of the model
     * @return the answer; {@link TokenStream#start()} sends the request
     */
    TokenStream answer(@UserMessage String message, ChatRequestParameters parameters);
}
