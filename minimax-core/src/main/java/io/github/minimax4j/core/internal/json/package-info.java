/** The JSON mapper and values. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.json;

import org.jspecify.annotations.NullMarked;
