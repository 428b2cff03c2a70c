/** Listeners that are notified of calls and retries. */
@NullMarked
package io.github.minimax4j.core.listener;

import org.jspecify.annotations.NullMarked;
