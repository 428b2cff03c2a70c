/** A travel desk agent on the starter: the application, which the terminal and the page are parts of. */
package io.github.minimax4j.examples;
