/**
 * What can be configured: the connections in {@link io.github.minimax4j.spring.properties.MiniMaxProperties}, what requests hold in
 * {@link io.github.minimax4j.spring.properties.MiniMaxModelProperties}.
 */
@NullMarked
package io.github.minimax4j.spring.properties;

import org.jspecify.annotations.NullMarked;
