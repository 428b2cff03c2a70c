/**
 * Auto-configuration of the MiniMax models: {@link io.github.minimax4j.spring.MiniMaxProperties} says what can be configured,
 * {@link io.github.minimax4j.spring.MiniMaxAutoConfiguration} which beans come of it.
 */
@NullMarked
package io.github.minimax4j.spring;

import org.jspecify.annotations.NullMarked;
