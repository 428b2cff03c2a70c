package io.github.minimax4j.core.internal.request;

import static io.github.minimax4j.core.internal.request.ModelField.Effect.IGNORED;
import static io.github.minimax4j.core.internal.request.ModelField.Effect.OBEYED;
import static io.github.minimax4j.core.internal.request.ModelField.Effect.REJECTED;
import static io.github.minimax4j.core.internal.request.ModelField.Effect.UNCERTAIN;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.ToolChoice;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What MiniMax's own models do with fields that not all of them obey. The sources are on the wire page (2.1, Q4, Q12, Q20, Q21);
 * docs/models.md shows this table.
 */
enum ModelField {
    STOP("stop", IGNORED, UNCERTAIN, IGNORED, request -> differs(request.stop(), List.of())),
    PRESENCE_PENALTY("presence_penalty", UNCERTAIN, IGNORED, IGNORED, request -> request.presencePenalty() != null),
    FREQUENCY_PENALTY("frequency_penalty", UNCERTAIN, IGNORED, IGNORED, request -> request.frequencyPenalty() != null),
    TOOL_CHOICE(
            "tool_choice",
            UNCERTAIN,
            UNCERTAIN,
            IGNORED,
            request ->
                    differs(request.toolChoice(), ToolChoice.AUTO) && differs(request.toolChoice(), ToolChoice.NONE)),
    RESPONSE_FORMAT(
            "response_format",
            UNCERTAIN,
            UNCERTAIN,
            IGNORED,
            request -> differs(request.responseFormat(), ResponseFormat.TEXT)),
    THINKING("thinking", REJECTED, OBEYED, IGNORED, request -> request.thinking() == Thinking.DISABLED),
    REASONING_EFFORT("reasoning_effort", OBEYED, UNCERTAIN, IGNORED, request -> request.reasoningEffort() != null),
    MEDIA("an image or video", OBEYED, OBEYED, IGNORED, ModelField::hasMedia);

    /** What a model does with a field. */
    enum Effect {
        OBEYED,
        /** HTTP 200, and no effect. */
        IGNORED,
        /** An error. */
        REJECTED,
        /** Sources disagree, or nothing is known. */
        UNCERTAIN
    }

    /** The name on the wire, or what stands for the field in messages. */
    final String label;

    private final Effect m31;

    private final Effect m3;

    private final Effect m2;

    /** Whether a request sets the field to a value that not all models obey. */
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    final Predicate<ChatCompletionRequest> used;

    ModelField(String label, Effect m31, Effect m3, Effect m2, Predicate<ChatCompletionRequest> used) {
        this.label = label;
        this.m31 = m31;
        this.m3 = m3;
        this.m2 = m2;
        this.used = used;
    }

    Effect effect(ModelFamily family) {
        return switch (family) {
            case M3_1 -> m31;
            case M3 -> m3;
            case M2 -> m2;
            case OTHER -> UNCERTAIN;
        };
    }

    private static boolean differs(@Nullable Object value, Object harmless) {
        return value != null && !value.equals(harmless);
    }

    private static boolean hasMedia(ChatCompletionRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message.content() instanceof Message.Content.Parts parts
                        && parts.parts().stream().anyMatch(part -> !(part instanceof ContentPart.Text)));
    }
}
