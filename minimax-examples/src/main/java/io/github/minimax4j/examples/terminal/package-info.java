/** The travel desk in the terminal, on LangChain4j's AI Services. */
@NullMarked
package io.github.minimax4j.examples.terminal;

import org.jspecify.annotations.NullMarked;
