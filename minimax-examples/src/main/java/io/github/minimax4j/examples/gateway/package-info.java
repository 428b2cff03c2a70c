/** Models of gateways. */
@NullMarked
package io.github.minimax4j.examples.gateway;

import org.jspecify.annotations.NullMarked;
