/**
 * LangChain4j models for MiniMax. Start with {@link io.github.minimax4j.langchain4j.MiniMaxChatModel} or, for streamed responses,
 * {@link io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel}. There are also models for
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel embeddings} and
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxImageModel images}, and a
 * {@linkplain io.github.minimax4j.langchain4j.MiniMaxModelCatalog catalog of models}.
 */
@NullMarked
package io.github.minimax4j.langchain4j;

import org.jspecify.annotations.NullMarked;
