package io.github.minimax4j.examples.travel;

import dev.langchain4j.service.TokenStream;

/**
 * The agent. LangChain4j implements it: the implementation keeps the conversation, runs the tools that the model calls, and streams the
 * answer.
 */
public interface TravelDesk {

    /**
     * Answers a customer.
     *
     * @param message what the customer says
     * @return the answer; {@link TokenStream#start()} sends the request
     */
    TokenStream answer(String message);
}
