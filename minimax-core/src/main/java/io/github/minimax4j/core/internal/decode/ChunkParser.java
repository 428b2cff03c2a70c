package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.chat.ContentCheck;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value of the wire in one pass. It is lenient wherever servers are seen to be careless: unknown fields, null for
 * anything, numbers as text, arguments as objects (B5), choices missing, null or empty (Q26). Thread-safe.
 */
public final class ChunkParser {

    private final JsonFactory json;

    public ChunkParser(JsonFactory json) {
        this.json = json;
    }

    /**
     * What was read.
     *
     * @param chunks  the values, in order
     * @param failure why what follows them could not be read: it is no JSON, or no object; null if all was read
     */
    record Parsed(List<Chunk> chunks, @Nullable IOException failure) {}

    /** Reads all values that follow one another, or lie in an array: some servers send several at once (user demand C10). */
    Parsed parse(byte[] bytes, int offset, int length) {
        Parsed parsed = parse(() -> json.createParser(bytes, offset, length));
        // a server that cuts its text by bytes may send a character in two events
        String repaired = parsed.failure() == null ? null : CharacterJoiner.decode(bytes, offset, length);
        return repaired == null ? parsed : parse(() -> json.createParser(repaired));
    }

    @FunctionalInterface
    private interface ParserSource {

        JsonParser open() throws IOException;
    }

    private static Parsed parse(ParserSource source) {
        List<Chunk> chunks = new ArrayList<>(1);
        try (JsonParser parser = source.open()) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    chunks.add(new Reader(parser).read());
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new IOException("not a JSON object");
                }
            }
            return new Parsed(chunks, chunks.isEmpty() ? new IOException("not a JSON object") : null);
        } catch (IOException e) {
            return new Parsed(chunks, e);
        }
    }

    /** Reads one value; the fields gather what may come in any order. */
    private static final class Reader {

        private final JsonParser parser;

        private @Nullable String id;
        private @Nullable String model;
        private @Nullable Long created;
        private @Nullable String serviceTier;
        private @Nullable String object;
        private final List<Chunk.Choice> choices = new ArrayList<>(1);
        private @Nullable Usage usage;
        private @Nullable Usage usageOfChoice;
        private boolean inputSensitive;
        private @Nullable Integer inputSensitiveType;
        private boolean outputSensitive;
        private @Nullable Integer outputSensitiveType;
        private final ErrorFields error = new ErrorFields();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        Chunk read() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "id" -> id = text();
                    case "model" -> model = text();
                    case "created" -> created = number();
                    case "service_tier" -> serviceTier = text();
                    case "object" -> object = text();
                    case "choices" -> choices();
                    case "usage" -> usage = usage();
                    case "input_sensitive" -> inputSensitive = truth();
                    case "input_sensitive_type" -> inputSensitiveType = integer();
                    case "output_sensitive" -> outputSensitive = truth();
                    case "output_sensitive_type" -> outputSensitiveType = integer();
                    default -> {
                        if (!error.read(field, parser)) {
                            parser.skipChildren();
                        }
                    }
                }
            }
            ContentCheck check = inputSensitive || outputSensitive
                    ? new ContentCheck(inputSensitive, inputSensitiveType, outputSensitive, outputSensitiveType)
                    : ContentCheck.CLEAN;
            return new Chunk(
                    id,
                    model,
                    created,
                    serviceTier,
                    "chat.completion".equals(object),
                    choices,
                    usage == null ? usageOfChoice : usage,
                    check,
                    error.toServerError("error".equals(object), !choices.isEmpty()),
                    choices.isEmpty() ? error.toRemark() : null);
        }

        private void choices() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    choice();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void choice() throws IOException {
            Integer index = null;
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
                    case "usage" -> {
                        Usage counted = usage();
                        usageOfChoice = usageOfChoice == null ? counted : usageOfChoice;
                    }
                    default -> parser.skipChildren();
                }
            }
            if (legacyText != null && message == null && (delta == null || !delta.saysAnything())) {
                delta = new Chunk.Part(legacyText, null, null, List.of(), List.of());
            }
            choices.add(new Chunk.Choice(
                    index == null || index < 0 ? choices.size() : index,
                    delta,
                    message,
                    finishReason == null || finishReason.isEmpty() ? null : finishReason));
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
            Content content = Content.NONE;
            String refusal = null;
            String reasoningContent = null;
            String reasoning = null;
            List<Map<String, Object>> details = List.of();
            List<Chunk.ToolFragment> toolCalls = List.of();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "content" -> content = content();
                    case "refusal" -> refusal = text();
                    case "reasoning_content" -> reasoningContent = text();
                    case "reasoning" -> reasoning = text();
                    case "reasoning_details" -> details = details();
                    case "tool_calls" -> toolCalls = toolCalls();
                    default -> parser.skipChildren();
                }
            }
            // one thought may stand in several fields: take it from one of them only (wire reference 5.4)
            String thinking = firstSet(reasoningContent, reasoning, content.thinking());
            return new Chunk.Part(content.text(), refusal, thinking, details, toolCalls);
        }

        private static @Nullable String firstSet(@Nullable String... texts) {
            String last = null;
            for (String text : texts) {
                last = text == null ? last : text;
                if (text != null && !text.isEmpty()) {
                    return text;
                }
            }
            return last;
        }

        private record Content(
                @Nullable String text, @Nullable String thinking) {

            static final Content NONE = new Content(null, null);
        }

        /** A text, or parts as some gateways write them, of which one may be a thought. */
        private Content content() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return new Content(text(), null);
            }
            StringBuilder text = new StringBuilder();
            StringBuilder thinking = new StringBuilder();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (JsonValues.read(parser) instanceof Map<?, ?> part) {
                    boolean thought = part.get("type") instanceof String type
                            && (type.startsWith("thinking") || type.startsWith("reasoning"));
                    if (thought && part.get("thinking") instanceof String said) {
                        thinking.append(said);
                    } else if (part.get("text") instanceof String said) {
                        (thought ? thinking : text).append(said);
                    }
                }
            }
            return new Content(text.toString(), thinking.isEmpty() ? null : thinking.toString());
        }

        private List<Map<String, Object>> details() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return List.of();
            }
            List<Map<String, Object>> details = new ArrayList<>(1);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    details.add(JsonValues.readObject(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return details;
        }

        private List<Chunk.ToolFragment> toolCalls() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return List.of();
            }
            List<Chunk.ToolFragment> fragments = new ArrayList<>(1);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    fragments.add(toolCall());
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
            return new Chunk.ToolFragment(index, callId, name, arguments);
        }

        private @Nullable String arguments() throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> Json.write(JsonValues.read(parser));
                default -> text();
            };
        }

        private @Nullable Usage usage() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            return UsageReader.read(JsonValues.readObject(parser));
        }

        private @Nullable String text() throws IOException {
            return ErrorFields.text(parser);
        }

        private @Nullable Integer integer() throws IOException {
            Long number = number();
            return number == null ? null : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }

        private @Nullable Long number() throws IOException {
            return ErrorFields.number(parser);
        }

        private boolean truth() throws IOException {
            boolean truth = parser.currentToken() == JsonToken.VALUE_TRUE;
            parser.skipChildren();
            return truth;
        }
    }
}
