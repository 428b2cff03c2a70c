/** The client's own limits on its requests. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.limit;

import org.jspecify.annotations.NullMarked;
