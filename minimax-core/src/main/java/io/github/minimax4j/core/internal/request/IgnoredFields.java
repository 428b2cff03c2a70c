package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.RequestField;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.List;
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
        for (String field : ignoredByM2(request)) {
            if (logged.add(request.model() + "/" + field)) {
                Guard.warn("{} is sent to {} as set, but that model is known to ignore it", field, request.model());
            }
        }
    }

    private static List<String> ignoredByM2(ChatCompletionRequest request) {
        List<String> ignored = new ArrayList<>();
        for (RequestField<?> field : ChatCompletionRequest.FIELDS.values()) {
            if (isIgnored(field, request)) {
                ignored.add(field.wireName());
            }
        }
        boolean media = request.messages().stream()
                .anyMatch(message -> message.content() instanceof Message.Content.Parts parts
                        && parts.parts().stream().anyMatch(part -> !(part instanceof ContentPart.Text)));
        if (media) {
            ignored.add("an image or video");
        }
        return ignored;
    }

    private static <T> boolean isIgnored(RequestField<T> field, ChatCompletionRequest request) {
        T value = request.get(field);
        return value != null && field.isIgnoredByM2(value);
    }
}
