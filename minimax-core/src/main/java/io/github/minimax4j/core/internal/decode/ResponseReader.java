package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one response: takes the head and the bytes of the body, cut anywhere, and ends in exactly one {@link Outcome}. It
 * knows no HTTP client and no thread. Not thread-safe, but for {@link #outcome}.
 *
 * @param <T> what the response is read into
 */
public abstract class ResponseReader<T> {

    private static final int EXCERPT_BYTES = 2000;

    final ChunkParser parser;

    final ErrorReader errors;

    final WholeBody body;

    ResponseDetails response = ResponseDetails.NONE;

    private boolean refused;

    // read without the lock that guards all else
    private volatile @Nullable Outcome<T> outcome;

    ResponseReader(ChunkParser parser, ErrorReader errors) {
        this.parser = parser;
        this.errors = errors;
        this.body = new WholeBody(parser.limits().maxEventSize());
    }

    /** Takes the next bytes of a response that is no error by its status. */
    abstract void take(ByteBuffer bytes);

    /** Whether such a response is whole, whatever may still come. */
    abstract boolean isWhole();

    /**
     * Takes the end of such a response, and leaves an outcome.
     *
     * @param loss why it ended; null if it has come to its proper end
     */
    abstract void takeEnd(@Nullable Throwable loss);

    /** Takes the head of the response. */
    public final void head(ResponseDetails response) {
        this.response = response;
        int status = Objects.requireNonNull(response.httpStatus());
        refused = status < 200 || status >= 300;
    }

    /**
     * Takes the length of the body that the server has announced, if it has, after the head. It may be wrong.
     *
     * @param length in bytes
     */
    public final void announce(long length) {
        body.announce(length);
    }

    /** Takes the next bytes. Does nothing once there is an outcome. */
    public final void bytes(ByteBuffer bytes) {
        if (outcome != null) {
            return;
        }
        if (!refused) {
            limited(() -> take(bytes));
        } else if (!body.addError(bytes)) {
            refuse(); // an error page without an end
        }
    }

    /** Takes the proper end of the body. There is an outcome afterwards. */
    public final void end() {
        end(null);
    }

    /** Takes the loss of the connection: an error, unless the response was whole already. There is an outcome afterwards. */
    public final void lost(Throwable cause) {
        end(cause);
    }

    private void end(@Nullable Throwable loss) {
        if (outcome != null) {
            return;
        }
        if (refused) {
            refuse(); // what came of it says more than a loss
        } else {
            limited(() -> takeEnd(loss));
        }
    }

    private void limited(Runnable reading) {
        try {
            reading.run();
        } catch (LimitExceededException e) {
            fail(e.error(response));
        }
    }

    /** Takes a failure from outside, such as a time limit. There is an outcome afterwards. */
    public final void fail(MiniMaxException error) {
        if (outcome == null) {
            outcome = new Outcome.Failed<>(error);
        }
    }

    /** Takes the end of a response whose server has fallen silent: an error, unless the response is whole. There is an outcome afterwards. */
    public final void silent(MiniMaxException error) {
        // a server that forgets to end its response has sent it all the same
        if (refused ? !body.isEmpty() : isWhole()) {
            end(error);
        } else {
            fail(error);
        }
    }

    /** Whether nothing that matters can be missing any more. */
    public boolean finished() {
        return false; // only the end of a body shows it
    }

    /** What is known of the response so far. */
    public final ResponseDetails response() {
        return response;
    }

    /** The body as text, as far as it was kept in one piece; null for a stream. */
    public final @Nullable String body() {
        return body.text();
    }

    /** How it ended, or null if it has not. */
    public final @Nullable Outcome<T> outcome() {
        return outcome;
    }

    final boolean isOpen() {
        return outcome == null;
    }

    final void complete(T result) {
        outcome = new Outcome.Completed<>(result);
    }

    /** Fails with what the body says under a status that is no success: in JSON of any shape, or else with that status alone. */
    private void refuse() {
        ResponseDetails details = response.withBody(body.text());
        // nothing can be read of an error page, or plain text (Q25): the status speaks
        ServerError error = null;
        try {
            List<Chunk> chunks = parser.parse(body.bytes(), 0, body.size()).chunks();
            error = chunks.isEmpty() ? null : chunks.get(0).errorOrRemark();
        } catch (LimitExceededException e) {
            // the status says more than what is wrong with the body
        }
        fail(error == null ? errors.readStatus(details) : errors.read(error, details));
    }

    final void failEmpty() {
        fail(response.error(ErrorKind.SERVER_ERROR, "The response is empty", null, null));
    }

    /** Fails because the response was cut. */
    final void failCut(String lastSaid, @Nullable Throwable cause) {
        fail(response.error(
                ErrorKind.CONNECTION_LOST,
                "The connection ended before the response was whole" + lastSaid,
                null,
                cause));
    }

    /** Fails because of some bytes, which the error shows. */
    final void failMalformed(
            String message, @Nullable String hint, byte[] bytes, int offset, int length, @Nullable Exception cause) {
        fail(response.withBody(excerpt(bytes, offset, length))
                .error(ErrorKind.MALFORMED_RESPONSE, message, hint, cause));
    }

    /** The start of a text, as far as it can be of use in an exception. */
    static String excerpt(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, Math.min(length, EXCERPT_BYTES), StandardCharsets.UTF_8);
    }
}
