package io.github.minimax4j.test.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.context.SmartLifecycle;

/**
 * Ends open responses when the context is paused (Spring 7 does that between test classes) or closed. Stops first, because the application
 * may wait for its running calls to end.
 */
final class ServerLifecycle implements SmartLifecycle {

    private final MiniMaxServer server;

    private volatile boolean running;

    ServerLifecycle(MiniMaxServer server) {
        this.server = server;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        server.reset();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
