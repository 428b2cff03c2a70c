package io.github.minimax4j.examples.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON as plain maps, lists, strings, numbers and booleans, like the JSON of a recorded request. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader FIRST_VALUE = MAPPER.readerFor(Object.class);
    private static final ObjectReader ONLY_VALUE = FIRST_VALUE.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** The value, or null if the text is not JSON. */
    static @Nullable Object parse(String text) {
        return read(ONLY_VALUE, text);
    }

    /** The value that starts at this position, whatever follows it, or null if there is none. */
    static @Nullable Object parseFrom(String text, int position) {
        return read(FIRST_VALUE, text.substring(position));
    }

    private static @Nullable Object read(ObjectReader reader, String text) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The text of a message's content, which is a string or a list of parts. */
    static String text(@Nullable Object content) {
        if (content instanceof String string) {
            return string;
        }
        return objects(content).stream()
                .map(part -> part.get("text"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining("\n"));
    }

    /** The objects of a list, empty if the value is not a list. */
    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    objects.add((Map<String, @Nullable Object>) map);
                }
            }
        }
        return objects;
    }
}
