package io.github.minimax4j.spring.internal.health;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.plan.TokenPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the service by requesting its list of models, which costs no tokens and needs a valid key. Does not use Boot's health types, which
 * moved between 3.5 and 4. Thread-safe: one thread sends the requests, threads that check meanwhile share its result, and no lock is held.
 */
public final class HealthProbe {

    /** In order of severity. */
    public enum Status {
        /** The service responds. */
        UP,
        /** The check is inconclusive. */
        UNKNOWN,
        /** The service rejects the request, fails, or does not respond. */
        DOWN
    }

    /**
     * A client to check.
     *
     * @param client the client
     * @param model  the model that the service should list, or null to look for none
     */
    public record Target(MiniMaxClient client, @Nullable String model) {}

    /**
     * The result of a check.
     *
     * @param status  the most severe status of all clients
     * @param details further details, by client
     */
    public record Health(Status status, Map<String, Object> details) {}

    /** Shorter than the time limits of calls: health checks must not take minutes. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Result(Health health, long at) {}

    private final Supplier<Map<String, Target>> targets;

    private final Duration cache;

    private final Duration timeout;

    private final boolean tokenPlan;

    private final LongSupplier nanoTime;

    private final AtomicReference<@Nullable CompletableFuture<Result>> last = new AtomicReference<>();

    /**
     * Creates a probe.
     *
     * @param targets  what to check, by the names of the clients' beans
     * @param cache    how long a result is reused
     * @param timeout  how long to wait for the service
     * @param tokenPlan whether the details contain what is left of the account's subscription; it does not decide the status
     * @param nanoTime the clock
     */
    public HealthProbe(
            Supplier<Map<String, Target>> targets,
            Duration cache,
            Duration timeout,
            boolean tokenPlan,
            LongSupplier nanoTime) {
        this.targets = targets;
        this.cache = cache;
        this.timeout = timeout;
        this.tokenPlan = tokenPlan;
        this.nanoTime = nanoTime;
    }

    /** Checks the service, or reuses the last result if it is recent enough. */
    public <H> H check(Function<Health, H> mapper) {
        CompletableFuture<Result> current = last.get();
        if (current != null
                && (!current.isDone() || nanoTime.getAsLong() - current.join().at() < cache.toNanos())) {
            return mapper.apply(current.join().health());
        }
        CompletableFuture<Result> fresh = new CompletableFuture<>();
        if (!last.compareAndSet(current, fresh)) {
            return check(mapper); // another thread has started a check
        }
        Health health = new Health(Status.DOWN, Map.of());
        try {
            health = checkAll();
        } catch (RuntimeException e) {
            health = new Health(Status.DOWN, Map.of("error", e.getClass().getSimpleName()));
        } finally {
            fresh.complete(new Result(health, nanoTime.getAsLong())); // in any case: other threads wait for it
        }
        return mapper.apply(health);
    }

    private Health checkAll() {
        Map<String, CompletableFuture<Health>> running = new LinkedHashMap<>();
        targets.get().forEach((name, target) -> running.put(name, check(target.client(), target.model())));
        List<Status> all = new ArrayList<>(List.of(Status.UP));
        Map<String, Object> details = new LinkedHashMap<>();
        running.forEach((name, pending) -> {
            Health health = pending.join();
            all.add(health.status());
            details.put(name, health.details());
        });
        return new Health(all.stream().max(Status::compareTo).orElseThrow(), details);
    }

    private CompletableFuture<Health> check(MiniMaxClient client, @Nullable String model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("host", client.host());
        CompletableFuture<List<ModelDescription>> call;
        CompletableFuture<TokenPlan> plan;
        try {
            call = client.modelsAsync();
            plan = tokenPlan ? client.tokenPlanAsync() : new CompletableFuture<>();
        } catch (RuntimeException e) { // from a bean that provides the key
            return CompletableFuture.completedFuture(failed(e, details));
        }
        CompletableFuture<Health> health = call.handle(
                        (models, failure) -> failure == null ? up(models, model, details) : failed(failure, details))
                .completeOnTimeout(timedOut(details), timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((result, failure) -> call.cancel(true));
        return tokenPlan ? health.thenCombine(quotas(plan), HealthProbe::withQuotas) : health;
    }

    private CompletableFuture<Map<String, Object>> quotas(CompletableFuture<TokenPlan> plan) {
        return plan.handle((received, failure) -> failure == null ? quotas(received) : Map.<String, Object>of())
                .completeOnTimeout(Map.of(), timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((result, failure) -> plan.cancel(true));
    }

    /** The percentages that are left, and when they are renewed; without what the service does not report. */
    private static Map<String, Object> quotas(TokenPlan plan) {
        Map<String, Object> quotas = new LinkedHashMap<>();
        for (TokenPlan.Quota quota : plan.quotas()) {
            if (quota.isIncluded()) {
                Map<String, Object> windows = new LinkedHashMap<>();
                add("interval", quota.interval(), windows);
                add("weekly", quota.weekly(), windows);
                quotas.put(quota.name(), windows);
            }
        }
        return quotas;
    }

    private static void add(String name, TokenPlan.Window window, Map<String, Object> windows) {
        if (window.remainingPercent() != null) {
            windows.put(name + "RemainingPercent", window.remainingPercent());
        }
        if (window.endsAt() != null) {
            windows.put(name + "EndsAt", window.endsAt().toString());
        }
    }

    private static Health withQuotas(Health health, Map<String, Object> quotas) {
        Map<String, Object> all = new LinkedHashMap<>(health.details());
        all.put("tokenPlan", quotas.isEmpty() ? "unknown" : quotas);
        return new Health(health.status(), all);
    }

    private static Health up(List<ModelDescription> models, @Nullable String model, Map<String, Object> details) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        if (model != null) {
            all.put("model", model);
            all.put(
                    "modelKnown",
                    models.stream()
                            .map(ModelDescription::id)
                            .collect(Collectors.toSet())
                            .contains(model));
        }
        return new Health(Status.UP, all);
    }

    private static Health timedOut(Map<String, Object> details) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("error", "timeout");
        return new Health(Status.DOWN, all);
    }

    /** Omits messages: they may contain what must not be exposed. */
    private static Health failed(Throwable failure, Map<String, Object> details) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("error", cause.getClass().getSimpleName());
        if (!(cause instanceof MiniMaxException error)) {
            return new Health(Status.DOWN, all);
        }
        all.put("kind", error.kind().name().toLowerCase(Locale.ROOT));
        Integer status = error.httpStatus();
        if (status != null) {
            all.put("httpStatus", status);
        }
        boolean unknown = status != null && status == 404 || error.kind() == ErrorKind.RATE_LIMIT;
        return new Health(unknown ? Status.UNKNOWN : Status.DOWN, all);
    }
}
