/** LangChain4j models on MiniMax. */
@NullMarked
package io.github.minimax4j.langchain4j;

import org.jspecify.annotations.NullMarked;
