/** Image generation: request and result. */
@NullMarked
package io.github.minimax4j.core.image;

import org.jspecify.annotations.NullMarked;
