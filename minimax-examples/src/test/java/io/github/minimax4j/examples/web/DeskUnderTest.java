package io.github.minimax4j.examples.web;

import io.github.minimax4j.examples.TravelDeskApplication;
import io.github.minimax4j.test.MiniMaxServer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** A desk that asks a scripted server, of which each test has its own on the same port. */
final class DeskUnderTest {

    private DeskUnderTest() {}

    /**
     * A port for servers to come. Systems give ports to clients of their own accord, but higher ones. Each process has a range of its own:
     * between two of its servers, the port is free for others.
     */
    static int freePort() {
        for (int port = 20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10; ; port++) {
            try (MiniMaxServer free = MiniMaxServer.start(port)) {
                return free.port();
            } catch (UncheckedIOException e) {
                // taken: the next one
            }
        }
    }

    static ConfigurableApplicationContext start(int serverPort, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--langchain4j.minimax.api-key=test-key",
                "--langchain4j.minimax.profile=minimax",
                "--langchain4j.minimax.max-retries=0",
                "--langchain4j.minimax.base-url=http://127.0.0.1:" + serverPort));
        arguments.addAll(List.of(further));
        return TravelDeskApplication.start(arguments.toArray(String[]::new));
    }

    static String url(ConfigurableApplicationContext app) {
        return "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
    }
}
