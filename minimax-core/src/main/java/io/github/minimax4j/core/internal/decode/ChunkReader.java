package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of the wire after the other. What they repeat, such as the id of the response, is one object in all of them. Not
 * thread-safe.
 */
final class ChunkReader {

    /** Reads one object of a list, before which so many have come. */
    @FunctionalInterface
    private interface Element<T> {

        T read(int position) throws IOException;
    }

    // members of a chunk, beside those of errors, that seldom come, or once in a response
    private static final Set<String> DETAILS = Set.of(
            "service_tier", "input_sensitive", "input_sensitive_type", "output_sensitive", "output_sensitive_type");

    private final JsonParser parser;

    private final ResponseLimits limits;

    private @Nullable String lastId;

    private @Nullable String lastModel;

    private @Nullable Long lastCreated;

    // of the chunk that is being read
    private final Map<String, Object> others = new HashMap<>();

    // what the parser reads, if long texts can be taken from there
    private final byte @Nullable [] bytes;

    private final int begin;

    private final int end;

    ChunkReader(JsonParser parser, ResponseLimits limits) {
        this(parser, limits, null, 0, 0);
    }

    /**
     * A reader of long values: it takes texts from the bytes, without the parser's buffers.
     *
     * @param parser reads the bytes from begin to end, and texts only when it is asked for them
     */
    ChunkReader(JsonParser parser, ResponseLimits limits, byte @Nullable [] bytes, int begin, int end) {
        this.parser = parser;
        this.limits = limits;
        this.bytes = bytes;
        this.begin = begin;
        this.end = end;
    }

