/** The travel desk on a web page: an agent in one {@code Flux}, streamed to the browser as server-sent events. */
package io.github.minimax4j.examples.web;
