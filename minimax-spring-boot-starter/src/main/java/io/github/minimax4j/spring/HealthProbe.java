package io.github.minimax4j.spring;

import io.github.minimax4j.core.ErrorKind;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxException;
import io.github.minimax4j.core.ModelDescription;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Asks the service for its models, which costs no tokens and needs a valid key. Without Boot's health types, which moved between 3.5 and
 * 4. Thread-safe: one thread asks, all that come meanwhile get the same answer, and no lock is held.
 */
final class HealthProbe {

    /** In the order of how bad it is. */
    enum Status {
        UP,
        UNKNOWN,
        DOWN
    }

    /** What came of it. */
    record Health(Status status, Map<String, Object> details) {}

    /** Shorter than the calls' own limits: whoever asks for health does not wait for minutes. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Answer(Health health, long at) {}

    private final ListableBeanFactory beans;

    private final Duration cache;

    private final Duration timeout;

    private final LongSupplier nanoTime;

    private final AtomicReference<@Nullable CompletableFuture<Answer>> last = new AtomicReference<>();

    HealthProbe(ListableBeanFactory beans, Duration cache) {
        this(beans, cache, TIMEOUT, System::nanoTime);
    }

    /** As the properties have it, which must make sense. */
    static HealthProbe of(ListableBeanFactory beans, MiniMaxProperties properties, Environment environment) {
        Duration cache = properties.health().cache();
        if (cache.isNegative()) {
            String property = ModelGroup.ROOT + "health.cache";
            throw new MiniMaxPropertyException(
                    PropertyOrigins.withOrigin(property, environment) + " is " + cache + ": it must not be negative.",
                    "Set " + property + " to how long an answer holds, or to 0s to ask each time.");
        }
        return new HealthProbe(beans, cache);
    }

    HealthProbe(ListableBeanFactory beans, Duration cache, Duration timeout, LongSupplier nanoTime) {
        this.beans = beans;
        this.cache = cache;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Waits for the answer, or takes the last one if it still holds. */
    <H> H check(Function<Health, H> mapper) {
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
        ClientBeans.all(beans).forEach((name, client) -> running.put(name, ask(client, modelOf(name))));
        List<Status> all = new ArrayList<>(List.of(Status.UP));
        Map<String, Object> details = new LinkedHashMap<>();
        running.forEach((name, asked) -> {
            Health health = asked.join();
            all.add(health.status());
            details.put(name, health.details());
        });
        return new Health(all.stream().max(Status::compareTo).orElseThrow(), details);
    }

    private @Nullable String modelOf(String clientName) {
        return switch (clientName) {
            case MiniMaxAutoConfiguration.CHAT_CLIENT -> {
                MiniMaxChatModel model =
                        beans.getBeanProvider(MiniMaxChatModel.class).getIfUnique();
                yield model == null ? null : model.defaultRequestParameters().modelName();
            }
            case MiniMaxAutoConfiguration.STREAMING_CLIENT -> {
                MiniMaxStreamingChatModel model =
                        beans.getBeanProvider(MiniMaxStreamingChatModel.class).getIfUnique();
                yield model == null ? null : model.defaultRequestParameters().modelName();
            }
            default -> null; // the service lists its chat models only
        };
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
