package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;

/**
 * The members of one kind of JSON response, gathered in whatever order they come. Not thread-safe.
 *
 * @param <T> the result
 */
public interface ResponseFields<T> {

    /**
     * Reads a member's value, at which the parser stands, if it belongs to the response.
     *
     * @return false if it does not; the parser has not moved then
     * @throws IOException if the value is not what the protocol allows; the message goes on after "The server sent"
     */
    boolean read(String field, JsonParser parser) throws IOException;

    /** Whether what was asked for is among the members: then a {@code message} beside it reports no error. */
    boolean found();

    /**
     * Puts the result together.
     *
     * @throws IOException if something is missing; the message goes on after "The server sent"
     */
    T result(ResponseDetails response) throws IOException;
}
