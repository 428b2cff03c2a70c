package io.github.minimax4j.spring.internal.metrics;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes one call: a timer and, if there is a tracer, a span. Its parent is the current observation of the calling thread. It never opens
 * a scope: the call ends on another thread, where the scope could not be closed.
 */
final class ObservedDuration implements DurationRecording {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final Observation observation;

    private ObservedDuration(ObservationRegistry registry, CallDescription call) {
        // a tracer adds its traceparent to the headers to send
        SenderContext<Map<String, String>> context =
                new SenderContext<>((carrier, name, value) -> carrier.put(name, value), Kind.CLIENT);
        context.setCarrier(headers);
        context.setRemoteServiceName(GenAiNames.MINIMAX);
        context.setRemoteServiceAddress(call.host() + ":" + call.port());
        String operation = CallTags.operation(call.operation());
        this.observation = Observation.createNotStarted(GenAiNames.DURATION, () -> context, registry)
                .contextualName(call.model() == null ? operation : operation + " " + call.model())
                .lowCardinalityKeyValues(CallTags.of(call)
                        .and(GenAiNames.RESPONSE_MODEL, GenAiNames.NONE)
                        .and(GenAiNames.ERROR_TYPE, GenAiNames.NONE));
        if (call.streamed()) {
            observation.highCardinalityKeyValue(GenAiNames.STREAM, "true");
        }
    }

    static ObservedDuration start(ObservationRegistry registry, CallDescription call) {
        ObservedDuration duration = new ObservedDuration(registry, call);
        duration.observation.start();
        return duration;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public void end(KeyValues tags, @Nullable CallSummary summary, @Nullable MiniMaxException error) {
        observation.lowCardinalityKeyValues(tags);
        if (summary != null) {
            add(GenAiNames.RESPONSE_ID, summary.id());
            add(GenAiNames.INPUT_TOKENS, summary.inputTokens());
            add(GenAiNames.OUTPUT_TOKENS, summary.outputTokens());
            add(
                    GenAiNames.FINISH_REASONS,
                    summary.finishReason() == null
                            ? null
                            : summary.finishReason().name().toLowerCase(Locale.ROOT));
        }
        if (error != null) {
            observation.error(error);
        }
        observation.stop();
    }

    private void add(String key, @Nullable Object value) {
        if (value != null) {
            observation.highCardinalityKeyValue(key, value.toString());
        }
    }
}
