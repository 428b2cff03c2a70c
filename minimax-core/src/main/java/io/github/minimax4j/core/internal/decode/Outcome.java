package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.MiniMaxException;

/**
 * How a call ended.
 *
 * @param <T> what it asked for
 */
public sealed interface Outcome<T> {

    /** Well. */
    record Completed<T>(T response) implements Outcome<T> {}

    /** In an error. */
    record Failed<T>(MiniMaxException error) implements Outcome<T> {}
}
