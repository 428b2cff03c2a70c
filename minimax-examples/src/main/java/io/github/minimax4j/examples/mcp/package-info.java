/** Tools of an MCP server. */
@NullMarked
package io.github.minimax4j.examples.mcp;

import org.jspecify.annotations.NullMarked;
