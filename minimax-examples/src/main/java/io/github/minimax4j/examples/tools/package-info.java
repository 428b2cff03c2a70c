/** A model that calls methods. */
@NullMarked
package io.github.minimax4j.examples.tools;

import org.jspecify.annotations.NullMarked;
