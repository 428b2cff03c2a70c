/** For frameworks that put their own builders in the place of this library's. */
@NullMarked
package io.github.minimax4j.langchain4j.spi;

import org.jspecify.annotations.NullMarked;
