/** What a failed call throws. */
@NullMarked
package io.github.minimax4j.core.error;

import org.jspecify.annotations.NullMarked;
