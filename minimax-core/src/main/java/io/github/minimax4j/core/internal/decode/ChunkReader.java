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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of the wire after the other. What they repeat, such as the id of the response, is one object in all of them. Not
 * thread-safe.
 */
final class ChunkReader {

    private final JsonParser parser;

    private final ResponseLimits limits;

    private ErrorFields error = new ErrorFields();

    private @Nullable String lastId;

    private @Nullable String lastModel;

    private @Nullable Long lastCreated;

    // what the parser reads, if long texts can be taken from there
    private final byte @Nullable [] bytes;

    private final int begin;

    private final int end;

    ChunkReader(JsonParser parser, ResponseLimits limits) {
        this.parser = parser;
        this.limits = limits;
        this.bytes = null;
        this.begin = 0;
        this.end = 0;
    }

    /**
     * A reader of long values: it takes texts from the bytes, without the parser's buffers.
     *
     * @param parser reads the bytes from begin to end, and texts only when it is asked for them
     */
    ChunkReader(JsonParser parser, ResponseLimits limits, byte[] bytes, int begin, int end) {
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
        String serviceTier = null;
        boolean namedError = false;
        List<Chunk.Choice> choices = List.of();
        Usage usage = null;
        boolean inputSensitive = false;
        Integer inputSensitiveType = null;
        boolean outputSensitive = false;
        Integer outputSensitiveType = null;
        ErrorFields unused = error;
        boolean errorFields = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> lastId = id = textOr(lastId);
                case "model" -> lastModel = model = textOr(lastModel);
                case "created" -> lastCreated = created = ErrorFields.number(parser, lastCreated);
                case "service_tier" -> serviceTier = text();
                case "object" -> namedError = isText("error");
                case "choices" -> choices = choices();
                case "usage" -> usage = usage();
                case "input_sensitive" -> inputSensitive = truth();
                case "input_sensitive_type" -> inputSensitiveType = integer();
                case "output_sensitive" -> outputSensitive = truth();
                case "output_sensitive_type" -> outputSensitiveType = integer();
                default -> {
                    if (unused.read(field, parser)) {
                        errorFields = true;
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        if (errorFields) {
            error = new ErrorFields();
        }
        ContentCheck check = inputSensitive || outputSensitive
                ? new ContentCheck(inputSensitive, inputSensitiveType, outputSensitive, outputSensitiveType)
                : ContentCheck.CLEAN;
        for (int i = 0; usage == null && i < choices.size(); i++) {
            usage = choices.get(i).usage();
        }
        return new Chunk(
                id,
                model,
                created,
                serviceTier,
                choices,
                usage,
                check,
                unused.toServerError(namedError, !choices.isEmpty()),
                choices.isEmpty() ? unused.toRemark() : null);
    }

    private List<Chunk.Choice> choices() throws IOException {
        List<Chunk.Choice> choices = List.of();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return choices;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (choices.size() == limits.maxChoices()) {
                throw LimitExceededException.choices(limits.maxChoices());
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                choices = plus(choices, choice(choices.size()));
            } else {
                parser.skipChildren();
            }
        }
        return choices;
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
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "index" -> index = integer();
                case "delta" -> delta = part();
                case "message" -> message = part();
                case "messages" -> message = lastPart();
                case "finish_reason" -> finishReason = text();
                case "text" -> legacyText = text();
                case "usage" -> usage = usage();
                default -> parser.skipChildren();
            }
        }
        if (legacyText != null && message == null && (delta == null || !delta.saysAnything())) {
            delta = new Chunk.Part(legacyText, null, null, List.of(), List.of());
        }
        return new Chunk.Choice(
                index == null || index < 0 ? position : index,
                delta,
                message,
                finishReason == null || finishReason.isEmpty() ? null : finishReason,
                usage);
    }

    private Chunk.@Nullable Part lastPart() throws IOException {
        Chunk.Part last = null;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                last = part();
            }
        } else {
            parser.skipChildren();
        }
        return last;
    }

    private Chunk.@Nullable Part part() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String content = null;
        String thought = null;
        String refusal = null;
        String reasoningContent = null;
        String reasoning = null;
        List<Map<String, Object>> details = List.of();
        List<Chunk.ToolFragment> toolCalls = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "content" -> {
                    Content parts = parser.currentToken().isStructStart() ? content() : null;
                    content = parts == null ? longText() : parts.text();
                    thought = parts == null ? null : parts.thinking();
                }
                case "refusal" -> refusal = text();
                case "reasoning_content" -> reasoningContent = longText();
                case "reasoning" -> reasoning = text();
                case "reasoning_details" -> details = details();
                case "tool_calls" -> toolCalls = toolCalls();
                default -> parser.skipChildren();
            }
        }
        // one thought may stand in several fields: take it from one of them only (wire reference 5.4)
        String thinking = firstSet(firstSet(reasoningContent, reasoning), thought);
        return new Chunk.Part(content, refusal, thinking, details, toolCalls);
    }

    private static @Nullable String firstSet(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() && second != null ? second : first;
    }

    private record Content(String text, @Nullable String thinking) {}

    /** The parts that some gateways write in place of a text, of which one may be a thought; a sole one need not be in a list. */
    private Content content() throws IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        boolean single = parser.currentToken() == JsonToken.START_OBJECT;
        while (single || parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = JsonValues.read(parser);
            if (value instanceof String said) {
                text.append(said);
            } else if (value instanceof Map<?, ?> part) {
                boolean thought = part.get("type") instanceof String type
                        && (type.startsWith("thinking") || type.startsWith("reasoning"));
                if (thought && part.get("thinking") instanceof String said) {
                    thinking.append(said);
                } else if (part.get("text") instanceof String said) {
                    (thought ? thinking : text).append(said);
                }
            }
            if (single) {
                break;
            }
        }
        return new Content(text.toString(), thinking.isEmpty() ? null : thinking.toString());
    }

    private List<Map<String, Object>> details() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        List<Map<String, Object>> details = List.of();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (details.size() > limits.maxResponseLength() / KeptLength.OBJECT) {
                throw LimitExceededException.responseLength(limits.maxResponseLength());
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                details = plus(details, JsonValues.readObject(parser));
            } else {
                parser.skipChildren();
            }
        }
        return details;
    }

    private List<Chunk.ToolFragment> toolCalls() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return List.of(toolCall()); // without the list around it
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        List<Chunk.ToolFragment> fragments = List.of();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (fragments.size() == limits.maxToolCalls()) {
                throw LimitExceededException.toolCalls(limits.maxToolCalls());
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                fragments = plus(fragments, toolCall());
            } else {
                parser.skipChildren();
            }
        }
        return fragments;
    }

    private Chunk.ToolFragment toolCall() throws IOException {
        Integer index = null;
        String callId = null;
        String name = null;
        String arguments = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "index" -> index = integer();
                case "id" -> callId = text();
                case "function" -> {
                    if (parser.currentToken() != JsonToken.START_OBJECT) {
                        parser.skipChildren();
                        continue;
                    }
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String functionField = parser.currentName();
                        parser.nextToken();
                        switch (functionField) {
                            case "name" -> name = text();
                            case "arguments" -> arguments = arguments();
                            default -> parser.skipChildren();
                        }
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return Chunk.ToolFragment.of(index, callId, name, arguments);
    }

    private @Nullable String arguments() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> Json.copy(parser);
            default -> text();
        };
    }

    private @Nullable Usage usage() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return UsageReader.read(parser);
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
        return close < 0 ? plain : new JsonText().read(bytes, from, close);
    }

    private @Nullable String text() throws IOException {
        return ErrorFields.text(parser);
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

    private @Nullable Integer integer() throws IOException {
        Long number = ErrorFields.number(parser, null);
        return number == null ? null : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    private boolean truth() throws IOException {
        boolean truth = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return truth;
    }
}
