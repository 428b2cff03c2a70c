package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the number of tokens of an input. */
public final class InputTokensFields implements ResponseFields<Integer> {

    private @Nullable Long tokens;

    @Override
    public boolean read(String field, JsonParser parser) throws IOException {
        if (!field.equals("input_tokens")) {
            return false;
        }
        tokens = ErrorFields.number(parser);
        return true;
    }

    @Override
    public boolean found() {
        return tokens != null;
    }

    @Override
    public Integer result(ResponseDetails response) throws IOException {
        if (tokens == null || tokens < 0 || tokens > Integer.MAX_VALUE) {
            throw new IOException("no 'input_tokens': it does not count tokens, or failed without saying why");
        }
        return tokens.intValue();
    }
}
