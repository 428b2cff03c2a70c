/** A question and its response. */
@NullMarked
package io.github.minimax4j.examples.chat;

import org.jspecify.annotations.NullMarked;
