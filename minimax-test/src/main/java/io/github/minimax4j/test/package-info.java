/** A MiniMax server for tests and demos that answers as scripted. */
@NullMarked
package io.github.minimax4j.test;

import org.jspecify.annotations.NullMarked;
