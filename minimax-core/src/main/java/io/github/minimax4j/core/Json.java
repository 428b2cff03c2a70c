package io.github.minimax4j.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The one mapper of this library; never the application's. */
final class Json {

    static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new RequestModule()).build();

    private Json() {}

    static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether a text is one JSON object and nothing else. */
    static boolean isObject(String text) {
        try {
            return MAPPER.readerFor(com.fasterxml.jackson.databind.JsonNode.class)
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text)
                    .isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
