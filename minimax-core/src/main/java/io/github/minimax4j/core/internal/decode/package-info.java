/** Bytes in, typed events out; knows no HTTP and no threads. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.decode;

import org.jspecify.annotations.NullMarked;
