/** Checks of properties and failure analyzers, with messages that name the property at fault. Not meant for applications. */
@NullMarked
package io.github.minimax4j.spring.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
