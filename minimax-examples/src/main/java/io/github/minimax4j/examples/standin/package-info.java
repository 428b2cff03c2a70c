/** A stand-in for MiniMax that answers by rules, so that the travel desk runs without a key. No part of an application on MiniMax. */
@NullMarked
package io.github.minimax4j.examples.standin;

import org.jspecify.annotations.NullMarked;
