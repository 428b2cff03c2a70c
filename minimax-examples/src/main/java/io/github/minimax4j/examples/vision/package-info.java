/** Questions about an image. */
@NullMarked
package io.github.minimax4j.examples.vision;

import org.jspecify.annotations.NullMarked;
