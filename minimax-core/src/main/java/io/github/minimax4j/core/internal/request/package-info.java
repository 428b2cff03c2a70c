/** Prepares requests before they are sent. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.request;

import org.jspecify.annotations.NullMarked;
