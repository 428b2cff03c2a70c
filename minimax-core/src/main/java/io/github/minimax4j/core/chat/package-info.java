/** Chat completions: requests and their builder, messages, tools, completions, and streams. */
@NullMarked
package io.github.minimax4j.core.chat;

import org.jspecify.annotations.NullMarked;
