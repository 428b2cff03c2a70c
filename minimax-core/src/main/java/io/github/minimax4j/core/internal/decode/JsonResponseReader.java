package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that is one JSON object, or the error that came instead, under HTTP 200 too (Q2).
 *
 * @param <T> what the response is read into
 */
public final class JsonResponseReader<T> implements ResponseReader<T> {

    private final ChunkParser parser;

    private final ErrorReader errors;

    private final ResponseFields<T> fields;

    private final WholeBody body;

    private ResponseDetails response = ResponseDetails.NONE;

    private boolean refused;

    // read without the lock that guards all else
    private volatile @Nullable Outcome<T> outcome;

    public JsonResponseReader(ChunkParser parser, ErrorReader errors, ResponseFields<T> fields) {
        this.parser = parser;
        this.errors = errors;
        this.fields = fields;
        this.body = new WholeBody(parser.limits().maxEventSize());
    }

    @Override
    public void head(ResponseDetails response) {
        this.response = response;
        int status = Objects.requireNonNull(response.httpStatus());
        refused = status < 200 || status >= 300;
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
        if (refused) {
            if (!body.addError(bytes)) {
                read(null); // an error page without an end
            }
        } else {
            try {
                body.add(bytes);
            } catch (LimitExceededException e) {
                fail(e.error(response));
            }
        }
    }

    @Override
    public void end() {
        if (outcome == null) {
            read(null);
        }
    }

    @Override
    public void lost(Throwable cause) {
        if (outcome == null) {
            read(cause);
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
        if (outcome == null && (refused && !body.isEmpty() || body.isWholeJson())) {
            read(null); // a server that forgets to end its response
        } else {
            fail(error);
        }
    }

    @Override
    public boolean finished() {
        return false; // only the end of the body shows it
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
    public @Nullable Outcome<T> outcome() {
        return outcome;
    }

    private void read(@Nullable Throwable loss) {
        if (refused) {
            fail(body.error(parser, errors, response)); // what came of it says more than a loss
        } else if (loss != null && !body.isWholeJson()) {
            fail(cut(loss));
        } else if (body.isEmpty()) {
            fail(response.error(ErrorKind.SERVER_ERROR, "The response is empty", null, null));
        } else {
            readJson();
        }
    }

    private void readJson() {
        int start = startOfJson();
        if (start < 0) {
            fail(malformed(
                    "The response is not JSON", "Check that the base URL is that of an API, not of a web page", null));
            return;
        }
        try (JsonParser json = parser.open(body.bytes(), start, body.size() - start)) {
            readObject(json);
        } catch (StreamConstraintsException e) {
            fail(LimitExceededException.nestingDepth(parser.limits().maxNestingDepth())
                    .error(response));
        } catch (JsonProcessingException e) {
            fail(body.isWholeJson() ? malformed("The response is not JSON", null, e) : cut(e));
        } catch (IOException e) {
            fail(malformed("The server sent " + e.getMessage(), null, null));
        }
    }

    private void readObject(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            first = json.nextToken(); // a reseller wraps its errors in an array (user demand B32)
        }
        if (first != JsonToken.START_OBJECT) {
            throw new IOException("JSON that is no object");
        }
        ErrorFields error = new ErrorFields();
        boolean namedError = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("object")) {
                namedError = "error".equals(ErrorFields.text(json));
            } else if (!error.read(field, json) && !fields.read(field, json)) {
                json.skipChildren();
            }
        }
        ServerError said = error.toServerError(namedError, fields.found());
        if (said == null && !fields.found()) {
            said = error.toRemark();
        }
        ResponseDetails details = response.withBody(excerpt());
        if (said != null) {
            fail(errors.read(said, details));
        } else {
            outcome = new Outcome.Completed<>(fields.result(details));
        }
    }

    /** Where the JSON begins behind white space and a byte order mark; -1 if it is something else. */
    private int startOfJson() {
        byte[] bytes = body.bytes();
        for (int i = 0; i < body.size(); i++) {
            switch (bytes[i]) {
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                case '{', '[' -> {
                    return i;
                }
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }

    private MiniMaxException cut(Throwable cause) {
        return response.error(
                ErrorKind.CONNECTION_LOST, "The connection ended before the response was whole", null, cause);
    }

    private MiniMaxException malformed(String message, @Nullable String hint, @Nullable Exception cause) {
        ResponseDetails details = response.withBody(excerpt());
        return details.error(ErrorKind.MALFORMED_RESPONSE, message, hint, cause);
    }

    private String excerpt() {
        return WholeBody.excerpt(body.bytes(), 0, body.size());
    }
}
