package io.github.minimax4j.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The only JSON mapper of this library; never the application's. */
public final class Json {

    // the size is limited before parsing, so further limits could only contradict that one, even in fields that nobody
    // reads; long
    // numbers are not computed with
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    public static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .addModule(new RequestModule())
            .build();

    private Json() {}

    /** A factory of parsers that refuse what is nested more deeply. */
    public static JsonFactory factory(int maxNestingDepth) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        CONSTRAINTS.rebuild().maxNestingDepth(maxNestingDepth).build())
                .build();
    }

    /** Returns the object or array that begins at the parser's position as JSON, with its numbers and nulls as they were received. */
    public static String copy(JsonParser parser) throws IOException {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = MAPPER.getFactory().createGenerator(json)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
        }
        return json.toString();
    }

    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    /** A value as JSON in UTF-8. */
    public static byte[] writeBytes(Object value) {
        try {
            byte[] media = value instanceof RequestBody body ? MediaBody.write(body) : null;
            return media == null ? MAPPER.writeValueAsBytes(value) : media;
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) { // nothing is written to a file
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalArgumentException notJson(JsonProcessingException failure) {
        return new IllegalArgumentException("Not a JSON value: " + failure.getOriginalMessage(), failure);
    }

    /** Whether a text is one JSON object and nothing else. */
    public static boolean isObject(String text) {
        return readOrNull(text) instanceof Map;
    }

    /** The value of a JSON text as plain maps, lists, strings, numbers and booleans; null if it is not JSON. */
    public static @Nullable Object readOrNull(String text) {
        try {
            return MAPPER.readerFor(Object.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
