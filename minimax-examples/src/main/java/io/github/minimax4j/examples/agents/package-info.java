/** A workflow of agents. */
@NullMarked
package io.github.minimax4j.examples.agents;

import org.jspecify.annotations.NullMarked;
