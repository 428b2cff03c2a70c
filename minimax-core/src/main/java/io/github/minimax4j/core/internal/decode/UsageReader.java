package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.chat.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads token counts, whose details have two sets of names (Q39). Not thread-safe. */
final class UsageReader {

    private @Nullable Integer prompt;

    private @Nullable Integer completion;

    private @Nullable Integer total;

    private @Nullable Integer cached;

    private @Nullable Integer cacheRead;

    private @Nullable Integer cacheCreation;

    private @Nullable Integer reasoning;

    private UsageReader() {}

    /**
     * Reads the object whose opening brace is at the parser's position.
     *
     * @return the usage, or null if all it says is zero, which stands for "not yet known" (Q9)
     */
    static @Nullable Usage read(JsonParser json) throws IOException {
        UsageReader usage = new UsageReader();
        usage.readCounts(json);
        return usage.isUnknown()
                ? null
                : new Usage(
                        usage.prompt,
                        usage.completion,
                        usage.total,
                        usage.cached != null ? usage.cached : usage.cacheRead,
                        usage.cacheCreation,
                        usage.reasoning);
    }

    private void readCounts(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            boolean details = value == JsonToken.START_OBJECT;
            switch (field) {
                case "prompt_tokens" -> prompt = or(count(json), prompt);
                case "completion_tokens" -> completion = or(count(json), completion);
                case "total_tokens" -> total = or(count(json), total);
                case "prompt_tokens_details" -> {
                    if (details) {
                        readPromptDetails(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case "completion_tokens_details" -> {
                    if (details) {
                        readCompletionDetails(json);
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private void readPromptDetails(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "cached_tokens" -> cached = or(count(json), cached);
                case "cache_read_input_tokens" -> cacheRead = or(count(json), cacheRead);
                case "cache_creation_input_tokens" -> cacheCreation = or(count(json), cacheCreation);
                default -> json.skipChildren();
            }
        }
    }

    private void readCompletionDetails(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isReasoning = json.currentName().equals("reasoning_tokens");
            json.nextToken();
            if (isReasoning) {
                reasoning = or(count(json), reasoning);
            } else {
                json.skipChildren();
            }
        }
    }

    private boolean isUnknown() {
        return isZero(prompt) && isZero(completion) && isZero(total);
    }

    private static boolean isZero(@Nullable Integer count) {
        return count == null || count == 0;
    }

    private static @Nullable Integer or(@Nullable Integer count, @Nullable Integer before) {
        return count == null ? before : count;
    }

    private static @Nullable Integer count(JsonParser json) throws IOException {
        return json.currentToken().isNumeric()
                ? Integer.valueOf((int) json.getDoubleValue()) // clamps, where getIntValue() would fail
                : ErrorFields.integer(ErrorFields.text(json));
    }
}
