package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bounds what a call may allocate, wherever in the process it does so. */
@Tag("allocation")
class AllocationTest {

    private static final int CALLS = 100;

    // the characters and the length of a JSON Web Token
    private static final String KEY = "eyJhbGciOi.JSUzI1-IsInR_".repeat(37);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aLongKeyCostsOnlyTheCopiesThatGoIntoTheRequest() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.text("Hello."));
            long withShortKey = bytesPerCall(server, MiniMaxClient.builder().apiKey(KEY.substring(0, 20)));
            long withLongKey = bytesPerCall(server, MiniMaxClient.builder().apiKey(KEY));

            assertThat(withLongKey - withShortKey)
                    .as("bytes a call that 860 more characters of a key cost")
                    .isLessThan(32 * 860L);
        }
    }

    @Test
    void aLongKeyInTheQueryCostsOnlyTheCopiesThatGoIntoTheRequest() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.text("Hello."));
            long withShortKey = bytesPerCall(
                    server,
                    MiniMaxClient.builder()
                            .profile(TargetProfile.GATEWAY)
                            .customQueryParams(Map.of("key", KEY.substring(0, 20))));
            long withLongKey = bytesPerCall(
                    server,
                    MiniMaxClient.builder().profile(TargetProfile.GATEWAY).customQueryParams(Map.of("key", KEY)));

            assertThat(withLongKey - withShortKey)
                    .as("bytes a call that 860 more characters of a query parameter cost")
                    .isLessThan(64 * 860L); // the URL is parsed several times on its way
        }
    }

    private static long bytesPerCall(MiniMaxServer server, MiniMaxClientBuilder builder) {
        try (MiniMaxClient client = builder.baseUrl(server.baseUrl()).build()) {
            ask(client); // connects, and loads classes
            long before = allocated();
            ask(client);
            return (allocated() - before) / CALLS;
        }
    }

    private static void ask(MiniMaxClient client) {
        for (int i = 0; i < CALLS; i++) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
    }

    // the server's threads are among them: they read the key too, once
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
