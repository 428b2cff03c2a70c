package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads token counts, whose details have two sets of names (Q39). */
final class UsageReader {

    private UsageReader() {}

    /** The usage, or null if all it says is zero, which stands for "not yet known" (Q9). */
    static @Nullable Usage read(Map<String, Object> usage) {
        Integer prompt = integer(usage, "prompt_tokens");
        Integer completion = integer(usage, "completion_tokens");
        Integer total = integer(usage, "total_tokens");
        if (isZero(prompt) && isZero(completion) && isZero(total)) {
            return null;
        }
        Map<?, ?> promptDetails = details(usage, "prompt_tokens_details");
        Map<?, ?> completionDetails = details(usage, "completion_tokens_details");
        Integer cached = integer(promptDetails, "cached_tokens");
        return new Usage(
                prompt,
                completion,
                total,
                cached != null ? cached : integer(promptDetails, "cache_read_input_tokens"),
                integer(promptDetails, "cache_creation_input_tokens"),
                integer(completionDetails, "reasoning_tokens"));
    }

    private static boolean isZero(@Nullable Integer count) {
        return count == null || count == 0;
    }

    private static Map<?, ?> details(Map<String, Object> usage, String name) {
        return usage.get(name) instanceof Map<?, ?> details ? details : Map.of();
    }

    private static @Nullable Integer integer(Map<?, ?> object, String name) {
        return ErrorFields.integer(object.get(name));
    }
}
