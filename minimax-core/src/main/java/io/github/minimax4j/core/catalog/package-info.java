/** The models that the service lists. */
@NullMarked
package io.github.minimax4j.core.catalog;

import org.jspecify.annotations.NullMarked;
