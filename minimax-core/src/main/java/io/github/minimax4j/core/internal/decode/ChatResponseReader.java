package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response of the chat endpoint, whole or streamed. It looks at the bytes to tell a stream from a JSON body, since a refused
 * stream may come as JSON under HTTP 200, and content types are not to be trusted (Q37).
 */
public final class ChatResponseReader extends ResponseReader<ChatCompletion> {

    /** Logs the events of a stream as they arrive. */
    public interface EventLog {
        void event(byte[] bytes, int offset, int length);
    }

    private boolean comparing = true;

    private final @Nullable EventLog log;
    private final @Nullable List<String> raw;
    private final Consumer<StreamEvent> events;
    private final KeptLength kept;
    private final CompletionAssembler assembler;
    private final SseDecoder decoder;

    // null before there is a chunk to compare others with
    private @Nullable ChunkFrame frame;

    private ResponseForm form = ResponseForm.UNKNOWN;

    private boolean payloadSeen;

    // whether no more bytes come, so that an event may have been cut
    private boolean ending;

    // a message that nothing of the response has followed yet: whether it is progress or an error shows at the end
    private @Nullable ServerError remark;

    public ChatResponseReader(
            ChunkParser parser,
            ErrorReader errors,
            Expectations expectations,
            Consumer<StreamEvent> events,
            @Nullable EventLog log) {
        super(parser, errors);
        this.log = log;
        this.raw = expectations.keepRaw() ? new ArrayList<>() : null;
        this.events = events;
        this.kept = new KeptLength(parser.limits());
        this.assembler = new CompletionAssembler(events, expectations, kept);
        this.decoder = new SseDecoder(parser.limits().maxEventSize(), this::event);
    }

    /** Has each chunk parsed in full, even if it is like the one before: slower, and otherwise the same. */
    void compareNoChunks() {
        comparing = false;
    }

    @Override
    void take(ByteBuffer bytes) {
        if (form == ResponseForm.UNKNOWN) {
            form = ResponseForm.of(bytes);
        }
        switch (form) {
            case EVENTS, UNKNOWN -> decoder.feed(bytes); // unknown: the first bytes of a byte order mark
            case JSON -> body.add(bytes);
            case TEXT -> {
                if (!body.addError(bytes)) {
                    failForeign(); // a page without an end
                }
            }
        }
    }

    @Override
    boolean isWhole() {
        return assembler.finished()
                || form == ResponseForm.JSON && body.isWholeJson()
                || form == ResponseForm.TEXT && !body.isEmpty();
    }

    @Override
    void takeEnd(@Nullable Throwable loss) {
        if (form == ResponseForm.TEXT) {
            failForeign();
        } else if (form == ResponseForm.JSON && (loss == null || loss instanceof MiniMaxException)) {
            // a whole body that silence follows, but not one that a broken connection has cut, whatever it looks like
            wholeBody();
        } else if (form == ResponseForm.UNKNOWN && loss == null) {
            failEmpty();
        } else {
            if (loss == null) {
                ending = true;
                decoder.end();
            }
            if (isOpen()) {
                endOfEvents(loss);
            }
        }
    }

    @Override
    public boolean finished() {
        return assembler.finished() && assembler.othersFinished();
    }

    private boolean event(byte[] bytes, int offset, int length, boolean namedError) {
        payloadSeen = true;
        if (log != null) {
            log.event(bytes, offset, length);
        }
        if (!namedError && EventBytes.isSignOfLife(bytes, offset, length)) {
            return true;
        }
        int beforeDone = EventBytes.lengthBeforeDone(bytes, offset, length);
        if (beforeDone != 0) {
            payload(bytes, offset, beforeDone < 0 ? length : beforeDone, namedError);
        }
        if (isOpen() && beforeDone >= 0) {
            complete();
        }
        return isOpen();
    }

    private void payload(byte[] bytes, int offset, int length, boolean namedError) {
        keepRaw(bytes, offset, length);
        if (frame != null) {
            Chunk.Part delta = namedError ? null : frame.match(bytes, offset, length);
            if (delta != null) {
                addDelta(delta, bytes, offset, length);
                return;
            }
            frame.forget();
        }
        ChunkParser.Parsed parsed = parser.parse(bytes, offset, length);
        if (namedError) {
            String said = new String(bytes, offset, length, StandardCharsets.UTF_8);
            ServerError error =
                    parsed.chunks().isEmpty() ? null : parsed.chunks().get(0).errorOrRemark();
            fail(errors.read(error == null ? ServerError.ofText(said) : error, response.withBody(said)));
            return;
        }
        boolean adds = false;
        for (Chunk chunk : parsed.chunks()) {
            adds |= isOpen() && add(chunk, bytes, offset, length);
        }
        if (!isOpen()) {
            return;
        }
        if (parsed.failure() != null) {
            if (ending && JsonBalance.of(bytes, offset, length).isOpen()) {
                // a cut event is cut JSON: that is a lost connection, not nonsense from the server
                endOfEvents(parsed.failure());
            } else {
                failMalformed("An event of the stream is not JSON", null, bytes, offset, length, parsed.failure());
            }
        } else if (!adds) {
            String json = new String(bytes, offset, length, StandardCharsets.UTF_8);
            events.accept(new StreamEvent.Other(
                    Objects.requireNonNull(response.redaction().apply(json))));
        } else if (comparing && assembler.isRepeatable(parsed.chunks())) {
            frame = frame == null ? new ChunkFrame(parser) : frame;
            frame.learn(bytes, offset, length, parsed.chunks().get(0));
        }
    }

