package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
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
public final class ChatResponseReader implements ResponseReader<ChatCompletion> {

    /** Logs the events of a stream as they arrive. */
    public interface EventLog {
        void event(byte[] bytes, int offset, int length);
    }

    private final ChunkParser parser;
    private final ErrorReader errors;
    private boolean comparing = true;

    private final @Nullable EventLog log;
    private final @Nullable List<String> raw;
    private final Consumer<StreamEvent> events;
    private final KeptLength kept;
    private final CompletionAssembler assembler;
    private final SseDecoder decoder;
    private final WholeBody body;

    // null before there is a chunk to compare others with
    private @Nullable ChunkFrame frame;

    private ResponseDetails response = ResponseDetails.NONE;

    private ResponseForm form = ResponseForm.UNKNOWN;

    private boolean payloadSeen;

    // what was wrong with the last event, if that may be that it is not whole
    private @Nullable IOException cut;

    // a message that nothing of the response has followed yet: whether it is progress or an error shows at the end
    private @Nullable ServerError remark;

    // read without the lock that guards all else
    private volatile @Nullable Outcome<ChatCompletion> outcome;

    public ChatResponseReader(
            ChunkParser parser,
            ErrorReader errors,
            Expectations expectations,
            Consumer<StreamEvent> events,
            @Nullable EventLog log) {
        this.parser = parser;
        this.errors = errors;
        this.body = new WholeBody(parser.limits().maxEventSize());
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
    public void head(ResponseDetails response) {
        this.response = response;
        int status = Objects.requireNonNull(response.httpStatus());
        if (status < 200 || status >= 300) {
            form = ResponseForm.TEXT;
        }
    }

    @Override
    public void announce(long length) {
        body.announce(length);
    }

    @Override
    public void bytes(ByteBuffer bytes) {
        if (outcome != null) {
            return;
        }
        if (form == ResponseForm.UNKNOWN) {
            form = ResponseForm.of(bytes);
        }
        limited(() -> {
            switch (form) {
                case EVENTS, UNKNOWN -> decoder.feed(bytes); // unknown: the first bytes of a byte order mark
                case JSON -> body.add(bytes);
                case TEXT -> {
                    if (!body.addError(bytes)) {
                        errorBody(); // a page without an end
                    }
                }
            }
        });
    }

    private void limited(Runnable reading) {
        try {
            reading.run();
        } catch (LimitExceededException e) {
            fail(e.error(response));
        }
    }

    @Override
    public void end() {
        if (outcome != null) {
            return;
        }
        switch (form) {
            case EVENTS -> {
                limited(this::decodeEnd);
                if (outcome == null) {
                    endOfEvents(null);
                }
            }
            case JSON -> limited(this::wholeBody);
            case TEXT -> errorBody();
            case UNKNOWN -> fail(response.error(ErrorKind.SERVER_ERROR, "The response is empty", null, null));
        }
    }

    @Override
    public void lost(Throwable cause) {
        if (outcome == null && form == ResponseForm.TEXT) {
            errorBody(); // what came of it says more than the loss
        } else if (outcome == null) {
            endOfEvents(cause);
        }
    }

    @Override
    public void fail(MiniMaxException error) {
        if (outcome == null) {
            outcome = new Outcome.Failed<>(error);
        }
    }

    @Override
    public void silent(MiniMaxException error) {
        if (outcome != null) {
            return;
        }
        // a server that forgets to end its response has sent it all the same
        if (assembler.finished()) {
            complete();
        } else if (form == ResponseForm.JSON && body.isWholeJson()) {
            limited(this::wholeBody);
        } else if (form == ResponseForm.TEXT && !body.isEmpty()) {
            errorBody();
        } else {
            fail(error);
        }
    }

    @Override
    public boolean finished() {
        return assembler.finished() && assembler.othersFinished();
    }

    @Override
    public ResponseDetails response() {
        return response;
    }

    @Override
    public @Nullable String body() {
        return body.text();
    }

    @Override
    public @Nullable Outcome<ChatCompletion> outcome() {
        return outcome;
    }

    private void decodeEnd() {
        // a cut event is cut JSON: that is a lost connection, not nonsense from the server
        decoder.end();
        if (cut != null) {
            outcome = null;
            endOfEvents(cut);
        }
    }

    private boolean event(byte[] bytes, int offset, int length, boolean namedError) {
        payloadSeen = true;
        if (log != null) {
            log.event(bytes, offset, length);
        }
        int beforeDone = EventBytes.lengthBeforeDone(bytes, offset, length);
        if (beforeDone != 0) {
            payload(bytes, offset, beforeDone < 0 ? length : beforeDone, namedError);
        }
        if (outcome == null && beforeDone >= 0) {
            complete();
        }
        return outcome == null;
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
            adds |= outcome == null && add(chunk, bytes, offset, length);
        }
        if (outcome == null && parsed.failure() != null) {
            if (JsonBalance.of(bytes, offset, length).isOpen()) {
                cut = parsed.failure();
            }
            fail(malformed("An event of the stream is not JSON", bytes, offset, length, parsed.failure()));
        } else if (outcome == null && !adds) {
            events.accept(otherEvent(new String(bytes, offset, length, StandardCharsets.UTF_8)));
        } else if (comparing && outcome == null && assembler.isRepeatable(parsed.chunks())) {
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
            assembler.addDelta(delta);
        } catch (ToolCallAssembler.LateFragmentException e) {
            contradiction(e, bytes, offset, length);
        }
    }

