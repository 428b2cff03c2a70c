/**
 * Which beans there are, and when: {@link io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration} makes the models, the others
 * how their calls are followed, measured and checked.
 */
@NullMarked
package io.github.minimax4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
