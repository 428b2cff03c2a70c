package io.github.minimax4j.core.internal.config;

import org.slf4j.Logger;

/**
 * What is logged, and to which logger.
 *
 * @param requests  whether to log requests
 * @param responses whether to log responses
 * @param logger    the logger
 * @param bodyLimit maximum number of characters of a body in the log
 */
public record LogSettings(boolean requests, boolean responses, Logger logger, int bodyLimit) {}
