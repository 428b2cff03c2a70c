package io.github.minimax4j.examples.scaling;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** A Redis of the test's own, started from the machine's redis-server. */
final class Redis implements AutoCloseable {

    private final Process server;

    private final String url;

    private final RedisClient client;

    private Redis(Process server, String url) {
        this.server = server;
        this.url = url;
        this.client = RedisClient.create(url);
    }

    /** Starts a server without files. Without redis-server the test is skipped, unless REDIS_TESTS_REQUIRED is set. */
    static Redis start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process server;
        try {
            server = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            if (System.getenv("REDIS_TESTS_REQUIRED") != null) {
                throw e;
            }
            Assumptions.abort("redis-server is not installed");
            throw new AssertionError("unreachable");
        }
        Redis redis = new Redis(server, "redis://127.0.0.1:" + port);
        redis.awaitReady();
        return redis;
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                client.connect().close();
                return;
            } catch (RedisConnectionException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw e;
                }
            }
        }
    }

    String url() {
        return url;
    }

    RedisClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdown();
        server.destroy();
    }
}
