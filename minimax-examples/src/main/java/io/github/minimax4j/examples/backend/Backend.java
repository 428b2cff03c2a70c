package io.github.minimax4j.examples.backend;

import io.github.minimax4j.test.MiniMaxServer;
import org.jspecify.annotations.Nullable;

/**
 * What an example sends its requests to: MiniMax or a gateway if its key is set, otherwise a scripted server in this process. A program of
 * your own does not need it: it sets {@code apiKey(System.getenv("MINIMAX_API_KEY"))}, and no {@code baseUrl}.
 */
public final class Backend implements AutoCloseable {

    private final @Nullable String baseUrl;

    private final String apiKey;

    private final @Nullable MiniMaxServer server;

    private Backend(@Nullable String baseUrl, String apiKey, @Nullable MiniMaxServer server) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
        this.server = server;
    }

    /**
     * MiniMax if MINIMAX_API_KEY is set.
     *
     * @param example whose script is used otherwise
     */
    public static Backend of(Class<?> example) {
        return of("MINIMAX_API_KEY", null, example);
    }

    /**
     * Another server if its key is set.
     *
     * @param keyVariable the environment variable that holds the key
     * @param baseUrl     the address; null for MiniMax
     * @param example     whose script is used otherwise
     */
    public static Backend of(String keyVariable, @Nullable String baseUrl, Class<?> example) {
        String key = System.getenv(keyVariable);
        if (key != null && !key.isBlank()) {
            return new Backend(baseUrl, key, null);
        }
        System.out.println(keyVariable + " is not set: a scripted server responds.");
        return scripted(example);
    }

    /**
     * The scripted server, whether there is a key or not.
     *
     * @param example whose script is used
     */
    public static Backend scripted(Class<?> example) {
        MiniMaxServer server = MiniMaxServer.start();
        Scripts.script(server, example.getSimpleName());
        return new Backend(server.baseUrl(), "none", server);
    }

    /** The address to use; null for MiniMax's own. */
    public @Nullable String baseUrl() {
        return baseUrl;
    }

    /** The key to use. */
    public String apiKey() {
        return apiKey;
    }

    /**
     * The scripted server.
     *
     * @throws IllegalStateException if the example sends its requests elsewhere
     */
    public MiniMaxServer server() {
        if (server == null) {
            throw new IllegalStateException("Not a scripted server: " + baseUrl);
        }
        return server;
    }

    /** Stops the scripted server. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
