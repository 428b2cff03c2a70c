package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ChatCompletionRequest;

/**
 * What is sent for a request, and what has to be known when the answer comes.
 *
 * @param request        what is sent
 * @param parameters     what it was made of
 * @param returnThinking whether the application gets the thinking
 * @param expectsJson    whether a Markdown fence around the answer is to be removed
 */
record PlannedRequest(
        ChatCompletionRequest request,
        MiniMaxChatRequestParameters parameters,
        boolean returnThinking,
        boolean expectsJson) {}
