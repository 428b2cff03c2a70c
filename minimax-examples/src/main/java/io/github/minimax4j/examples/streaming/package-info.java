/** A response that is printed as it arrives. */
@NullMarked
package io.github.minimax4j.examples.streaming;

import org.jspecify.annotations.NullMarked;
