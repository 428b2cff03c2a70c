/** How requests get to the service: region, transport, options of a request. */
@NullMarked
package io.github.minimax4j.core.transport;

import org.jspecify.annotations.NullMarked;
