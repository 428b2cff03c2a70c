package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs, once for each model and field, that a field is sent as set but has no effect: MiniMax's M2.x models accept many fields and ignore
 * them (Q4). No field is removed, since a later model, or a later version of the same one, may obey it. Thread-safe.
 */
public final class IgnoredFields {

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    public void warn(ChatCompletionRequest request, TargetProfile profile) {
        if (profile != TargetProfile.MINIMAX
                || !request.model().toLowerCase(Locale.ROOT).startsWith("minimax-m2")) {
            return;
        }
        warnIf(request.stop() != null && !request.stop().isEmpty(), "stop", request);
        warnIf(request.presencePenalty() != null, "presence_penalty", request);
        warnIf(request.frequencyPenalty() != null, "frequency_penalty", request);
        ToolChoice choice = request.toolChoice();
        warnIf(
                choice != null && !choice.equals(ToolChoice.AUTO) && !choice.equals(ToolChoice.NONE),
                "tool_choice",
                request);
        ResponseFormat format = request.responseFormat();
        warnIf(format != null && !format.equals(ResponseFormat.TEXT), "response_format", request);
        warnIf(request.thinking() == Thinking.DISABLED, "thinking", request);
        warnIf(request.reasoningEffort() != null, "reasoning_effort", request);
        boolean media = request.messages().stream()
                .anyMatch(message -> message.content() instanceof Message.Content.Parts parts
                        && parts.parts().stream().anyMatch(part -> !(part instanceof ContentPart.Text)));
        warnIf(media, "an image or video", request);
    }

    private void warnIf(boolean ignored, String field, ChatCompletionRequest request) {
        if (ignored && logged.add(request.model() + "/" + field)) {
            Guard.warn("{} is sent to {} as set, but that model is known to ignore it", field, request.model());
        }
    }
}