    private void contradiction(RuntimeException e, byte[] bytes, int offset, int length) {
        fail(malformed("The server contradicts itself: " + e.getMessage(), bytes, offset, length, e));
    }

    private StreamEvent otherEvent(String json) {
        return new StreamEvent.Other(Objects.requireNonNull(response.redaction().apply(json)));
    }

    /** Whether the chunk adds anything to the response. */
    private boolean add(Chunk chunk, byte[] bytes, int offset, int length) {
        if (chunk.error() != null) {
            String said = WholeBody.excerpt(bytes, offset, length);
            fail(errors.read(chunk.error(), response.withBody(said)));
            return false;
        }
        if (chunk.remark() != null) {
            remark = chunk.remark();
            response =
                    response.withBody(WholeBody.excerpt(bytes, offset, length)); // whatever ends the call now shows it
        } else if (remark != null && !chunk.choices().isEmpty()) {
            remark = null;
            response = response.withBody(null);
        }
        try {
            return assembler.add(chunk);
        } catch (ToolCallAssembler.LateFragmentException e) {
            contradiction(e, bytes, offset, length);
            return false;
        }
    }

    private void wholeBody() {
        byte[] bytes = body.bytes();
        int size = body.size();
        int start = 0;
        while (start < size && bytes[start] != '{' && bytes[start] != '[') {
            start++; // a byte order mark, or white space
        }
        int beforeDone = EventBytes.lengthBeforeDone(bytes, start, size - start);
        int length = beforeDone < 0 ? size - start : beforeDone;
        keepRaw(bytes, start, length);
        boolean increments = false;
        ChunkParser.Parsed parsed = parser.parse(bytes, start, length);
        for (Chunk chunk : parsed.chunks()) {
            if (outcome == null) {
                increments |=
                        !chunk.choices().isEmpty() && chunk.choices().get(0).message() == null;
                add(chunk, bytes, start, length);
            }
        }
        if (outcome == null && parsed.failure() instanceof JsonEOFException) {
            endOfEvents(parsed.failure()); // cut by a server whose responses end with the connection
        } else if (outcome == null && parsed.failure() != null) {
            fail(malformed("The response is not JSON", bytes, 0, size, parsed.failure()));
        }
        if (outcome == null && increments && !assembler.finished()) {
            endOfEvents(null); // chunks of a response, one behind the other, without the last
        } else if (outcome == null) {
            complete();
        }
    }

    private void errorBody() {
        Integer status = response.httpStatus();
        if (status != null && status < 300) {
            fail(neitherJsonNorEvents());
            return;
        }
        fail(body.error(parser, errors, response));
    }

    private MiniMaxException neitherJsonNorEvents() {
        return response.withBody(body.text())
                .error(
                        ErrorKind.MALFORMED_RESPONSE,
                        "The response is neither JSON nor a stream of events",
                        "Check that the base URL is that of an API, not of a web page, and that nothing on the way compresses responses",
                        null);
    }

    private void endOfEvents(@Nullable Throwable cause) {
        if (assembler.finished()) {
            complete(); // the closing [DONE] is optional (Q7)
            return;
        }
        if (cause == null && !payloadSeen && decoder.sawForeignLine()) {
            fail(neitherJsonNorEvents());
            return;
        }
        if (cause == null && remark != null) {
            fail(errors.read(remark, response));
            return;
        }
        String lastSaid = remark == null
                ? ""
                : ". Before that, the server said: " + response.redaction().apply(remark.message());
        fail(response.error(
                ErrorKind.CONNECTION_LOST,
                "The connection ended before the response was whole" + lastSaid,
                null,
                cause));
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
            outcome = new Outcome.Completed<>(completion);
        } catch (IllegalStateException e) {
            fail(response.error(ErrorKind.MALFORMED_RESPONSE, "The server sent " + e.getMessage(), null, e));
        } catch (ToolCallAssembler.LateFragmentException e) { // in a chunk that has waited until now
            contradiction(e, new byte[0], 0, 0);
        } catch (LimitExceededException e) {
            fail(e.error(response));
        }
    }

    private MiniMaxException malformed(String message, byte[] bytes, int offset, int length, Exception cause) {
        String said = WholeBody.excerpt(bytes, offset, length);
        return response.withBody(said).error(ErrorKind.MALFORMED_RESPONSE, message, null, cause);
    }
}
