package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.internal.decode.ThinkingFilter;
import io.github.minimax4j.core.internal.decode.ThinkingText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which the thinking of earlier turns is sent back. M3.1 expects it as text and as details (wire reference 3.1), so a missing
 * form is derived from the one that a message has.
 */
final class ThinkingForms {

    private ThinkingForms() {}

    /**
     * Adds the form that is missing.
     *
     * @param details whether the server knows details
     */
    static Message both(Message message, boolean details) {
        if (message.role() != Role.ASSISTANT) {
            return message;
        }
        List<Map<String, Object>> reasoningDetails = message.reasoningDetails();
        boolean hasDetails = reasoningDetails != null && !reasoningDetails.isEmpty();
        String text = message.reasoningContent();
        if (text == null) {
            text = reasoningDetails != null && hasDetails ? textOf(reasoningDetails) : inline(message.content());
        } else if (!hasDetails && details && !text.isEmpty()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("type", "reasoning.text");
            detail.put("text", text);
            reasoningDetails = List.of(detail);
        }
        return message.toBuilder()
                .reasoningContent(text)
                .reasoningDetails(reasoningDetails)
                .build();
    }

    private static @Nullable String textOf(List<Map<String, Object>> details) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> detail : details) {
            if (detail.get("text") instanceof String part) {
                text.append(part);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static @Nullable String inline(Message.@Nullable Content content) {
        if (!(content instanceof Message.Content.Text text)) {
            return null;
        }
        ThinkingText thinking = new ThinkingText(piece -> {});
        ThinkingFilter filter = new ThinkingFilter(thinking::append, piece -> {});
        filter.appendWhole(text.text());
        filter.end();
        thinking.end();
        return thinking.thinking();
    }
}
