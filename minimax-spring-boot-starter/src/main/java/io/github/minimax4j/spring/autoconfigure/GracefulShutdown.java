package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets running calls complete when the application shuts down, within Spring's timeout for a shutdown phase. No thread waits. New calls are
 * allowed, because running work may need them; the remaining calls end when the clients are closed.
 */
final class GracefulShutdown implements SmartLifecycle {

    /**
     * Between the two phases of web servers, which are the same in Boot 3.5 and 4: first, running web requests end (1024 below the
     * default), which may make calls; then the calls end that no request waits for; then the server stops (2048 below).
     */
    static final int PHASE = DEFAULT_PHASE - 1536;

    private static final Logger LOGGER = LoggerFactory.getLogger(MiniMaxAutoConfiguration.class);

    private final ListableBeanFactory beans;

    private volatile boolean running;

    GracefulShutdown(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false; // nothing would report the end
    }

    @Override
    public void stop(Runnable callback) {
        CompletableFuture<Void> idle = CompletableFuture.allOf(ClientBeans.made(beans).values().stream()
                .map(MiniMaxClient::whenIdle)
                .toArray(CompletableFuture<?>[]::new));
        if (!idle.isDone()) {
            LOGGER.info("Waiting for running MiniMax calls to end");
        }
        idle.whenComplete((nothing, failure) -> {
            running = false;
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