    private void keepRaw(byte[] bytes, int offset, int length) {
        if (raw != null) {
            String json = new String(bytes, offset, length, StandardCharsets.UTF_8);
            kept.add(json);
            raw.add(json);
        }
    }

    private void addDelta(Chunk.Part delta, byte[] bytes, int offset, int length) {
        try {
            assembler.delta(delta);
        } catch (ToolCallAssembler.LateFragmentException e) {
            failContradiction(e, bytes, offset, length);
        }
    }

    /** Whether the chunk adds anything to the response. */
    private boolean add(Chunk chunk, byte[] bytes, int offset, int length) {
        if (chunk.error() != null) {
            fail(errors.read(chunk.error(), response.withBody(excerpt(bytes, offset, length))));
            return false;
        }
        if (chunk.remark() != null) {
            remark = chunk.remark();
            response = response.withBody(excerpt(bytes, offset, length)); // whatever ends the call now shows it
        } else if (remark != null && !chunk.choices().isEmpty()) {
            remark = null;
            response = response.withBody(null);
        }
        try {
            return assembler.add(chunk);
        } catch (ToolCallAssembler.LateFragmentException e) {
            failContradiction(e, bytes, offset, length);
            return false;
        }
    }

    private void wholeBody() {
        byte[] bytes = body.bytes();
        int size = body.size();
        int start = ResponseForm.begin(ByteBuffer.wrap(bytes, 0, size));
        int beforeDone = EventBytes.lengthBeforeDone(bytes, start, size - start);
        int length = beforeDone < 0 ? size - start : beforeDone;
        keepRaw(bytes, start, length);
        boolean increments = false;
        ChunkParser.Parsed parsed = parser.parse(bytes, start, length);
        for (Chunk chunk : parsed.chunks()) {
            if (isOpen()) {
                increments |=
                        !chunk.choices().isEmpty() && chunk.choices().get(0).message() == null;
                add(chunk, bytes, start, length);
            }
        }
        if (!isOpen()) {
            return;
        }
        if (parsed.failure() instanceof JsonEOFException) {
            endOfEvents(parsed.failure()); // cut by a server whose responses end with the connection
        } else if (parsed.failure() != null) {
            failMalformed("The response is not JSON", null, bytes, 0, size, parsed.failure());
        } else if (increments && !assembler.finished()) {
            endOfEvents(null); // chunks of a response, one behind the other, without the last
        } else {
            complete();
        }
    }

    private void failContradiction(RuntimeException e, byte[] bytes, int offset, int length) {
        failMalformed("The server contradicts itself: " + e.getMessage(), null, bytes, offset, length, e);
    }

    private void failForeign() {
        fail(response.withBody(body.text())
                .error(
                        ErrorKind.MALFORMED_RESPONSE,
                        "The response is neither JSON nor a stream of events",
                        "Check that the base URL is that of an API, not of a web page, and that nothing on the way compresses responses",
                        null));
    }

    private void endOfEvents(@Nullable Throwable cause) {
        if (assembler.finished()) {
            complete(); // the closing [DONE] is optional (Q7)
        } else if (cause == null && !payloadSeen && decoder.sawForeignLine()) {
            failForeign();
        } else if (cause == null && remark != null) {
            fail(errors.read(remark, response));
        } else {
            failCut(
                    remark == null
                            ? ""
                            : ". Before that, the server said: "
                                    + response.redaction().apply(remark.message()),
                    cause);
        }
    }

    private void complete() {
        if (!assembler.finished() && remark != null) {
            fail(errors.read(remark, response));
            return;
        }
        if (!assembler.choiceSeen()) {
            // seen after a broken tool history (Q26)
            fail(response.withBody(body.text())
                    .error(ErrorKind.SERVER_ERROR, "The response has no choice", null, null));
            return;
        }
        try {
            ChatCompletion completion = assembler.end(response.traceId(), raw == null ? List.of() : raw);
            complete(
                    response.rateLimits().isEmpty()
                            ? completion
                            : completion.toBuilder()
                                    .rateLimits(response.rateLimits())
                                    .build());
        } catch (IllegalStateException e) {
            fail(response.error(ErrorKind.MALFORMED_RESPONSE, "The server sent " + e.getMessage(), null, e));
        } catch (ToolCallAssembler.LateFragmentException e) { // in a chunk that has waited until now
            failContradiction(e, new byte[0], 0, 0);
        }
    }
}
