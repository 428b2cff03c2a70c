/** The declared endpoints and how requests are sent. Not public API. */
@NullMarked
package io.github.minimax4j.core.internal.http;

import org.jspecify.annotations.NullMarked;
