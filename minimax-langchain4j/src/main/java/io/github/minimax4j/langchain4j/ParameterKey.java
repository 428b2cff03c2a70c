package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import java.util.function.BiConsumer;

/**
 * The key of a request parameter that LangChain4j does not have in common.
 *
 * @param field sets the field of the request's body, or does nothing if there is none
 */
record ParameterKey<T>(String name, Class<T> type, BiConsumer<ChatCompletionRequestBuilder, T> field) {

    /** A parameter that is not a field of the request's body. */
    ParameterKey(String name, Class<T> type) {
        this(name, type, (request, value) -> {});
    }

    @Override
    public String toString() {
        return name;
    }
}
