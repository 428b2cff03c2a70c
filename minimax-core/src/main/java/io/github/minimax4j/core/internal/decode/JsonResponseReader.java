package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that is one JSON object, or the error that came instead, under HTTP 200 too (Q2).
 *
 * @param <T> what the response is read into
 */
public final class JsonResponseReader<T> extends ResponseReader<T> {

    private final ResponseFields<T> fields;

    public JsonResponseReader(ChunkParser parser, ErrorReader errors, ResponseFields<T> fields) {
        super(parser, errors);
        this.fields = fields;
    }

    @Override
    void take(ByteBuffer bytes) {
        body.add(bytes);
    }

    @Override
    boolean isWhole() {
        return body.isWholeJson();
    }

    @Override
    void takeEnd(@Nullable Throwable loss) {
        if (loss != null && !body.isWholeJson()) {
            failCut("", loss);
        } else if (body.isEmpty()) {
            failEmpty();
        } else {
            readJson();
        }
    }

    private void readJson() {
        ByteBuffer bytes = ByteBuffer.wrap(body.bytes(), 0, body.size());
        if (ResponseForm.of(bytes) != ResponseForm.JSON) {
            malformed("The response is not JSON", "Check that the base URL is that of an API, not of a web page", null);
            return;
        }
        int start = ResponseForm.begin(bytes);
        try (JsonParser json = parser.open(body.bytes(), start, body.size() - start)) {
            readObject(json);
        } catch (StreamConstraintsException e) {
            throw LimitExceededException.nestingDepth(parser.limits().maxNestingDepth());
        } catch (JsonProcessingException e) {
            if (body.isWholeJson()) {
                malformed("The response is not JSON", null, e);
            } else {
                failCut("", e);
            }
        } catch (IOException e) {
            malformed("The server sent " + e.getMessage(), null, null);
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
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, fields.read(name, json));
        }
        boolean found = fields.found(members);
        ServerError said = ErrorFields.error(members, found);
        if (said == null && !found) {
            said = ErrorFields.remark(members);
        }
        ResponseDetails details = response.withBody(excerpt(body.bytes(), 0, body.size()));
        if (said != null) {
            fail(errors.read(said, details));
        } else {
            complete(fields.result(members, details));
        }
    }

    private void malformed(String message, @Nullable String hint, @Nullable Exception cause) {
        failMalformed(message, hint, body.bytes(), 0, body.size(), cause);
    }
}
