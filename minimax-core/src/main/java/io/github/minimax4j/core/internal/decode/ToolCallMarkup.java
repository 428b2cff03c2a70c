package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the two kinds of markup in which MiniMax models write tool calls, which servers sometimes pass on as text (Q27): that of M2
 * names a parameter in an attribute, that of M3 names it by the tag and puts a separator before each tag.
 */
final class ToolCallMarkup {

    private static final String M3_SEPARATOR = "]<]minimax[>[";

    private static final Pattern BEGIN = Pattern.compile("<minimax:tool_call>|" + Pattern.quote(M3_SEPARATOR));

    private static final String INVOKE_END = "</invoke>";

    private static final Pattern INVOKE =
            Pattern.compile("<invoke\\s+name=\"([^\"]+)\"\\s*>(.*?)</invoke>", Pattern.DOTALL);

    private static final Pattern PARAMETER = Pattern.compile(
            "\\G\\s*(?:<parameter\\s+name=\"([^\"]+)\"\\s*>(.*?)</parameter>|<([\\w.-]+)>(.*?)</\\3>)", Pattern.DOTALL);

    private static final Pattern END = Pattern.compile("</(?:minimax:)?tool_call>");

    /** The calls of a block of markup and what stands behind it. */
    record Block(List<ToolCall> calls, String rest) {}

    private ToolCallMarkup() {}

    /** Where markup begins that is not quoted as code; -1 if nowhere. */
    static int begin(CharSequence text) {
        int begin = new Search().find(text);
        return isBegin(text, begin) ? begin : -1;
    }

    /** Whether markup begins at a place that {@link Search#find} has found, and not only its first characters. */
    static boolean isBegin(CharSequence text, int position) {
        return BEGIN.matcher(text).region(position, text.length()).lookingAt();
    }

    /** Looks for markup in texts that continue each other, at each character once. Not thread-safe. */
    static final class Search {

        private boolean quoted;

        /**
         * Where markup begins outside of code, or may begin if the text goes on; the length of the text if nowhere. The next text
         * must go on from there.
         */
        int find(CharSequence text) {
            Matcher begin = BEGIN.matcher(text);
            for (int i = 0; i < text.length(); i++) {
                char current = text.charAt(i);
                if (current == '`') {
                    quoted = !quoted; // a fence has three, so it counts as one
                } else if (!quoted && (current == '<' || current == ']')) {
                    begin.region(i, text.length());
                    if (begin.lookingAt() || begin.hitEnd()) {
                        return i;
                    }
                }
            }
            return text.length();
        }
    }

    /**
     * Reads a text that begins with markup.
     *
     * @return its calls, or null if it is malformed or calls a tool that was not offered
     */
    static @Nullable Block read(String markup, Map<String, Tool> offered) {
        String plain = markup.replace(M3_SEPARATOR, "");
        Matcher end = END.matcher(plain);
        if (!end.find()) {
            return null;
        }
        // behind the last end no call can be whole: else each one that is not would be searched for it to the end of
        // the text
        int lastEnd = plain.lastIndexOf(INVOKE_END, end.start() - INVOKE_END.length());
        String block = plain.substring(0, lastEnd < 0 ? 0 : lastEnd + INVOKE_END.length());
        List<ToolCall> calls = new ArrayList<>();
        Matcher invoke = INVOKE.matcher(block);
        while (invoke.find()) {
            Tool tool = offered.get(invoke.group(1));
            if (tool == null) {
                return null;
            }
            Map<String, Object> arguments = arguments(invoke.group(2), tool);
            if (arguments == null) {
                return null;
            }
            calls.add(new ToolCall(ToolCallIds.next(), tool.name(), Json.write(arguments)));
        }
        return calls.isEmpty() ? null : new Block(calls, plain.substring(end.end()));
    }

    private static @Nullable Map<String, Object> arguments(String body, Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(body);
        int end = 0;
        while (parameter.find()) {
            String name = parameter.group(1) == null ? parameter.group(3) : parameter.group(1);
            String text = parameter.group(1) == null ? parameter.group(4) : parameter.group(2);
            Object value = value(text, typeOf(name, tool));
            if (value == null) {
                return null;
            }
            arguments.put(name, value);
            end = parameter.end();
        }
        return body.substring(end).isBlank() ? arguments : null;
    }

    private static @Nullable String typeOf(String parameter, Tool tool) {
        return tool.parameters() != null
                        && tool.parameters().get("properties") instanceof Map<?, ?> properties
                        && properties.get(parameter) instanceof Map<?, ?> property
                        && property.get("type") instanceof String type
                ? type
                : null;
    }

    /** The text as the schema has it; null if it is not of that type. */
    private static @Nullable Object value(String text, @Nullable String type) {
        if (type == null || type.equals("string")) {
            return text;
        }
        Object value = Json.readOrNull(text.strip());
        boolean fits = switch (type) {
            case "integer" ->
                value instanceof Integer || value instanceof Long || value instanceof java.math.BigInteger;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            default -> false;
        };
        return fits ? value : null;
    }
}
