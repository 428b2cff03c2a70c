package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads token counts, whose details have two sets of names (Q39), one after the other. Not thread-safe. */
final class UsageReader {

    private final JsonParser parser;

    private final Map<String, Integer> counts = new HashMap<>();

    UsageReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads the object whose opening brace is at the parser's position.
     *
     * @return the usage, or null if all it says is zero, which stands for "not yet known" (Q9)
     */
    @Nullable
    Usage read() throws IOException {
        counts.clear();
        readCounts();
        Integer cached = counts.get("cached_tokens");
        Usage usage = new Usage(
                counts.get("prompt_tokens"),
                counts.get("completion_tokens"),
                counts.get("total_tokens"),
                cached == null ? counts.get("cache_read_input_tokens") : cached,
                counts.get("cache_creation_input_tokens"),
                counts.get("reasoning_tokens"));
        return isZero(usage.promptTokens()) && isZero(usage.completionTokens()) && isZero(usage.totalTokens())
                ? null
                : usage;
    }

    private void readCounts() throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT && field.endsWith("_tokens_details")) {
                readCounts();
            } else {
                Integer count = JsonValues.integer(JsonValues.read(parser));
                if (count != null) {
                    counts.put(field, count);
                }
            }
        }
    }

    private static boolean isZero(@Nullable Integer count) {
        return count == null || count == 0;
    }
}
