/** Calls, their attempts, timeouts and threads. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.call;

import org.jspecify.annotations.NullMarked;
