package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a response that is no stream: gathered up to a limit, and read for the error that it may speak of. Not thread-safe. */
final class WholeBody {

    private static final int MAX_ERROR_BODY = 64 * 1024;

    private static final int EXCERPT_BYTES = 2000;

    private final int maxSize;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    WholeBody(int maxSize) {
        this.maxSize = maxSize;
    }

    /**
     * Takes the next bytes.
     *
     * @return false if the body is too large, see {@link #tooLarge}
     */
    boolean add(ByteBuffer next) {
        if (next.remaining() > maxSize - bytes.size()) {
            return false;
        }
        take(next, next.remaining());
        return true;
    }

    /**
     * Takes the next bytes of what can only be an error; its start is enough.
     *
     * @return false if no more is needed
     */
    boolean addError(ByteBuffer next) {
        take(next, Math.min(next.remaining(), MAX_ERROR_BODY - bytes.size()));
        return bytes.size() < MAX_ERROR_BODY;
    }

    /** Whether the body is one JSON object or array that has been closed. */
    boolean isWholeJson() {
        return JsonBalance.of(toByteArray(), 0, bytes.size()).isWhole();
    }

    private void take(ByteBuffer next, int length) {
        byte[] copy = new byte[length];
        next.get(copy);
        bytes.writeBytes(copy);
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** The body, or null if there is none. */
    @Nullable
    String text() {
        return isEmpty() ? null : bytes.toString(StandardCharsets.UTF_8);
    }

    /** What the body says under a status that is no success: in JSON of any shape, or else by that status alone. */
    MiniMaxException error(ChunkParser parser, ErrorReader errors, ResponseDetails response) {
        ResponseDetails details = response.withBody(text());
        // nothing can be read of an error page, or plain text (Q25): the status speaks
        List<Chunk> chunks = parser.parse(toByteArray(), 0, bytes.size()).chunks();
        ServerError error = chunks.isEmpty() ? null : chunks.get(0).errorOrRemark();
        return error == null ? errors.readStatus(details) : errors.read(error, details);
    }

    MiniMaxException tooLarge(ResponseDetails response) {
        return response.error(
                ErrorKind.MALFORMED_RESPONSE,
                "The server sent more than " + maxSize + " bytes in one piece",
                "Raise maxEventSize if this was meant",
                null);
    }

    /** The start of a text, as far as it can be of use in an exception. */
    static String excerpt(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, Math.min(length, EXCERPT_BYTES), StandardCharsets.UTF_8);
    }
}
