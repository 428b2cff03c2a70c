package io.github.minimax4j.core.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The client's own limits on its requests; those that are null do not apply. Each is named like its setting.
 *
 * @param maxConcurrentRequests requests whose response is not complete
 * @param maxRequestsPerMinute  requests that start within any minute
 * @param maxTokensPerMinute    tokens within any minute, estimated before a request and reported after it
 * @param queueTimeout          how long a request waits at most
 */
public record RequestLimits(
        @Nullable Integer maxConcurrentRequests,
        @Nullable Integer maxRequestsPerMinute,
        @Nullable Integer maxTokensPerMinute,
        Duration queueTimeout) {

    /** The limits that were set; null if there is none, so that calls do without a queue. */
    public static @Nullable RequestLimits of(ClientSettings settings) {
        RequestLimits limits = new RequestLimits(
                settings.find(ClientSettings.MAX_CONCURRENT_REQUESTS),
                settings.find(ClientSettings.MAX_REQUESTS_PER_MINUTE),
                settings.find(ClientSettings.MAX_TOKENS_PER_MINUTE),
                settings.get(ClientSettings.QUEUE_TIMEOUT));
        return limits.maxConcurrentRequests == null
                        && limits.maxRequestsPerMinute == null
                        && limits.maxTokensPerMinute == null
                ? null
                : limits;
    }
}
