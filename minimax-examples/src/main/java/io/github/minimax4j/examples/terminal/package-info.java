/** The travel desk in the terminal, on LangChain4j's AI Services. */
package io.github.minimax4j.examples.terminal;
