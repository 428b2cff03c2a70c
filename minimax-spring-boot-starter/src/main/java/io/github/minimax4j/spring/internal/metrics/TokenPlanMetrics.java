package io.github.minimax4j.spring.internal.metrics;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.plan.TokenPlan;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Records what is left of the quotas of the account's subscription, for each client: a gauge for each window of each quota, in percent. It
 * requests them at intervals, without occupying a thread. A quota that cannot be requested has no value until it can be again.
 */
public final class TokenPlanMetrics implements SmartInitializingSingleton, DisposableBean {

    static final String REMAINING = "minimax.token.plan.remaining";

    private static final Logger LOGGER = LoggerFactory.getLogger(TokenPlanMetrics.class);

    private record Window(String quota, String name) {}

    private final MeterRegistry registry;

    private final Supplier<Map<String, MiniMaxClient>> clients;

    private final Duration interval;

    // by client, in percent; the maps within do not change
    private final Map<String, Map<Window, Double>> remaining = new ConcurrentHashMap<>();

    private volatile @Nullable CompletableFuture<?> pause;

    private volatile boolean destroyed;

    /**
     * Creates the metrics, which request nothing yet.
     *
     * @param clients  the clients to record, by their names
     * @param interval the time between two requests of a client
     */
    public TokenPlanMetrics(MeterRegistry registry, Supplier<Map<String, MiniMaxClient>> clients, Duration interval) {
        this.registry = registry;
        this.clients = clients;
        this.interval = interval;
    }

    @Override
    public void afterSingletonsInstantiated() {
        request();
    }

    private void request() {
        if (destroyed) {
            return;
        }
        clients.get().forEach(this::request);
        CompletableFuture<Void> next = new CompletableFuture<>();
        pause = next;
        // not on the thread of all timeouts: a bean that provides the key may block
        next.completeOnTimeout(null, interval.toNanos(), TimeUnit.NANOSECONDS).thenRunAsync(this::request);
        if (destroyed) {
            next.cancel(false); // in between
        }
    }

    private void request(String client, MiniMaxClient from) {
        try {
            from.tokenPlanAsync().whenComplete((plan, failure) -> record(client, plan, failure));
        } catch (RuntimeException e) { // from a bean that provides the key
            record(client, null, e);
        }
    }

    private void record(String client, @Nullable TokenPlan plan, @Nullable Throwable failure) {
        if (plan == null) {
            remaining.remove(client);
            LOGGER.debug("The token plan of {} could not be requested", client, failure);
            return;
        }
        Map<Window, Double> percents = new HashMap<>();
        for (TokenPlan.Quota quota : plan.quotas()) {
            if (quota.isIncluded()) {
                add(quota.name(), "interval", quota.interval(), percents);
                add(quota.name(), "weekly", quota.weekly(), percents);
            }
        }
        remaining.put(client, percents); // all at once, so that no reader finds a part of them
        percents.keySet().forEach(window -> register(client, window));
    }

    private static void add(String quota, String name, TokenPlan.Window window, Map<Window, Double> percents) {
        if (window.remainingPercent() != null) {
            percents.put(new Window(quota, name), window.remainingPercent());
        }
    }

    /** Has no effect the second time. */
    private void register(String client, Window window) {
        Gauge.builder(
                        REMAINING,
                        remaining,
                        all -> all.getOrDefault(client, Map.of()).getOrDefault(window, Double.NaN))
                .description("What is left of a quota of the MiniMax subscription.")
                .baseUnit("percent")
                .tags(Tags.of("client", client, "quota", window.quota(), "window", window.name()))
                .register(registry);
    }

    @Override
    public void destroy() {
        destroyed = true;
        CompletableFuture<?> waiting = pause;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
