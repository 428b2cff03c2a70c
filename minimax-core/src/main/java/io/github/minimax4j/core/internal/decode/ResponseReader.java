package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one response: takes the head and the bytes of the body, cut anywhere, and ends in exactly one {@link Outcome}. It
 * knows no HTTP client and no thread. Not thread-safe, but for {@link #outcome}.
 *
 * @param <T> what the response is read into
 */
public interface ResponseReader<T> {

    /** Takes the head of the response. */
    void head(ResponseDetails response);

    /**
     * Takes the length of the body that the server has announced, if it has, after the head. It may be wrong.
     *
     * @param length in bytes
     */
    void announce(long length);

    /** Takes the next bytes. Does nothing once there is an outcome. */
    void bytes(ByteBuffer bytes);

    /** Takes the proper end of the body. There is an outcome afterwards. */
    void end();

    /** Takes the loss of the connection: an error, unless the response was whole already. There is an outcome afterwards. */
    void lost(Throwable cause);

    /** Takes a failure from outside, such as a time limit. There is an outcome afterwards. */
    void fail(MiniMaxException error);

    /** Takes the end of a response whose server has fallen silent: an error, unless the response is whole. There is an outcome afterwards. */
    void silent(MiniMaxException error);

    /** Whether nothing that matters can be missing any more. */
    boolean finished();

    /** What is known of the response so far. */
    ResponseDetails response();

    /** The body as text, as far as it was kept in one piece; null for a stream. */
    @Nullable
    String body();

    /** How it ended, or null if it has not. */
    @Nullable
    Outcome<T> outcome();
}
