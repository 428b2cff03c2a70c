/**
 * The properties: those of connections in {@link io.github.minimax4j.spring.properties.MiniMaxProperties}, those of requests in
 * {@link io.github.minimax4j.spring.properties.MiniMaxModelProperties}.
 */
@NullMarked
package io.github.minimax4j.spring.properties;

import org.jspecify.annotations.NullMarked;
