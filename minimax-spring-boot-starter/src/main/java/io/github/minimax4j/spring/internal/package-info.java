/** The models that properties configure. Not meant for applications. */
@NullMarked
package io.github.minimax4j.spring.internal;

import org.jspecify.annotations.NullMarked;
