package io.github.minimax4j.examples.scaling;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Two replicas of an application that share a limit of five requests a minute in Redis. Set REDIS_URL if it is not on this machine. */
public final class TwoReplicas {

    private TwoReplicas() {}

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        String redis = System.getenv().getOrDefault("REDIS_URL", "redis://127.0.0.1:6379");
        try (Backend backend = Backend.of(TwoReplicas.class)) {
            run(backend, redis);
        }
    }

    /**
     * Asks this backend.
     *
     * @param redisUrl the Redis that the replicas share
     */
    public static void run(Backend backend, String redisUrl) {
        String account = "example-" + UUID.randomUUID(); // a name that all your replicas use, such as the account's
        RedisClient redis = RedisClient.create(redisUrl);
        try (MiniMaxChatModel minimax = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .maxOutputTokens(500)
                .build()) {
            List<ChatModel> replicas = List.of(replica(minimax, redis, account), replica(minimax, redis, account));
            int sent = 0;
            for (int call = 0; call < 12; call++) {
                try {
                    replicas.get(call % 2).chat("Say hello.");
                    sent++;
                } catch (RateLimitException e) {
                    // in an application: wait longer than 10 ms, or answer the user that it is busy
                }
            }
            System.out.println(sent + " of 12 calls were sent; the others would have exceeded the limit");
        } finally {
            redis.shutdown();
        }
    }

    private static ChatModel replica(ChatModel model, RedisClient redis, String account) {
        return new LimitedChatModel(model, new SharedLimit(redis, account, 5, 1_000_000, Duration.ofMillis(10)));
    }
}
