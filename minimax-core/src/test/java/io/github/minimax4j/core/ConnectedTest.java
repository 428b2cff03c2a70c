package io.github.minimax4j.core;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test whose methods share a client of the scripted server. It does not retry unless the test wants it to. */
@ExtendWith(MiniMaxServerExtension.class)
abstract class ConnectedTest {

    MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        MiniMaxClientBuilder builder = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .maxRetries(0);
        configure(builder);
        client = builder.build();
    }

    /** Changes the settings of the client. */
    void configure(MiniMaxClientBuilder builder) {}

    @AfterEach
    void close() {
        client.close();
    }
}
