/** A travel desk agent, in the terminal. */
package io.github.minimax4j.examples;
