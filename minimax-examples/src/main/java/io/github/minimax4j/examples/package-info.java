/** A travel desk agent that uses the starter: the application, with a terminal and a web page. */
package io.github.minimax4j.examples;
