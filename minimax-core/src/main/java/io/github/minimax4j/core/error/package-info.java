/** The exception that a failed call throws, and its kinds. */
@NullMarked
package io.github.minimax4j.core.error;

import org.jspecify.annotations.NullMarked;
