/** The bridge to LangChain4j's HTTP clients: {@link io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport}. */
@NullMarked
package io.github.minimax4j.langchain4j.http;

import org.jspecify.annotations.NullMarked;
