/** The checked settings of a client. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.config;

import org.jspecify.annotations.NullMarked;
