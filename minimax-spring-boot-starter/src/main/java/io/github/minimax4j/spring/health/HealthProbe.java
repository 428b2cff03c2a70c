package io.github.minimax4j.spring.health;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
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
 * Asks the service for its models, which costs no tokens and needs a valid key. Without Boot's health types, which moved between 3.5 and
 * 4. Thread-safe: one thread asks, all that come meanwhile get the same answer, and no lock is held.
 */
public final class HealthProbe {

    /** In the order of how bad it is. */
    public enum Status {
        /** The service answers. */
        UP,
        /** Nothing can be said. */
        UNKNOWN,
        /** The service refuses, fails or is silent. */
        DOWN
    }

    /**
     * What is asked.
     *
     * @param client the connection
     * @param model  the model that the service should list, null if there is none to look for
     */
    public record Target(MiniMaxClient client, @Nullable String model) {}

    /**
     * What came of it.
     *
     * @param status  the worst of all clients'
     * @param details by client
     */
    public record Health(Status status, Map<String, Object> details) {}

    /** Shorter than the calls' own limits: whoever asks for health does not wait for minutes. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Answer(Health health, long at) {}

    private final Supplier<Map<String, Target>> targets;

    private final Duration cache;

    private final Duration timeout;

    private final LongSupplier nanoTime;

    private final AtomicReference<@Nullable CompletableFuture<Answer>> last = new AtomicReference<>();

    /**
     * Prepares to ask.
     *
     * @param targets  what to ask, by the names of the clients' beans
     * @param cache    how long an answer holds
     * @param timeout  how long to wait for one
     * @param nanoTime the clock
     */
    public HealthProbe(Supplier<Map<String, Target>> targets, Duration cache, Duration timeout, LongSupplier nanoTime) {
        this.targets = targets;
        this.cache = cache;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Waits for the answer, or takes the last one if it still holds. */
    public <H> H check(Function<Health, H> mapper) {
        CompletableFuture<Answer> known = last.get();
        if (known != null
                && (!known.isDone() || nanoTime.getAsLong() - known.join().at() < cache.toNanos())) {
            return mapper.apply(known.join().health());
        }
        CompletableFuture<Answer> fresh = new CompletableFuture<>();
        if (!last.compareAndSet(known, fresh)) {
            return check(mapper); // another thread asks
        }
        Health health = new Health(Status.DOWN, Map.of());
        try {
            health = ask();
        } catch (RuntimeException e) {
            health = new Health(Status.DOWN, Map.of("error", e.getClass().getSimpleName()));
        } finally {
            fresh.complete(new Answer(health, nanoTime.getAsLong())); // whatever happened: others wait for it
        }
        return mapper.apply(health);
    }

    private Health ask() {
        Map<String, CompletableFuture<Health>> running = new LinkedHashMap<>();
        targets.get().forEach((name, target) -> running.put(name, ask(target.client(), target.model())));
        List<Status> all = new ArrayList<>(List.of(Status.UP));
        Map<String, Object> details = new LinkedHashMap<>();
        running.forEach((name, asked) -> {
            Health health = asked.join();
            all.add(health.status());
            details.put(name, health.details());
        });
        return new Health(all.stream().max(Status::compareTo).orElseThrow(), details);
    }

    private CompletableFuture<Health> ask(MiniMaxClient client, @Nullable String model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("host", client.host());
        CompletableFuture<List<ModelDescription>> call;
        try {
            call = client.modelsAsync();
        } catch (RuntimeException e) { // of a bean that gives the key
            return CompletableFuture.completedFuture(failed(e, details));
        }
        return call.handle((models, failure) -> failure == null ? up(models, model, details) : failed(failure, details))
                .completeOnTimeout(timedOut(details), timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((health, failure) -> call.cancel(true));
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

    /** Without messages: they may hold what the outside must not see. */
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
