package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a result of the members of one kind of JSON response. What is not as the protocol allows is an {@link IOException} whose message
 * goes on after "The server sent".
 *
 * @param <T> the result
 */
public interface ResponseFields<T> {

    /** Reads the value of a member, at which the parser stands. */
    default @Nullable Object read(String name, JsonParser parser) throws IOException {
        return JsonValues.read(parser);
    }

    /** Whether what was asked for is among the members: then a {@code message} beside it reports no error. */
    boolean found(Map<String, Object> members) throws IOException;

    /** Puts the result together. */
    T result(Map<String, Object> members, ResponseDetails response) throws IOException;
}
