package io.github.minimax4j.test;

import java.util.LinkedHashMap;
import java.util.Map;

/** Usage objects as MiniMax writes them. */
final class Usage {

    private Usage() {}

    static Map<String, Object> of(int promptTokens, int completionTokens) {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException("Token counts must not be negative");
        }
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("total_tokens", promptTokens + completionTokens);
        usage.put("total_characters", 0);
        usage.put("prompt_tokens", promptTokens);
        usage.put("completion_tokens", completionTokens);
        return usage;
    }

    static Map<String, Object> of(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
        Map<String, Object> usage = of(promptTokens, completionTokens);
        usage.put("prompt_tokens_details", Map.of("cached_tokens", cachedTokens));
        usage.put("completion_tokens_details", Map.of("reasoning_tokens", reasoningTokens));
        return usage;
    }

    /** The placeholder that M3 puts into every chunk before the last. */
    static Map<String, Object> zero() {
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("total_tokens", 0);
        usage.put("total_characters", 0);
        return usage;
    }

    /** A plausible number: four characters a token, and never fewer tokens than words. */
    static int estimate(String text) {
        return Math.max((text.length() + 3) / 4, TextSplitter.words(text).size());
    }
}
