/** What the travel desk can do and is told, wherever it is talked to. */
package io.github.minimax4j.examples.travel;
