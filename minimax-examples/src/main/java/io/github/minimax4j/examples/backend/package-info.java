/** What the small examples run against: MiniMax, or a scripted server if there is no key. */
@NullMarked
package io.github.minimax4j.examples.backend;

import org.jspecify.annotations.NullMarked;
