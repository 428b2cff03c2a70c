package io.github.minimax4j.spring.internal.metrics;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures how long one call takes. */
interface DurationRecording {

    /** Headers to send with the call. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** The call is over. */
    void end(KeyValues tags, @Nullable CallSummary summary, @Nullable MiniMaxException error);

    /** A plain timer, for applications without observations. */
    static DurationRecording timer(MeterRegistry registry) {
        Timer.Sample sample = Timer.start(registry);
        return (tags, summary, error) -> sample.stop(Timer.builder(GenAiNames.DURATION)
                .description(CallMetrics.DURATION_DESCRIPTION)
                .tags(CallMetrics.with(tags))
                .register(registry));
    }
}
