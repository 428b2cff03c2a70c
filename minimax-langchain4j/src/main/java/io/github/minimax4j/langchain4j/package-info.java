/**
 * LangChain4j models on MiniMax. Start with {@link io.github.minimax4j.langchain4j.MiniMaxChatModel} or, for answers that come word by
 * word, {@link io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel}.
 */
@NullMarked
package io.github.minimax4j.langchain4j;

import org.jspecify.annotations.NullMarked;
