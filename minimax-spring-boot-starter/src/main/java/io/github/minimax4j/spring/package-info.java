/** Auto-configuration of the MiniMax models. */
@NullMarked
package io.github.minimax4j.spring;

import org.jspecify.annotations.NullMarked;
