/** For frameworks that bring builders of their own; found by {@link java.util.ServiceLoader}. */
@NullMarked
package io.github.minimax4j.langchain4j.spi;

import org.jspecify.annotations.NullMarked;