    Chunk read() throws IOException {
        String id = null;
        String model = null;
        Long created = null;
        List<Chunk.Choice> choices = List.of();
        Usage usage = null;
        others.clear();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "id" -> lastId = id = textOr(lastId);
                case "model" -> lastModel = model = textOr(lastModel);
                case "created" -> lastCreated = created = number(lastCreated);
                case "choices" -> choices = list(limits.maxChoices(), LimitExceededException::choices, this::choice);
                case "usage" -> usage = begins(JsonToken.START_OBJECT) ? UsageReader.read(parser) : null;
                case "object" -> {
                    if (isText("error")) {
                        others.put(field, "error");
                    }
                }
                default -> {
                    if (DETAILS.contains(field) || ErrorFields.NAMES.contains(field)) {
                        others.put(field, JsonValues.read(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        for (int i = 0; usage == null && i < choices.size(); i++) {
            usage = choices.get(i).usage();
        }
        return new Chunk(
                id,
                model,
                created,
                JsonValues.text(others.get("service_tier")),
                choices,
                usage,
                contentCheck(),
                ErrorFields.error(others, !choices.isEmpty()),
                choices.isEmpty() ? ErrorFields.remark(others) : null);
    }

    private ContentCheck contentCheck() {
        boolean input = Boolean.TRUE.equals(others.get("input_sensitive"));
        boolean output = Boolean.TRUE.equals(others.get("output_sensitive"));
        return input || output
                ? new ContentCheck(
                        input,
                        JsonValues.integer(others.get("input_sensitive_type")),
                        output,
                        JsonValues.integer(others.get("output_sensitive_type")))
                : ContentCheck.CLEAN;
    }

    /** Whether a value of such a kind begins here; any other is skipped. */
    private boolean begins(JsonToken kind) throws IOException {
        boolean begins = parser.currentToken() == kind;
        if (!begins) {
            parser.skipChildren();
        }
        return begins;
    }

    /** Reads the objects of a list, and skips what else is in there; empty if it is no list. */
    private <T> List<T> list(int max, IntFunction<LimitExceededException> tooMany, Element<T> element)
            throws IOException {
        List<T> list = List.of();
        if (!begins(JsonToken.START_ARRAY)) {
            return list;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (list.size() == max) {
                throw tooMany.apply(max);
            } else if (begins(JsonToken.START_OBJECT)) {
                list = plus(list, element.read(list.size()));
            }
        }
        return list;
    }

    /** Adds to a list that usually has one element. */
    private static <T> List<T> plus(List<T> list, T element) {
        if (list.isEmpty()) {
            return List.of(element);
        }
        List<T> several = list.size() == 1 ? new ArrayList<>(list) : list;
        several.add(element);
        return several;
    }

    private Chunk.Choice choice(int position) throws IOException {
        Integer index = null;
        Usage usage = null;
        Chunk.Part delta = null;
        Chunk.Part message = null;
        String finishReason = null;
        String legacyText = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "index" -> index = index();
                case "delta" -> delta = part();
                case "message" -> message = part();
                case "messages" -> message = lastPart();
                case "finish_reason" -> finishReason = text();
                case "text" -> legacyText = text();
                case "usage" -> usage = begins(JsonToken.START_OBJECT) ? UsageReader.read(parser) : null;
                default -> parser.skipChildren();
            }
        }
        if (legacyText != null && message == null && (delta == null || !delta.saysAnything())) {
            delta = new Chunk.Part(legacyText, null, null, List.of(), List.of());
        }
        return new Chunk.Choice(
                index == null ? position : index,
                delta,
                message,
                finishReason == null || finishReason.isEmpty() ? null : finishReason,
                usage);
    }

    private Chunk.@Nullable Part lastPart() throws IOException {
        Chunk.Part last = null;
        if (begins(JsonToken.START_ARRAY)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                last = part();
            }
        }
        return last;
    }

    private Chunk.@Nullable Part part() throws IOException {
        if (!begins(JsonToken.START_OBJECT)) {
            return null;
        }
        String content = null;
        String thought = null;
        String refusal = null;
        String reasoningContent = null;
        String reasoning = null;
        List<Map<String, Object>> details = List.of();
        List<Chunk.ToolFragment> toolCalls = List.of();
        Chunk.ToolFragment functionCall = Chunk.ToolFragment.NONE;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "content" -> {
                    Object parts = parser.currentToken().isStructStart() ? JsonValues.read(parser) : null;
                    content = parts == null ? longText() : joined(parts, false);
                    thought = parts == null ? null : joined(parts, true);
                }
                case "refusal" -> refusal = text();
                case "reasoning_content" -> reasoningContent = longText();
                case "reasoning" -> reasoning = text();
                case "reasoning_details" -> details = details();
                case "tool_calls" -> toolCalls = toolCalls();
                case "function_call" -> functionCall = function();
                default -> parser.skipChildren();
            }
        }
        // one thought may stand in several fields: take it from one of them only (wire reference 5.4)
        String thinking = firstSet(firstSet(reasoningContent, reasoning), thought);
        // OpenAI's form before there were several calls; some servers write both for one call
        if (toolCalls.isEmpty() && !functionCall.equals(Chunk.ToolFragment.NONE)) {
            toolCalls = List.of(functionCall);
        }
        return new Chunk.Part(content, refusal, thinking, details, toolCalls);
    }

    private static @Nullable String firstSet(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() && second != null ? second : first;
    }

    /** Joins the thoughts or the texts of the parts that some gateways write in place of a text; a sole one need not be in a list. */
    private static String joined(Object content, boolean thoughts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : content instanceof List<?> parts ? parts : List.of(content)) {
            Object said = part;
            boolean thought = false;
            if (part instanceof Map<?, ?> members) {
                thought = members.get("type") instanceof String type
                        && (type.startsWith("thinking") || type.startsWith("reasoning"));
                Object ownMember = thought ? members.get("thinking") : null;
                said = ownMember instanceof String ? ownMember : members.get("text");
            }
            if (thought == thoughts && said instanceof String text) {
                joined.append(text);
            }
        }
        return joined.toString();
    }

    private List<Map<String, Object>> details() throws IOException {
        int max = limits.maxResponseLength();
        return list(
                max / KeptLength.OBJECT + 1,
                count -> LimitExceededException.responseLength(max),
                position -> JsonValues.readObject(parser));
    }

    private List<Chunk.ToolFragment> toolCalls() throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT
                ? List.of(toolCall()) // without the list around it
                : list(limits.maxToolCalls(), LimitExceededException::toolCalls, position -> toolCall());
    }

    private Chunk.ToolFragment toolCall() throws IOException {
        Integer index = null;
        String callId = null;
        Chunk.ToolFragment function = Chunk.ToolFragment.NONE;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "index" -> index = index();
                case "id" -> callId = name();
                case "function" -> function = function();
                default -> parser.skipChildren();
            }
        }
        return new Chunk.ToolFragment(index, callId, function.name(), function.arguments());
    }

    private Chunk.ToolFragment function() throws IOException {
        if (!begins(JsonToken.START_OBJECT)) {
            return Chunk.ToolFragment.NONE;
        }
        String name = null;
        String arguments = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "name" -> name = name();
                case "arguments" -> arguments = arguments();
                default -> parser.skipChildren();
            }
        }
        return new Chunk.ToolFragment(null, null, name, arguments == null ? "" : arguments);
    }

    private @Nullable String arguments() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> Json.copy(parser);
            default -> text();
        };
    }

    /** A text that may be long. */
    private @Nullable String longText() throws IOException {
        String text = null;
        if (bytes != null && parser.currentToken() == JsonToken.VALUE_STRING) {
            int quote = begin + (int) parser.currentTokenLocation().getByteOffset();
            text = bytes[quote] == '"' ? longText(bytes, quote + 1) : null;
        }
        return text == null ? text() : text;
    }

    private @Nullable String longText(byte[] bytes, int from) {
        String plain = JsonText.plain(bytes, from, end);
        int close = plain == null ? JsonText.end(bytes, from, end) : -1;
        return close < 0 ? plain : JsonText.read(bytes, from, close);
    }

    private @Nullable String text() throws IOException {
        if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private @Nullable String textOr(@Nullable String last) throws IOException {
        return last != null && isText(last) ? last : text();
    }

    private boolean isText(String text) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getTextLength() != text.length()) {
            parser.skipChildren();
            return false;
        }
        char[] characters = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        for (int i = 0; i < text.length(); i++) {
            if (characters[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A text that names something; null if it is blank. */
    private @Nullable String name() throws IOException {
        String name = text();
        return name == null || name.isBlank() ? null : name;
    }

    /** A place; null if it cannot be one. */
    private @Nullable Integer index() throws IOException {
        Long index = number(null);
        return index == null || index < 0 ? null : (int) Math.min(Integer.MAX_VALUE, index);
    }

    /** The number at the parser's position, as the same object if it has come before. */
    private @Nullable Long number(@Nullable Long last) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = parser.getLongValue();
            return last != null && last == number ? last : Long.valueOf(number);
        }
        return JsonValues.number(JsonValues.read(parser));
    }
}
