/** A client of MiniMax without any framework: {@link io.github.minimax4j.core.MiniMaxClient} and its builder. */
@NullMarked
package io.github.minimax4j.core;

import org.jspecify.annotations.NullMarked;
