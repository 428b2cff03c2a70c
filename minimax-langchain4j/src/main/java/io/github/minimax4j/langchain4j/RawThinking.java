package io.github.minimax4j.langchain4j;

import dev.langchain4j.internal.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Detects thinking in events for which core has no callback: servers send it under many names and in unexpected places. */
final class RawThinking {
    private static final Set<String> NAMES =
            Set.of("reasoning_content", "reasoning_details", "reasoning", "thinking", "thought");

    private RawThinking() {}

    /**
     * Whether an event may contain thinking. Empty fields do not count: many servers send them with each event.
     *
     * @param json the event; unreadable JSON counts as thinking
     */
    static boolean isIn(String json) {
        try {
            return isIn(Json.fromJson(json, Object.class));
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static boolean isIn(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(entry -> NAMES.contains(entry.getKey()) && !isEmpty(entry.getValue())
                            || "type".equals(entry.getKey()) && isTypeOfThinking(entry.getValue())
                            || isIn(entry.getValue()));
        }
        return value instanceof Iterable<?> items && isAnyIn(items);
    }

    private static boolean isAnyIn(Iterable<?> items) {
        for (Object item : items) {
            if (isIn(item)) {
                return true;
            }
        }
        return false;
    }

    /** Types such as thinking, redacted_thinking, thinking_delta, reasoning.text. */
    private static boolean isTypeOfThinking(@Nullable Object type) {
        return type instanceof String text && NAMES.stream().anyMatch(text::contains);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Iterable<?> items && !items.iterator().hasNext();
    }
}
