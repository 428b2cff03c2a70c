package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads token counts, whose details have two sets of names (Q39). Not thread-safe. */
final class UsageReader {

    private final JsonParser parser;

    private @Nullable Integer prompt;

    private @Nullable Integer completion;

    private @Nullable Integer total;

    private @Nullable Integer cached;

    private @Nullable Integer cacheRead;

    private @Nullable Integer cacheCreation;

    private @Nullable Integer reasoning;

    private UsageReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads the object whose opening brace is at the parser's position.
     *
     * @return the usage, or null if all it says is zero, which stands for "not yet known" (Q9)
     */
    static @Nullable Usage read(JsonParser parser) throws IOException {
        UsageReader usage = new UsageReader(parser);
        usage.readCounts();
        return isZero(usage.prompt) && isZero(usage.completion) && isZero(usage.total)
                ? null
                : new Usage(
                        usage.prompt,
                        usage.completion,
                        usage.total,
                        usage.cached == null ? usage.cacheRead : usage.cached,
                        usage.cacheCreation,
                        usage.reasoning);
    }

    // not in a map: usage may come in each chunk
    private void readCounts() throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT && field.endsWith("_tokens_details")) {
                readCounts();
                continue;
            }
            Integer count = count();
            if (count != null) {
                switch (field) {
                    case "prompt_tokens" -> prompt = count;
                    case "completion_tokens" -> completion = count;
                    case "total_tokens" -> total = count;
                    case "cached_tokens" -> cached = count;
                    case "cache_read_input_tokens" -> cacheRead = count;
                    case "cache_creation_input_tokens" -> cacheCreation = count;
                    case "reasoning_tokens" -> reasoning = count;
                    default -> {}
                }
            }
        }
    }

    private @Nullable Integer count() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 10
                ? Integer.valueOf(parser.getIntValue())
                : JsonValues.integer(JsonValues.read(parser));
    }

    private static boolean isZero(@Nullable Integer count) {
        return count == null || count == 0;
    }
}
