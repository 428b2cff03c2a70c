package io.github.minimax4j.core.internal.config;

import org.slf4j.Logger;

/**
 * What is logged, and where.
 *
 * @param requests  log requests
 * @param responses log responses
 * @param logger    where to
 * @param bodyLimit characters of a body that are shown
 */
public record LogSettings(boolean requests, boolean responses, Logger logger, int bodyLimit) {}
