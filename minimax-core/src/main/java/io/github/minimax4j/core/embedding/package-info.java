/** Embeddings: request and result. */
@NullMarked
package io.github.minimax4j.core.embedding;

import org.jspecify.annotations.NullMarked;
