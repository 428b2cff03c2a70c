package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.MiniMaxException;

/**
 * How a call ended.
 *
 * @param <T> the type of the response
 */
public sealed interface Outcome<T> {

    /** With a response. */
    record Completed<T>(T response) implements Outcome<T> {}

    /** With an error. */
    record Failed<T>(MiniMaxException error) implements Outcome<T> {}
}
