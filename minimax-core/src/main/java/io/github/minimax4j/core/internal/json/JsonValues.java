package io.github.minimax4j.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into plain maps, lists, strings, numbers and booleans, which every chat memory store can keep, and takes those leniently: a
 * number may be written as a text, and the reverse.
 */
public final class JsonValues {

    private static final int MAX_DIGITS = 1000;

    private JsonValues() {}

    /** Reads the value at the parser's position. */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** A number that is too long to compute with stays a text: that takes quadratic time. */
    private static Object number(JsonParser parser) throws IOException {
        return parser.getTextLength() > MAX_DIGITS ? parser.getText() : parser.getNumberValue();
    }

    /** Reads the object whose opening brace is at the parser's position. */
    public static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, read(parser));
        }
        return object;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }

    /** A text, number or boolean as a text; null for anything else. */
    public static @Nullable String text(@Nullable Object value) {
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }

    /** A number, which may be written as a text, as the nearest one that fits; null for anything else. */
    public static @Nullable Integer integer(@Nullable Object value) {
        if (value instanceof Number number) {
            return (int) number.doubleValue(); // clamps, where intValue() would wrap
        }
        String text = text(value); // of a structure none: each level would copy all text within it
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** As {@link #integer}, with 64 bits. */
    public static @Nullable Long number(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return (long) number.doubleValue(); // clamps, where longValue() would wrap
        }
        String text = text(value);
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
