/** The MiniMax wire: requests, answers, streams and errors, without any framework. */
@NullMarked
package io.github.minimax4j.core;

import org.jspecify.annotations.NullMarked;
