/**
 * Decides which beans exist, and when: {@link io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration} configures the models, the
 * others configure the listeners, metrics and health checks of their calls.
 */
@NullMarked
package io.github.minimax4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
