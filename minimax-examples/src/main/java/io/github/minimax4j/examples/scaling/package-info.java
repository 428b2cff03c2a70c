/** One limit for all replicas of an application. */
@NullMarked
package io.github.minimax4j.examples.scaling;

import org.jspecify.annotations.NullMarked;
