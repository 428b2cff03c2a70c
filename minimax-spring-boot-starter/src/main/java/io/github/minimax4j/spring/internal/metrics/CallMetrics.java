package io.github.minimax4j.spring.internal.metrics;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records one call: its duration with a {@link DurationRecording}, everything else here. */
public final class CallMetrics implements CallListener {

    static final String DURATION_DESCRIPTION = "GenAI operation duration.";

    private static final Set<Operation> GENERATING =
            EnumSet.of(Operation.CHAT, Operation.EMBEDDINGS, Operation.IMAGES, Operation.SPEECH);

    private final MeterRegistry registry;

    private final KeyValues tags;

    private final DurationRecording duration;

    private final long start;

    private volatile long firstChunkNanos = -1;

    /**
     * Creates a listener for each call that generates something.
     *
     * @param registry     where to record
     * @param observations the registry to observe calls with, unless it is the no-op one
     */
    public static CallListener.Factory factory(MeterRegistry registry, ObservationRegistry observations) {
        CallListener ignoring = new CallListener() {};
        return call -> {
            if (!GENERATING.contains(call.operation())) {
                return ignoring;
            }
            return new CallMetrics(
                    registry,
                    call,
                    observations.isNoop()
                            ? DurationRecording.timer(registry)
                            : ObservedDuration.start(observations, call));
        };
    }

    /** Describes the duration where observations record it: they cannot give their meters a description. */
    public static MeterFilter descriptions() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(GenAiNames.DURATION) && id.getDescription() == null
                        ? new Meter.Id(
                                id.getName(),
                                Tags.of(id.getTags()),
                                id.getBaseUnit(),
                                DURATION_DESCRIPTION,
                                id.getType())
                        : id;
            }
        };
    }

    private CallMetrics(MeterRegistry registry, CallDescription call, DurationRecording duration) {
        this.registry = registry;
        this.tags = CallTags.of(call);
        this.duration = duration;
        this.start = registry.config().clock().monotonicTime();
    }

    @Override
    public Map<String, String> headers() {
        return duration.headers();
    }

    @Override
    public void onFirstEvent() {
        firstChunkNanos = registry.config().clock().monotonicTime() - start;
    }

    @Override
    public void onRetry(Retry retry) {
        Counter.builder(GenAiNames.RETRIES)
                .description("Attempts after the first.")
                .tags(with(tags.and(
                        GenAiNames.ERROR_TYPE, CallTags.errorType(retry.cause().kind()))))
                .register(registry)
                .increment();
    }

    @Override
    public void onSuccess(CallSummary summary) {
        KeyValues known = tags.and(GenAiNames.RESPONSE_MODEL, CallTags.orNone(summary.model()));
        recordFirstChunk(known);
        recordTokens(known, "input", summary.inputTokens());
        recordTokens(known, "output", summary.outputTokens());
        duration.end(known.and(GenAiNames.ERROR_TYPE, GenAiNames.NONE), summary, null);
    }

    @Override
    public void onFailure(MiniMaxException error) {
        endWithoutResponse(error.kind(), error);
    }

    @Override
    public void onCancel() {
        endWithoutResponse(ErrorKind.CANCELLED, null);
    }

    private void endWithoutResponse(ErrorKind kind, @Nullable MiniMaxException error) {
        KeyValues known = tags.and(GenAiNames.RESPONSE_MODEL, GenAiNames.NONE);
        recordFirstChunk(known);
        duration.end(known.and(GenAiNames.ERROR_TYPE, CallTags.errorType(kind)), null, error);
    }

    private void recordFirstChunk(KeyValues known) {
        long nanos = firstChunkNanos;
        if (nanos >= 0) {
            Timer.builder(GenAiNames.TIME_TO_FIRST_CHUNK)
                    .description("Time to the first chunk of a streamed response.")
                    .tags(with(known))
                    .register(registry)
                    .record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void recordTokens(KeyValues known, String type, @Nullable Long count) {
        if (count != null) {
            DistributionSummary.builder(GenAiNames.TOKEN_USAGE)
                    .description("Number of input and output tokens used.")
                    .baseUnit("tokens")
                    .tags(with(known.and(GenAiNames.TOKEN_TYPE, type)))
                    .register(registry)
                    .record(count);
        }
    }

    static Tags with(Iterable<KeyValue> values) {
        Tags tags = Tags.empty();
        for (KeyValue value : values) {
            tags = tags.and(value.getKey(), value.getValue());
        }
        return tags;
    }
}
