/** A rule-based stand-in for MiniMax, so that the travel desk runs without a key. Applications for MiniMax do not need it. */
@NullMarked
package io.github.minimax4j.examples.standin;

import org.jspecify.annotations.NullMarked;
