package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ChatCompletionRequest;

/**
 * The request to send, and what is needed to map its response.
 *
 * @param request        the request to send
 * @param parameters     the parameters that it was built from
 * @param returnThinking whether the application gets the thinking
 * @param expectsJson    whether to remove a Markdown fence around the response
 */
record PlannedRequest(
        ChatCompletionRequest request,
        MiniMaxChatRequestParameters parameters,
        boolean returnThinking,
        boolean expectsJson) {}
