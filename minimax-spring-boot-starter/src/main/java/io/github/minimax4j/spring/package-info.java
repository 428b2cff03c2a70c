/**
 * What applications give the starter: beans of these types are used by the models. Which beans come of it says
 * {@link io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration}, and what can be configured
 * {@link io.github.minimax4j.spring.properties.MiniMaxProperties}.
 */
@NullMarked
package io.github.minimax4j.spring;

import org.jspecify.annotations.NullMarked;
