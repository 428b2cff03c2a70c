package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import io.github.minimax4j.core.internal.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value of the wire in one pass. It is lenient wherever servers are seen to be careless: unknown fields, null for
 * anything, numbers as text, arguments as objects (B6), choices missing, null or empty (Q26). Thread-safe.
 */
public final class ChunkParser {

    private static final int LONG = 16 * 1024;

    // bytes of memory that a chunk takes at least, so that an event of very many empty ones is too large as well
    private static final int MEMORY = 64;

    private final ResponseLimits limits;

    private final JsonFactory json;

    // a parser costs several times what the chunk does that it reads, so one is kept for the next; it has no input then
    private final AtomicReference<@Nullable ReusedParser> idle = new AtomicReference<>();

    public ChunkParser(ResponseLimits limits) {
        this.limits = limits;
        this.json = Json.factory(limits.maxNestingDepth());
    }

    ResponseLimits limits() {
        return limits;
    }

    /** Opens a parser of one value, which the caller closes. */
    JsonParser open(byte[] bytes, int offset, int length) throws IOException {
        return json.createParser(bytes, offset, length);
    }

    /**
     * What was read.
     *
     * @param chunks  the values, in order
     * @param failure why what follows them could not be read: it is no JSON, or no object; null if all was read
     */
    record Parsed(List<Chunk> chunks, @Nullable IOException failure) {}

    /**
     * Reads all values that follow one another, or lie in an array: some servers send several at once (user demand B32).
     *
     * @throws LimitExceededException if there is too much in them
     */
    Parsed parse(byte[] bytes, int offset, int untrimmedLength) {
        int length = EventBytes.beforeSpace(bytes, offset, offset + untrimmedLength) - offset;
        // a kept parser would need a new buffer of twice the length for each long text
        Chunk single = length < LONG ? parseSingle(bytes, offset, length) : null;
        if (single != null) {
            return new Parsed(List.of(single), null);
        }
        Parsed parsed = parse(
                () -> open(bytes, offset, length),
                parser -> new ChunkReader(parser, limits, bytes, offset, offset + length));
        // a server that cuts its text by bytes may send a character in two events
        String repaired = parsed.failure() == null ? null : CharacterJoiner.decode(bytes, offset, length);
        return repaired == null
                ? parsed
                : parse(() -> json.createParser(repaired), parser -> new ChunkReader(parser, limits));
    }

    /** Reads one object; null if that is not all there is, or something is wrong with it. */
    private @Nullable Chunk parseSingle(byte[] bytes, int offset, int length) {
        try {
            ReusedParser parser = idle.getAndSet(null);
            if (parser == null) {
                parser = new ReusedParser(json, limits);
            }
            Chunk chunk = parser.read(bytes, offset, offset + length);
            ReusedParser tooMany = chunk == null || parser.isWornOut() ? parser : idle.getAndSet(parser);
            if (tooMany != null) {
                tooMany.close(); // its buffers go back to where the next one takes them from
            }
            return chunk;
        } catch (IOException | LimitExceededException e) {
            return null; // parsed once more, in full, it says why
        }
    }

    /** A parser that is fed with one value after the other. Not thread-safe. */
    private static final class ReusedParser extends JsonParserDelegate {

        private static final byte[] NOTHING = {};

        // it keeps the names that it has seen, of which a server may make up any number
        private static final int MAX_USES = 1000;

        private final ByteArrayFeeder input;

        private final ChunkReader reader;

        private int uses;

        ReusedParser(JsonFactory json, ResponseLimits limits) throws IOException {
            super(json.createNonBlockingByteArrayParser());
            reader = new ChunkReader(this, limits);
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

    private Parsed parse(ParserSource source, Function<JsonParser, ChunkReader> readers) {
        List<Chunk> chunks = new ArrayList<>(1);
        try (JsonParser parser = source.open()) {
            ChunkReader reader = readers.apply(parser);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (chunks.size() > limits.maxEventSize() / MEMORY) {
                    throw LimitExceededException.eventSize(limits.maxEventSize());
                } else if (token == JsonToken.START_OBJECT) {
                    chunks.add(reader.read());
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new IOException("not a JSON object");
                }
            }
            return new Parsed(chunks, chunks.isEmpty() ? new IOException("not a JSON object") : null);
        } catch (StreamConstraintsException e) {
            throw LimitExceededException.nestingDepth(limits.maxNestingDepth());
        } catch (IOException e) {
            return new Parsed(chunks, e);
        }
    }
}
