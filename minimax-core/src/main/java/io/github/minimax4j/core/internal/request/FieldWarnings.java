package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.request.ModelField.Effect;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs, once for each model and field, that a field is sent as set but has no effect: MiniMax's models accept many fields and ignore
 * them (Q4). No field is removed, since a later model, or a later version of the same one, may obey it. What a model is known to reject is
 * rejected here. Thread-safe.
 */
public final class FieldWarnings {

    private static final ModelField[] FIELDS = ModelField.values();

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * Checks a request.
     *
     * @throws IllegalArgumentException if MiniMax's model is known to reject one of its fields
     */
    public static void check(ChatCompletionRequest request, TargetProfile profile) {
        if (profile == TargetProfile.MINIMAX
                && ModelField.THINKING.effect(ModelFamily.of(request.model())) == Effect.REJECTED
                && ModelField.THINKING.used.test(request)) {
            throw new IllegalArgumentException(
                    "thinking is disabled, but " + request.model()
                            + " cannot stop thinking and MiniMax rejects such requests: leave thinking unset, and set a low reasoning effort instead");
        }
    }

    /** Logs what has no effect, or a costly one. */
    public void warn(ChatCompletionRequest request, TargetProfile profile) {
        ModelFamily family = ModelFamily.of(request.model());
        if (profile != TargetProfile.MINIMAX || family == ModelFamily.OTHER) {
            return;
        }
        for (ModelField field : FIELDS) {
            if (field.effect(family) == Effect.IGNORED
                    && field.used.test(request)
                    && logged.add(request.model() + "/" + field)) {
                Guard.warn(
                        "{} is sent to {} as set, but that model is known to ignore it", field.label, request.model());
            }
        }
        if (family == ModelFamily.M3_1
                && request.reasoningEffort() == null
                && logged.add(request.model() + "/no effort")) {
            Guard.warn(
                    "{} is not set for {}, which then thinks at its highest effort, about ten times as much as at low: set it",
                    ModelField.REASONING_EFFORT.label,
                    request.model());
        }
    }
}
