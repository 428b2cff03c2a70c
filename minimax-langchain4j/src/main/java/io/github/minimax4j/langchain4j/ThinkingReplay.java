package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the form in which the thinking of an earlier response is sent back (wire reference 3.1): as the service structured it, else within
 * the content as received, else as text. Core adds another form for models that need it.
 */
final class ThinkingReplay {
    private static final String TYPE = "reasoning.text";
    private static final String END_OF_OPENING_THOUGHTS = "think>";

    private final boolean send;
    private final TargetProfile profile;

    ThinkingReplay(boolean send, TargetProfile profile) {
        this.send = send;
        this.profile = profile;
    }

    /** Adds the thinking of a message to what is sent for it, which has its text as content. */
    void addTo(Message.Builder sent, AiMessage message) {
        if (!send) {
            return;
        }
        List<Map<String, Object>> details = details(message);
        String thinking = message.thinking();
        if (!details.isEmpty()) {
            sent.reasoningDetails(details);
        } else if (message.attributes().get(MiniMaxMessageAttributes.RAW_CONTENT) instanceof String raw
                && endsWithText(raw, message.text())) {
            sent.content(raw);
        } else if (thinking != null && !thinking.isEmpty()) {
            if (profile.splitReasoning()) {
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("type", TYPE);
                detail.put("text", thinking);
                sent.reasoningDetails(List.of(detail));
            } else {
                sent.reasoningContent(thinking);
            }
        }
    }

    private static List<Map<String, Object>> details(AiMessage message) {
        Object attribute = message.attributes().get(MiniMaxMessageAttributes.REASONING_DETAILS);
        if (attribute == null) {
            return List.of();
        }
        List<Map<String, Object>> details = new ArrayList<>();
        if (attribute instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    Map<String, Object> detail = new LinkedHashMap<>();
                    map.forEach((name, value) -> detail.put(String.valueOf(name), value));
                    details.add(detail);
                }
            }
            if (details.size() == items.size()) {
                return details;
            }
        }
        throw new IllegalArgumentException("The attribute " + MiniMaxMessageAttributes.REASONING_DETAILS
                + " of an AiMessage is not a list of maps: keep it as received, or remove it");
    }

    /** Whether the raw content is thinking followed by this text: a guardrail may have replaced the text. */
    private static boolean endsWithText(String raw, @Nullable String text) {
        if (text == null) {
            return true;
        }
        String content = raw.strip();
        int end = content.lastIndexOf(END_OF_OPENING_THOUGHTS);
        if (end < 0) {
            return false;
        }
        if (content.endsWith(text.strip())
                && content.substring(0, content.length() - text.strip().length())
                        .stripTrailing()
                        .endsWith(END_OF_OPENING_THOUGHTS)) {
            return true;
        }
        String answer = content.substring(end + END_OF_OPENING_THOUGHTS.length());
        return MarkdownFenceFilter.withoutFence(answer).strip().equals(text.strip());
    }
}
