/** Chat memories in a database. */
package io.github.minimax4j.examples.memory;
