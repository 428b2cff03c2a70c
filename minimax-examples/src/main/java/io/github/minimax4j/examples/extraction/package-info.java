/** Objects instead of text. */
@NullMarked
package io.github.minimax4j.examples.extraction;

import org.jspecify.annotations.NullMarked;
