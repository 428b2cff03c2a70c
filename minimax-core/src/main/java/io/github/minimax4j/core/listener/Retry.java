package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Duration;

/**
 * A call is about to be tried again.
 *
 * @param number which retry this is, from 1; 0 if the request is sent again without a field that the server refused, which does not
 *     count as a retry
 * @param most   how many are allowed
 * @param delay  how long is waited before it
 * @param cause  why the attempt before it failed
 */
public record Retry(int number, int most, Duration delay, MiniMaxException cause) {}
