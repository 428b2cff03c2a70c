package io.github.minimax4j.examples.standin;

import io.github.minimax4j.test.RecordedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that a request asks for: by response_format, by a JSON schema in the prompt, or by the sentence and outline that LangChain4j
 * adds to it.
 *
 * @param schema the schema to fill, or null for any object
 * @param text the user's text without that part of the prompt
 */
record JsonRequest(@Nullable Map<?, ?> schema, String text) {

    private static final Pattern OUTLINE =
            Pattern.compile("\\s*You must answer strictly in the following JSON format:\\s*(?=\\{)");
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\\(");
    private static final Pattern TYPE = Pattern.compile("type:\\s*([^;)]+)");
    private static final Pattern ENUM = Pattern.compile("enum, must be one of \\[([^]]*)]");

    /** The requested JSON, or null if the request asks for none. */
    static @Nullable JsonRequest of(RecordedRequest request, String text) {
        JsonRequest inText = inText(text);
        if (request.at("response_format.json_schema.schema") instanceof Map<?, ?> schema) {
            return new JsonRequest(schema, inText == null ? text : inText.text());
        }
        if (inText != null) {
            return inText;
        }
        JsonRequest inSystem = inText(request.systemText());
        if (inSystem != null) {
            return new JsonRequest(inSystem.schema(), text);
        }
        return "json_object".equals(request.at("response_format.type")) ? new JsonRequest(null, text) : null;
    }

    private static @Nullable JsonRequest inText(String text) {
        Matcher outline = OUTLINE.matcher(text);
        if (outline.find()) {
            return new JsonRequest(outlined(text.substring(outline.end())), text.substring(0, outline.start()));
        }
        if (!text.contains("\"properties\"")) {
            return null;
        }
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            Map<?, ?> schema = schemaIn(Json.parseFrom(text, brace));
            if (schema != null) {
                return new JsonRequest(schema, text.substring(0, brace));
            }
        }
        return null;
    }

    private static @Nullable Map<?, ?> schemaIn(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            return null;
        }
        if (map.get("properties") instanceof Map<?, ?>) {
            return map;
        }
        return map.get("schema") instanceof Map<?, ?> schema ? schema : null;
    }

    /** Reads {@code {"name": (the full name; type: string), "age": (type: integer)}} as a schema. */
    private static Map<String, Object> outlined(String outline) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Matcher member = MEMBER.matcher(outline);
        int from = 0;
        while (member.find(from)) {
            int end = closing(outline, member.end());
            properties.put(member.group(1), property(outline.substring(member.end(), end)));
            from = end;
        }
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    private static Map<String, Object> property(String outline) {
        Map<String, Object> property = new LinkedHashMap<>();
        Matcher choices = ENUM.matcher(outline);
        if (choices.find()) {
            List<String> values = new ArrayList<>();
            for (String value : choices.group(1).split(",", -1)) {
                values.add(value.strip());
            }
            property.put("enum", values);
            return property;
        }
        Matcher type = TYPE.matcher(outline);
        String words = type.find() ? type.group(1).strip() : "string";
        if (type.reset().find() && type.start() > 0) {
            property.put(
                    "description",
                    outline.substring(0, type.start()).replace(";", "").strip());
        }
        boolean array = words.startsWith("array of ");
        Map<String, Object> value = value(array ? words.substring("array of ".length()) : words, outline);
        if (array) {
            property.put("type", "array");
            property.put("items", value);
        } else {
            property.putAll(value);
        }
        return property;
    }

    private static Map<String, Object> value(String words, String outline) {
        int brace = outline.indexOf('{');
        if (brace >= 0) {
            return outlined(outline.substring(brace));
        }
        return switch (words) {
            case "integer", "number", "boolean" -> Map.of("type", words);
            case "int", "long", "short", "byte" -> Map.of("type", "integer");
            case "double", "float" -> Map.of("type", "number");
            default ->
                words.startsWith("date")
                        ? Map.of("type", "string", "format", words.contains("time") ? "date-time" : "date")
                        : Map.of("type", "string");
        };
    }

    private static int closing(String text, int start) {
        int depth = 1;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
