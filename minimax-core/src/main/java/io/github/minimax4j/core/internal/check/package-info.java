/** Checks of user input, and redaction of secrets. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.check;

import org.jspecify.annotations.NullMarked;
