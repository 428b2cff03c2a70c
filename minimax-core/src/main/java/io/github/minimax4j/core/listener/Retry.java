package io.github.minimax4j.core.listener;

import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Duration;

/**
 * A call is about to be retried.
 *
 * @param number     the number of this retry, from 1; 0 if the request is sent again without a field that the server rejected, which does
 *     not count as a retry
 * @param maxRetries the maximum number of retries
 * @param delay      the time until the retry
 * @param cause      why the previous attempt failed
 */
public record Retry(int number, int maxRetries, Duration delay, MiniMaxException cause) {}
