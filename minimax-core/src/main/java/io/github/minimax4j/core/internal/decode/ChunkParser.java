package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.github.minimax4j.core.chat.ContentCheck;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value of the wire in one pass. It is lenient wherever servers are seen to be careless: unknown fields, null for
 * anything, numbers as text, arguments as objects (B6), choices missing, null or empty (Q26). Thread-safe.
 */
public final class ChunkParser {

    private final JsonFactory json;

    // a parser costs several times what the chunk does that it reads, so one is kept for the next; it has no input then
    private final AtomicReference<@Nullable ReusedParser> idle = new AtomicReference<>();

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

    /** Reads all values that follow one another, or lie in an array: some servers send several at once (user demand B32). */
    Parsed parse(byte[] bytes, int offset, int length) {
        Chunk single = parseSingle(bytes, offset, length);
        if (single != null) {
            return new Parsed(List.of(single), null);
        }
        Parsed parsed = parse(() -> json.createParser(bytes, offset, length));
        // a server that cuts its text by bytes may send a character in two events
        String repaired = parsed.failure() == null ? null : CharacterJoiner.decode(bytes, offset, length);
        return repaired == null ? parsed : parse(() -> json.createParser(repaired));
    }

    /** Reads one object; null if that is not all there is, or something is wrong with it. */
    private @Nullable Chunk parseSingle(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        try {
            ReusedParser parser = idle.getAndSet(null);
            if (parser == null) {
                parser = new ReusedParser(json);
            }
            Chunk chunk = parser.read(bytes, offset, end);
            ReusedParser tooMany = chunk == null || parser.isWornOut() ? parser : idle.getAndSet(parser);
            if (tooMany != null) {
                tooMany.close(); // its buffers go back to where the next one takes them from
            }
            return chunk;
        } catch (IOException e) {
            return null;
        }
    }

    /** A parser that is fed with one value after the other. Not thread-safe. */
    private static final class ReusedParser extends JsonParserDelegate {

        private static final byte[] NOTHING = {};

        // it keeps the names that it has seen, of which a server may make up any number
        private static final int MAX_USES = 1000;

        private final ByteArrayFeeder input;

        private final Reader reader = new Reader(this);

        private int uses;

        ReusedParser(JsonFactory json) throws IOException {
            super(json.createNonBlockingByteArrayParser());
            input = (ByteArrayFeeder) delegate.getNonBlockingInputFeeder();
        }

        /** Reads one object; null if anything else comes first or follows, and then this must not be used again. */
        @Nullable
        Chunk read(byte[] bytes, int start, int end) throws IOException {
            uses++;
            input.feedInput(bytes, start, end);
            Chunk chunk = nextToken() == JsonToken.START_OBJECT ? reader.read() : null;
            if (!input.needMoreInput()) {
                return null;
            }
            input.feedInput(NOTHING, 0, 0); // else it keeps the bytes
            return chunk;
        }

        boolean isWornOut() {
            return uses >= MAX_USES;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            if (token == JsonToken.NOT_AVAILABLE) {
                throw new EOFException();
            }
            return token;
        }
    }

    @FunctionalInterface
    private interface ParserSource {

        JsonParser open() throws IOException;
    }

    private static Parsed parse(ParserSource source) {
        List<Chunk> chunks = new ArrayList<>(1);
        try (JsonParser parser = source.open()) {
            Reader reader = new Reader(parser);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    chunks.add(reader.read());
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new IOException("not a JSON object");
                }
            }
            return new Parsed(chunks, chunks.isEmpty() ? new IOException("not a JSON object") : null);
        } catch (IOException e) {
            return new Parsed(chunks, e);
        }
    }

    /** Reads one value after the other. What they repeat, such as the id of the response, is one object in all of them. */
    private static final class Reader {

        private final JsonParser parser;

        private ErrorFields error = new ErrorFields();

        private @Nullable String lastId;

        private @Nullable String lastModel;

        private @Nullable Long lastCreated;

        Reader(JsonParser parser) {
            this.parser = parser;
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
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    choices = plus(choices, choice(choices.size()));
                } else {
                    parser.skipChildren();
                }
            }
            return choices;
        }

        /** Adds to a list that has one element most of the time. */
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
                        Content parts = parser.currentToken() == JsonToken.START_ARRAY ? content() : null;
                        content = parts == null ? text() : parts.text();
                        thought = parts == null ? null : parts.thinking();
                    }
                    case "refusal" -> refusal = text();
                    case "reasoning_content" -> reasoningContent = text();
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

        /** The parts that some gateways write in place of a text, of which one may be a thought. */
        private Content content() throws IOException {
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
            List<Map<String, Object>> details = List.of();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    details = plus(details, JsonValues.readObject(parser));
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
            List<Chunk.ToolFragment> fragments = List.of();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
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
}
