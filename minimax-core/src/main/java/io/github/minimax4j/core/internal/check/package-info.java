/** Checks of what users set, and redaction of their secrets. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.check;

import org.jspecify.annotations.NullMarked;
