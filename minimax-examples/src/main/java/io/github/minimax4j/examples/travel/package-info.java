/** The tools and instructions of the travel desk, shared by the terminal and the page. */
package io.github.minimax4j.examples.travel;
