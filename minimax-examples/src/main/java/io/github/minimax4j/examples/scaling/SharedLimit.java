package io.github.minimax4j.examples.scaling;

import dev.langchain4j.exception.RateLimitException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * MiniMax's limits on requests and tokens a minute, shared by all replicas that use the same Redis and the same name. Thread-safe.
 *
 * <p>A call's tokens are known only afterwards, so it reserves an estimate and settles the difference.
 */
public final class SharedLimit {

    private final Bucket requests;

    private final Bucket tokens;

    private final Duration maxWait;

    /**
     * Joins the limit with this name, or creates it.
     *
     * @param redis             the Redis that all replicas use
     * @param name              the limit's name, such as the account whose key the replicas use
     * @param requestsPerMinute the account's RPM
     * @param tokensPerMinute   the account's TPM
     * @param maxWait           how long a call waits for its turn before it fails
     */
    public SharedLimit(RedisClient redis, String name, long requestsPerMinute, long tokensPerMinute, Duration maxWait) {
        ProxyManager<byte[]> buckets = Bucket4jLettuce.casBasedBuilder(redis)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
        this.requests = bucket(buckets, name + ":requests", requestsPerMinute);
        this.tokens = bucket(buckets, name + ":tokens", tokensPerMinute);
        this.maxWait = maxWait;
    }

    private static Bucket bucket(ProxyManager<byte[]> buckets, String key, long perMinute) {
        BucketConfiguration limit = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
        return buckets.getProxy(key.getBytes(StandardCharsets.UTF_8), () -> limit);
    }

    /**
     * Waits for a call's turn.
     *
     * @param estimatedTokens what the call may use, input and output
     * @throws RateLimitException if its turn does not come in time, or the thread is interrupted
     */
    void acquire(long estimatedTokens) {
        try {
            if (!requests.asBlocking().tryConsume(1, maxWait)
                    || !tokens.asBlocking().tryConsume(estimatedTokens, maxWait)) {
                throw new RateLimitException(
                        "No turn within " + maxWait.toSeconds() + " s: all replicas together are at the limit");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RateLimitException(e);
        }
    }

    /** Replaces the estimate of a call by what it used. */
    void settle(long estimatedTokens, long usedTokens) {
        if (usedTokens < estimatedTokens) {
            tokens.addTokens(estimatedTokens - usedTokens);
        } else if (usedTokens > estimatedTokens) {
            tokens.consumeIgnoringRateLimits(usedTokens - estimatedTokens);
        }
    }
}
