/**
 * What can be configured: {@link io.github.minimax4j.spring.properties.MiniMaxProperties}. Besides, what the auto-configuration reads off
 * the properties, which is not meant for applications.
 */
@NullMarked
package io.github.minimax4j.spring.properties;

import org.jspecify.annotations.NullMarked;
